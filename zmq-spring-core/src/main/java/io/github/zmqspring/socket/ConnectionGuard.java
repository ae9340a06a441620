package io.github.zmqspring.socket;

import java.util.function.Consumer;

import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.PeerViolation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.IOObject;
import zmq.io.StreamEngine;
import zmq.msg.MsgAllocator;
import zmq.pipe.Pipe;
import zmq.poll.IPollEvents;

/**
 * Stands between JeroMQ's poller and the engine of one connection, and between the engine
 * and its frames. It ends the connection of a peer that breaks the protocol or a limit,
 * or that makes the engine fail, where JeroMQ 0.6.0 spins, dies, stands still or takes
 * any amount of memory. Per frame it adds two numbers and compares three.
 * <p>
 * A frame's size is known when its header is there: a message is refused before it is
 * buffered. Where a message ends is asked of the pipe that it is written to, so that it
 * makes no difference whether the frames are encrypted.
 * <p>
 * Used by the I/O thread of the connection only.
 */
final class ConnectionGuard implements IPollEvents, MsgAllocator, Comparable<ConnectionGuard> {

	private static final Log logger = LogFactory.getLog(ConnectionGuard.class);

	/** What JeroMQ itself tells an engine whose handshake takes too long. */
	private static final int GIVE_UP_TIMER_ID = 0x40;

	/** The timers after which JeroMQ takes a silent peer for gone. */
	private static final int SILENCE_TTL_TIMER_ID = 0x80;

	private static final int SILENCE_TIMEOUT_TIMER_ID = 0x82;

	private static final long LISTEN_AGAIN_MILLIS = 1000;

	private static final int CUT_OFF_TIMER_ID = 0x5A52;

	/** What JeroMQ keeps for a frame, besides the bytes. */
	private static final int FRAME_OVERHEAD = 128;

	/** What CURVE adds to a frame on its way. */
	private static final int MECHANISM_OVERHEAD = 64;

	/** A message below is not worth an account. */
	private static final int SMALL = 64 * 1024;

	/** Breaks off the engine's step; caught in this class. */
	private static final class Refused extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Refused(PeerViolation violation) {
			super(violation.name(), null, false, false);
		}

	}

	private final StreamEngine engine;

	private final IOObject ioObject;

	private final Pipe pipe;

	private final FrameGuard socket;

	private final InboundLimits limits;

	private final MsgAllocator allocator;

	private final EngineThread thread;

	/** Whether the decoder asks here for its frames. */
	private boolean allocates;

	private boolean withinStep;

	/** How many messages the pipe had when the one that is arriving began. */
	private long messages;

	private int frames;

	private long bytes;

	private long taken;

	private long deadline;

	private long order;

	private @Nullable PeerViolation violation;

	private @Nullable HandshakeFailure failure;

	/**
	 * Create a guard.
	 * @param engine the engine of the connection
	 * @param ioObject what ties the engine to its poller
	 * @param pipe where the engine writes what has arrived
	 * @param socket what the guards of a socket share
	 * @param thread the I/O thread
	 */
	ConnectionGuard(StreamEngine engine, IOObject ioObject, Pipe pipe, FrameGuard socket, EngineThread thread) {
		this.engine = engine;
		this.ioObject = ioObject;
		this.pipe = pipe;
		this.socket = socket;
		this.limits = socket.limits();
		this.allocator = socket.delegate();
		this.thread = thread;
	}

	StreamEngine engine() {
		return this.engine;
	}

	/** What the peer did, or {@code null}. */
	@Nullable PeerViolation violation() {
		return this.violation;
	}

	/** Why this side gave the handshake up, or {@code null} if it did not. */
	@Nullable HandshakeFailure failure() {
		return this.failure;
	}

	Reconnects reconnects() {
		return this.socket.reconnects();
	}

	/**
	 * From now on the decoder asks here, if it is there.
	 * @return whether it is
	 */
	boolean takeFrames() {
		this.allocates = EngineEdits.setAllocator(this.engine, this);
		return this.allocates;
	}

	@Override
	public Msg allocate(int size) {
		if (size < 0) {
			return refuse(PeerViolation.MALFORMED);
		}
		long complete = EngineInternals.messagesWritten(this.pipe);
		if (complete != this.messages) {
			this.messages = complete;
			startMessage();
		}
		this.frames++;
		if (this.frames == 2 && !EngineEdits.isWithinMessage(this.pipe)) {
			// what came before was a command, which no pipe sees
			startMessage();
			this.frames = 1;
		}
		this.bytes += size;
		if (this.bytes > SMALL || this.frames > this.limits.messageFrames()) {
			PeerViolation broken = check();
			if (broken != null) {
				return refuse(broken);
			}
		}
		return this.allocator.allocate(size);
	}

	private void startMessage() {
		this.frames = 0;
		this.bytes = 0;
		giveBack();
	}

	private @Nullable PeerViolation check() {
		if (this.frames > this.limits.messageFrames()) {
			return PeerViolation.TOO_MANY_FRAMES;
		}
		if (this.bytes - (long) (this.frames - 1) * MECHANISM_OVERHEAD > this.limits.messageBytes()) {
			return PeerViolation.MESSAGE_TOO_LARGE;
		}
		long needed = this.bytes + (long) this.frames * FRAME_OVERHEAD - this.taken;
		if (needed > SMALL) {
			if (!this.socket.memory().take(needed, this.limits.messageBytes() < Long.MAX_VALUE)) {
				return PeerViolation.OUT_OF_MEMORY;
			}
			this.taken += needed;
		}
		return null;
	}

	private void giveBack() {
		if (this.taken > 0) {
			this.socket.memory().giveBack(this.taken);
			this.taken = 0;
		}
	}

	/**
	 * Break the engine's step off if this class has begun it; otherwise give it an empty
	 * command, which it drops, and end the connection right after.
	 */
	Msg refuse(PeerViolation reason) {
		this.violation = reason;
		if (this.withinStep) {
			throw new Refused(reason);
		}
		this.thread.soon(this, CUT_OFF_TIMER_ID);
		return FrameGuard.emptyCommand();
	}

	@Override
	public void inEvent() {
		if (!this.allocates) {
			this.thread.handles(this);
			EngineEdits.letGreet(this.engine);
		}
		step(StreamEngine::inEvent);
	}

	@Override
	public void outEvent() {
		step(StreamEngine::outEvent);
	}

	/**
	 * Have the engine do something. What fails in it, and what is refused, ends the
	 * connection.
	 * @param step what the engine does
	 */
	void step(Consumer<StreamEngine> step) {
		this.withinStep = true;
		try {
			step.accept(this.engine);
		}
		catch (Refused ex) {
			cutOff();
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
		}
		this.withinStep = false;
	}

	@Override
	public void timerEvent(int id) {
		if (!isAlive()) {
			return;
		}
		if (id == CUT_OFF_TIMER_ID) {
			cutOff();
			return;
		}
		if ((id == SILENCE_TTL_TIMER_ID || id == SILENCE_TIMEOUT_TIMER_ID) && EngineEdits.isInputStopped(this.engine)) {
			// nobody has listened: the queue is full, and what the peer has said waits in
			// the connection
			this.ioObject.addTimer(LISTEN_AGAIN_MILLIS, id);
			return;
		}
		step((timed) -> timed.timerEvent(id));
	}

	private boolean isAlive() {
		return EngineEdits.session(this.engine) != null;
	}

	/** The peer has brought the engine where it does not know on. */
	private void failed(Throwable ex) {
		if (logger.isDebugEnabled()) {
			logger.debug("A peer of socket '" + this.socket.name() + "' has made its connection fail", ex);
		}
		this.violation = (ex instanceof OutOfMemoryError) ? PeerViolation.OUT_OF_MEMORY : PeerViolation.MALFORMED;
		cutOff();
	}

	private void cutOff() {
		if (isAlive()) {
			try {
				// it may still be set, and must not ring when the engine is gone
				this.ioObject.cancelTimer(GIVE_UP_TIMER_ID);
				this.engine.timerEvent(GIVE_UP_TIMER_ID);
			}
			catch (RuntimeException | Error ex) {
				logger.warn("A connection of socket '" + this.socket.name() + "' could not be ended", ex);
			}
		}
	}

	/** The time for the handshake is over. */
	void deadlineReached() {
		if (isAlive() && !EngineConnections.isReady(this.engine)) {
			this.failure = HandshakeFailure.TIMEOUT;
			cutOff();
		}
	}

	/** The poller has let go of the connection. */
	void ended() {
		giveBack();
		this.thread.forget(this);
	}

	long handshakeMillis() {
		return this.limits.handshakeMillis();
	}

	/** Set once, before it is compared. */
	void deadline(long nanos, long newOrder) {
		this.deadline = nanos;
		this.order = newOrder;
	}

	long deadline() {
		return this.deadline;
	}

	@Override
	public int compareTo(ConnectionGuard other) {
		int byTime = Long.compare(this.deadline - other.deadline, 0);
		return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
	}

}

package io.github.zmqspring.socket;

import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.PeerSeal;
import io.github.zmqspring.socket.EngineView.Drops;
import io.github.zmqspring.socket.EngineView.PipeView;
import io.github.zmqspring.socket.EngineView.Unsent;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/**
 * A JeroMQ socket, spoken to in our words: whole messages instead of frames, results
 * instead of errno. It never blocks and it is not thread-safe: {@link ZmqSocket} holds
 * its lock around each call.
 * <p>
 * JeroMQ answers an interrupted thread with EINTR and takes the interrupt flag away
 * (engine facts, "Interrupts"). A flag that is set when a call begins is therefore put
 * aside and given back when it ends, and a call that was interrupted half way is made
 * again.
 */
class EngineSocket {

	enum SendResult {

		/** JeroMQ has taken the message, all frames of it. */
		SENT,

		/** The high-water mark is reached for every peer, or there is no peer. */
		FULL,

		/** No peer has the routing id that the message is for. */
		UNROUTABLE

	}

	private static final long MAX_WAIT_MILLIS = 1000;

	private final ZMQ.Socket socket;

	private final SocketBase base;

	private final ZmqSocketType type;

	private final EngineView view = EngineView.current();

	/** Null if the socket throws nothing away. */
	private final @Nullable Drops drops;

	private final SocketCounters counters;

	private final MessageAssembler assembler;

	private final @Nullable WakeUps wakeUps;

	private final Runnable endWatch;

	EngineSocket(ZMQ.Socket socket, SocketSpec spec, SocketCounters counters, PeerSeal seal) {
		this.socket = socket;
		this.base = socket.base();
		this.type = spec.type();
		this.wakeUps = EngineInternals.wakeUps(this.base);
		this.counters = counters;
		this.assembler = new MessageAssembler(this.base, spec, seal);
		this.drops = drops(spec);
		this.endWatch = sendsAway() ? this.view.watchLeaving(this.base, counters::addUnsent) : () -> {
		};
	}

	private boolean sendsAway() {
		return this.type.canSend() && !this.type.subscribes();
	}

	private @Nullable Drops drops(SocketSpec spec) {
		boolean tells = Boolean.TRUE.equals(spec.effective(ZmqOptions.XPUB_NO_DROP))
				|| Boolean.TRUE.equals(spec.effective(ZmqOptions.ROUTER_MANDATORY))
				|| Boolean.TRUE.equals(spec.effective(ZmqOptions.CONFLATE));
		return tells ? null : this.view.drops(this.base, this.type);
	}

	ZMQ.Socket unwrap() {
		return this.socket;
	}

	SelectableChannel wakeUpChannel() {
		return EngineInternals.wakeUpChannel(this.base);
	}

	SendResult trySend(ZmqMessage message) {
		boolean more = message.size() > 1;
		SendResult result = trySend(first(message), more ? zmq.ZMQ.ZMQ_SNDMORE : 0);
		return (more || result != SendResult.SENT || this.drops != null) ? followUp(message, result) : result;
	}

	/**
	 * Send a message, waiting for room inside JeroMQ.
	 * @param message the message
	 * @param nanos how long to wait, by a clock that may be set meanwhile: not for long
	 * @param cancelled the token of {@link #cancel}
	 * @return what has become of it; full as well if the wait was cancelled
	 * @throws InterruptedException if the thread is interrupted
	 */
	SendResult send(ZmqMessage message, long nanos, AtomicBoolean cancelled) throws InterruptedException {
		int millis = (int) Math.min(MAX_WAIT_MILLIS, nanos / 1_000_000 + 1);
		this.base.setSocketOpt(zmq.ZMQ.ZMQ_SNDTIMEO, millis);
		int flags = (message.size() > 1) ? zmq.ZMQ.ZMQ_SNDMORE : 0;
		if (this.base.send(first(message), flags, cancelled)) {
			return followUp(message, SendResult.SENT);
		}
		int errno = this.base.errno();
		boolean brokenOff = errno == ZError.EINTR || errno == ZError.ECANCELED;
		SendResult result = followUp(message, brokenOff ? SendResult.FULL : refusal(errno));
		if (errno == ZError.EINTR) {
			throw new InterruptedException();
		}
		return result;
	}

	private Msg first(ZmqMessage message) {
		if (message.size() == 1) {
			return addressed(message);
		}
		if (this.type.isSingleFrame()) {
			throw new ZmqException("A " + this.type + " socket sends messages of one frame (RFC 41, RFC 48), not of "
					+ message.size());
		}
		return new Msg(message.frame(0));
	}

	/**
	 * Do what follows from the fate of a message's first frame: JeroMQ decides there, and
	 * the others follow or are dropped with it.
	 */
	private SendResult followUp(ZmqMessage message, SendResult result) {
		if (result == SendResult.SENT) {
			countDrops(message);
			int last = message.size() - 1;
			for (int i = 1; i <= last; i++) {
				trySend(new Msg(message.frame(i)), (i < last) ? zmq.ZMQ.ZMQ_SNDMORE : 0);
			}
		}
		else if (this.type.publishes()) {
			this.view.forgetMatch(this.base);
		}
		return result;
	}

	private void countDrops(ZmqMessage message) {
		if (this.drops != null) {
			MessageOrigin origin = message.origin();
			int missed = this.drops.afterFirstFrame(message.first(), (origin != null) ? origin.group() : null);
			if (missed > 0) {
				this.counters.addDropped(missed);
			}
		}
	}

	private Msg addressed(ZmqMessage message) {
		Msg msg = new Msg(message.frame(0));
		MessageOrigin origin = message.origin();
		if (origin != null) {
			if (this.type.routesByNumber() && origin.routingId() != 0) {
				msg.setRoutingId(origin.routingId());
			}
			if (this.type == ZmqSocketType.RADIO && origin.group() != null) {
				msg.setGroup(origin.group());
			}
		}
		return msg;
	}

	private SendResult trySend(Msg msg, int flags) {
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				if (this.base.send(msg, flags | zmq.ZMQ.ZMQ_DONTWAIT)) {
					return SendResult.SENT;
				}
				int errno = this.base.errno();
				if (errno != ZError.EINTR) {
					return refusal(errno);
				}
				interrupted = true;
			}
		}
		finally {
			restore(interrupted);
		}
	}

	private SendResult refusal(int errno) {
		return switch (errno) {
			case ZError.EAGAIN -> SendResult.FULL;
			case ZError.EHOSTUNREACH -> SendResult.UNROUTABLE;
			default -> throw failure(this.type, "send", errno);
		};
	}

	/**
	 * Take the next message.
	 * @return the message, or {@code null} if there is none
	 */
	@Nullable ZmqMessage tryReceive() {
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				Msg msg = this.base.recv(zmq.ZMQ.ZMQ_DONTWAIT);
				if (msg != null) {
					ZmqMessage message = this.assembler.assemble(msg);
					if (message != null) {
						return message;
					}
					continue;
				}
				int errno = this.base.errno();
				if (errno == ZError.EAGAIN || isNotAsked(errno)) {
					return null;
				}
				if (errno != ZError.EINTR) {
					throw failure(this.type, "receive", errno);
				}
				interrupted = true;
			}
		}
		finally {
			restore(interrupted);
		}
	}

	/** A REQ that has not sent a request has no reply to wait for. */
	private boolean isNotAsked(int errno) {
		return errno == ZError.EFSM && this.type == ZmqSocketType.REQ;
	}

	/**
	 * Wait for a message.
	 * @param cancelled the token of {@link #cancel}
	 * @return the message, or {@code null} if the wait was cancelled
	 */
	@Nullable ZmqMessage receive(AtomicBoolean cancelled) {
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				Msg msg = this.base.recv(0, cancelled);
				if (msg != null) {
					ZmqMessage message = this.assembler.assemble(msg);
					if (message != null) {
						return message;
					}
					continue;
				}
				int errno = this.base.errno();
				if (errno == ZError.ECANCELED) {
					return null;
				}
				if (errno != ZError.EINTR) {
					throw failure(this.type, "receive", errno);
				}
				interrupted = true;
			}
		}
		finally {
			restore(interrupted);
		}
	}

	/**
	 * Wait for a message, or until the thread is interrupted.
	 * @param cancelled the token of {@link #cancel}
	 * @return the message, or {@code null} if the wait was cancelled or interrupted; the
	 * interrupt flag is set then
	 */
	@Nullable ZmqMessage receiveInterruptibly(AtomicBoolean cancelled) {
		Msg msg = this.base.recv(0, cancelled);
		if (msg != null) {
			Msg first = msg;
			return Waits.uninterrupted(() -> this.assembler.assemble(first));
		}
		int errno = this.base.errno();
		if (errno == ZError.EINTR) {
			restore(true);
		}
		else if (errno != ZError.ECANCELED && !isNotAsked(errno)) {
			throw failure(this.type, "receive", errno);
		}
		return null;
	}

	/**
	 * Break off a wait. The one method that any thread may call at any time.
	 * @param cancelled the token that was given to {@link #receive(AtomicBoolean)} or
	 * {@link #send(ZmqMessage, long, AtomicBoolean)}
	 */
	void cancel(AtomicBoolean cancelled) {
		boolean interrupted = Thread.interrupted();
		try {
			this.base.cancel(cancelled);
		}
		catch (RuntimeException ex) {
			// the socket was closed meanwhile, and with it the wait
			cancelled.set(true);
		}
		finally {
			restore(interrupted);
		}
	}

	/**
	 * Let the engine do what other threads have asked of it (new peers, subscriptions,
	 * room in a queue).
	 * @return whether a message can be received
	 */
	boolean pump() {
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				int events = this.base.getSocketOpt(zmq.ZMQ.ZMQ_EVENTS);
				if (events >= 0) {
					return (events & zmq.ZMQ.ZMQ_POLLIN) != 0;
				}
				int errno = this.base.errno();
				if (errno != ZError.EINTR) {
					throw failure(this.type, "look at", errno);
				}
				interrupted = true;
			}
		}
		finally {
			restore(interrupted);
		}
	}

	/**
	 * Take a wake-up that has nothing behind it, so that it does not come again.
	 * @return whether there was one; the socket must be looked at then
	 */
	boolean takeWakeUp() {
		WakeUps present = this.wakeUps;
		return present != null && Waits.uninterrupted(present::take);
	}

	/** Whether there is a queue to send to. */
	boolean hasPeers() {
		return this.view.hasPipes(this.base);
	}

	/**
	 * Look at the queues, after the engine was let work.
	 * @return the queues, empty if they are not known
	 */
	List<PipeView> pipes() {
		return this.view.pipes(this.base);
	}

	long prefetched() {
		return this.view.prefetched(this.base);
	}

	ZmqSubscriptions subscriptions(int limit) {
		return this.view.subscriptions(this.base, limit);
	}

	/** What has not left, of a socket whose messages leave the process. */
	Unsent unsent() {
		return sendsAway() ? this.view.unsent(this.base) : Unsent.NONE;
	}

	/** How long a close waits for messages to leave, negative for ever. */
	long lingerMillis() {
		return this.socket.getLinger();
	}

	int boundPeers() {
		return EngineInternals.countBoundPeers(this.base);
	}

	int subscribers(byte[] topic) {
		return EngineInternals.countSubscribers(this.base, topic);
	}

	/**
	 * Close the socket; JeroMQ goes on sending what is queued for at most the linger
	 * time, on its own threads.
	 */
	void close() {
		boolean interrupted = Thread.interrupted();
		try {
			// what is left now has been counted
			this.endWatch.run();
			this.socket.close();
		}
		finally {
			restore(interrupted);
		}
	}

	static ZmqException failure(ZmqSocketType type, String action, int errno) {
		return new ZmqException("Cannot " + action + " on " + type + " socket: " + describe(errno));
	}

	static String describe(int errno) {
		return switch (errno) {
			case ZError.ETERM -> "the context was terminated";
			case ZError.EADDRINUSE -> "address already in use";
			case ZError.EADDRNOTAVAIL -> "address not available on this host";
			case ZError.EFSM -> "not legal in the socket's present state";
			case ZError.EMFILE -> "too many sockets in this context (max-sockets)";
			case ZError.EINVAL -> "invalid argument";
			case ZError.EPROTONOSUPPORT -> "transport not supported";
			case ZError.ENOCOMPATPROTO -> "transport not compatible with the socket type";
			default -> "errno " + errno;
		};
	}

	private static void restore(boolean interrupted) {
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}

package io.github.zmqspring.socket;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqLoop.Registration;
import io.github.zmqspring.socket.ZmqLoop.Turn;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads a socket that also sends: it waits for the socket's channel without the lock, so
 * that a sender never waits for the reader.
 * <p>
 * While its receiver expects nothing it rests, and a thread that waits for a message may
 * read in its stead: that saves the change of threads that would bring the message there.
 */
final class SelectingReader implements SocketReader, ZmqLoop.Member {

	private static final Log logger = LogFactory.getLog(SelectingReader.class);

	private final String socketName;

	private final GuardedEngine engine;

	private final HandOut handOut;

	private final ZmqLoop loop;

	private volatile @Nullable Registration registration;

	private final HandOut.Source source = this::take;

	private final ReaderSeat seat = new ReaderSeat();

	/** Written under the socket's lock. */
	private volatile boolean idle;

	/** How many messages the last look has brought; loop thread only. */
	private int taken;

	SelectingReader(String socketName, GuardedEngine engine, HandOut handOut, String threadName, boolean daemon) {
		this.socketName = socketName;
		this.engine = engine;
		this.handOut = handOut;
		this.loop = new ZmqLoop(threadName, daemon, Duration.ZERO);
	}

	@Override
	public void start(SelectableChannel wakeUpChannel) {
		this.registration = this.loop.register(wakeUpChannel, this);
		this.loop.start();
	}

	@Override
	public Turn turn() {
		if (!this.seat.isOwn()) {
			this.idle = false;
			return Turn.SLEEP;
		}
		if (this.handOut.isHeld()) {
			this.idle = false;
			// let the engine work, or the channel would stay readable and the loop spin
			this.engine.pump();
			return Turn.IDLE;
		}
		this.taken = 1;
		if (this.handOut.run(this.source)) {
			return Turn.AGAIN;
		}
		if (this.handOut.mayRest()) {
			return rest() ? Turn.SLEEP : Turn.AGAIN;
		}
		return (this.taken > 0) ? Turn.IDLE : Turn.NOTHING;
	}

	/** Whoever expects something from now on finds that nobody reads. */
	private boolean rest() {
		this.idle = false;
		this.seat.leave();
		return this.handOut.mayRest() || !this.seat.recall();
	}

	@Override
	public boolean readHere(BooleanSupplier done) {
		if (VirtualThreads.isCurrent() || !this.seat.take()) {
			return false;
		}
		BooleanSupplier leaves = () -> done.getAsBoolean() || this.handOut.isHeld() || this.seat.isRecalled()
				|| Thread.currentThread().isInterrupted();
		try {
			while (!leaves.getAsBoolean()) {
				this.handOut.run((batch, limit) -> this.engine.takeWaitingInterruptibly(batch, limit, leaves));
			}
		}
		finally {
			giveBack();
		}
		return true;
	}

	/** Who has asked meanwhile and found the seat taken relies on this to look again. */
	private void giveBack() {
		if (this.seat.giveBack() || (!this.handOut.mayRest() && this.seat.recall())) {
			wake();
		}
	}

	@Override
	public void readAgain() {
		if (this.seat.isOwn()) {
			return;
		}
		if (this.seat.recall()) {
			wake();
		}
		callGuest();
	}

	@Override
	public void callGuest() {
		if (this.seat.isLent()) {
			this.engine.callAwayReader();
		}
	}

	@Override
	public boolean takeWakeUp() {
		return this.engine.takeWakeUp();
	}

	private int take(ZmqMessage[] batch, int limit) {
		this.taken = this.engine.takeReady(batch, limit, this);
		return this.taken;
	}

	/** Under the socket's lock. */
	void setIdle(boolean nothingLeft) {
		this.idle = nothingLeft;
	}

	@Override
	public void left() {
		this.handOut.finish();
	}

	@Override
	public void failed(Throwable ex) {
		logger.error("Socket '" + this.socketName + "' is no longer read", ex);
		this.handOut.failed(ex);
	}

	@Override
	public boolean stop(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		callGuest();
		this.seat.awaitReturn(timeout);
		Registration left = this.registration;
		if (left != null) {
			left.cancel(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		}
		this.handOut.abandon();
		this.loop.stop();
		// where the receiver has finished, the thread ends when the machine lets it
		long rest = Math.max(NOTICE.toNanos(), deadline - System.nanoTime());
		return this.loop.awaitEnd(Duration.ofNanos(rest));
	}

	@Override
	public boolean isIdle() {
		return this.idle;
	}

	/** Not while the receiver is at a message. */
	@Override
	public boolean pumps() {
		return false;
	}

	@Override
	public void wake() {
		this.idle = false;
		Registration current = this.registration;
		if (current != null) {
			current.wake();
		}
	}

	@Override
	public boolean isOwnThread() {
		return this.loop.isOwnThread();
	}

}

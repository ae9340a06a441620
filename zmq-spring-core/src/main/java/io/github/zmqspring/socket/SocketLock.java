package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.EngineSocket.SendResult;
import org.jspecify.annotations.Nullable;

/**
 * The lock around a JeroMQ socket, and the two ways to wait that go with it.
 * <p>
 * The reader of a socket that only receives waits for a message inside JeroMQ, holding
 * the lock, and so does the sender of one that only sends for room: that is half as fast
 * again as waiting outside. Whoever else wants the lock calls the holder away and goes
 * first. Everybody else waits without the lock, for a change.
 */
final class SocketLock {

	/** A wait for a message inside JeroMQ. */
	interface Wait {

		/**
		 * Wait.
		 * @param socket where to wait
		 * @param cancelled breaks off the wait
		 * @return the message, or {@code null} if the wait was broken off
		 */
		@Nullable ZmqMessage receive(EngineSocket socket, AtomicBoolean cancelled);

	}

	private static final long YIELD_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

	private static final long LOOK_AROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final ReentrantLock lock = new ReentrantLock();

	/** Held by the sender whose turn it is to wait for room. */
	private final ReentrantLock roomQueue = new ReentrantLock(true);

	/** Threads that want the lock and did not get it at once. */
	private final AtomicInteger contenders = new AtomicInteger();

	/** Tells JeroMQ to break off the wait. */
	private final AtomicBoolean cancelled = new AtomicBoolean();

	/** The socket that the reader waits in, holding the lock. */
	private volatile @Nullable EngineSocket waitedIn;

	/** Whether the lock's holder waits for room inside JeroMQ. */
	private volatile boolean roomAwaited;

	private final ReentrantLock changeLock = new ReentrantLock();

	private final Condition changed = this.changeLock.newCondition();

	private volatile long changes;

	/** How many threads wait for changes; written under the lock. */
	private volatile int waiters;

	void lock() {
		if (!this.lock.tryLock()) {
			this.contenders.incrementAndGet();
			try {
				preempt();
				this.lock.lock();
			}
			finally {
				this.contenders.decrementAndGet();
			}
		}
	}

	/**
	 * Become the one sender that may wait for room. The caller does not hold the lock.
	 * @param timeout how long to wait for those who came before
	 * @return whether it is the caller's turn
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	boolean enterRoomQueue(Duration timeout) throws InterruptedException {
		return this.roomQueue.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	void leaveRoomQueue() {
		this.roomQueue.unlock();
	}

	void unlock() {
		this.lock.unlock();
	}

	/**
	 * Break off the reader's wait, so that it looks around. From any thread.
	 */
	void preempt() {
		EngineSocket socket = this.waitedIn;
		if (socket != null) {
			socket.cancel(this.cancelled);
		}
	}

	/**
	 * Wait for a message inside JeroMQ. The caller holds the lock and goes on holding it.
	 * @param socket where to wait
	 * @param leave checked once the wait can be broken off: whether not to wait after all
	 * @param wait how to wait
	 * @return the message, or {@code null} if the wait was broken off
	 */
	@Nullable ZmqMessage awaitMessage(EngineSocket socket, BooleanSupplier leave, Wait wait) {
		// the order matters: who comes after this is seen, or cancels what follows
		this.cancelled.set(false);
		this.waitedIn = socket;
		try {
			if (this.contenders.get() > 0 || leave.getAsBoolean()) {
				return null;
			}
			return wait.receive(socket, this.cancelled);
		}
		finally {
			this.waitedIn = null;
		}
	}

	/**
	 * Send a message, waiting for room inside JeroMQ and holding the lock; whoever wants
	 * the lock meanwhile calls the sender away.
	 * @param socket where to send
	 * @param message what to send
	 * @param nanos how long to wait
	 * @return what has become of it; full as well if the sender was called away
	 * @throws InterruptedException if the thread is interrupted
	 */
	SendResult send(EngineSocket socket, ZmqMessage message, long nanos) throws InterruptedException {
		this.cancelled.set(false);
		this.waitedIn = socket;
		this.roomAwaited = true;
		try {
			return (this.contenders.get() == 0) ? socket.send(message, nanos, this.cancelled) : SendResult.FULL;
		}
		finally {
			this.roomAwaited = false;
			this.waitedIn = null;
		}
	}

	/** Return whether a sender waits for room inside JeroMQ. */
	boolean isRoomAwaited() {
		return this.roomAwaited;
	}

	/** Return whether somebody has called the holder away. */
	boolean isContended() {
		return this.contenders.get() > 0;
	}

	/**
	 * Let those go first who broke off the wait. The caller does not hold the lock.
	 */
	void yieldToContenders() {
		while (this.contenders.get() > 0) {
			LockSupport.parkNanos(YIELD_NANOS);
		}
	}

	/**
	 * Count the caller, who holds the lock, among those who wait for changes, from the
	 * first wait until {@link #endWaiting()}.
	 */
	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	void beginWaiting() {
		this.waiters++;
	}

	/** The caller, who holds the lock, has waited for its last change. */
	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	void endWaiting() {
		this.waiters--;
	}

	/**
	 * Wait for a change. The caller holds the lock, which is free meanwhile.
	 * @param nanos how long to wait
	 * @param shared whether a reader waits inside JeroMQ meanwhile, which takes up what
	 * comes and tells nobody but of messages
	 * @return the nanoseconds left
	 * @throws InterruptedException if the thread is interrupted
	 */
	long awaitChange(long nanos, boolean shared) throws InterruptedException {
		long seen = this.changes;
		long deadline = System.nanoTime() + nanos;
		// one of several may take from the engine, in vain, what another waits for
		long left = (shared || this.waiters > 1) ? Math.min(nanos, LOOK_AROUND_NANOS) : nanos;
		this.lock.unlock();
		try {
			this.changeLock.lock();
			try {
				while (this.changes == seen && left > 0) {
					left = this.changed.awaitNanos(left);
				}
				return deadline - System.nanoTime();
			}
			finally {
				this.changeLock.unlock();
			}
		}
		finally {
			lock();
		}
	}

	/** Return whether somebody waits for changes. */
	boolean hasWaiters() {
		return this.waiters > 0;
	}

	/**
	 * Wake those who wait for a change, if there are any. The caller holds the lock.
	 */
	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	void signalChange() {
		if (this.waiters > 0) {
			this.changeLock.lock();
			try {
				this.changes++;
				this.changed.signalAll();
			}
			finally {
				this.changeLock.unlock();
			}
		}
	}

}

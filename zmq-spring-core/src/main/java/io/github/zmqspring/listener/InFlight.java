package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqspring.socket.Waits;

/**
 * The asynchronous results that are outstanding. Whoever has started one waits until
 * there is room for the next, so that back-pressure reaches the socket. Thread-safe.
 */
final class InFlight {

	private final int limit;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** Written under the lock, read without. */
	private volatile int count;

	private volatile boolean abandoned;

	InFlight(int limit) {
		this.limit = limit;
	}

	void started() {
		add(1);
	}

	void finished() {
		add(-1);
	}

	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	private void add(int change) {
		this.lock.lock();
		try {
			this.count += change;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until another result may be started. Costs next to nothing while none is
	 * outstanding.
	 */
	void awaitRoom() {
		if (this.count < this.limit) {
			return;
		}
		this.lock.lock();
		try {
			while (this.count >= this.limit && !this.abandoned) {
				this.changed.awaitUninterruptibly();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until none is outstanding.
	 * @param timeout how long
	 * @return whether none is
	 */
	boolean awaitNone(Duration timeout) {
		return Waits.uninterruptibly(timeout, this::awaitNone);
	}

	private boolean awaitNone(long nanos) throws InterruptedException {
		long left = nanos;
		this.lock.lock();
		try {
			while (this.count > 0 && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return this.count == 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	int count() {
		return this.count;
	}

	/**
	 * Let go of everybody who waits for room.
	 */
	void abandon() {
		this.lock.lock();
		try {
			this.abandoned = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}

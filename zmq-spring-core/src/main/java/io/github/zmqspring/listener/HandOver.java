package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqspring.socket.Waits;
import io.github.zmqspring.socket.status.QueueDepth;
import org.jspecify.annotations.Nullable;

/**
 * Where the thread that reads the socket leaves messages for the workers. Bounded: who
 * puts waits while it is full, and then until half of it is free. Nobody need be
 * interrupted to end a wait. Thread-safe.
 * <p>
 * Workers are woken one after the other: who was woken and finds more than it takes wakes
 * the next. Waking one for each message would cost a change of threads for each, where a
 * single worker may keep up.
 *
 * @param <T> what is handed over
 */
final class HandOver<T> {

	private final int capacity;

	/**
	 * When there is that little, who waits for room is woken: for each single place it
	 * would cost a change of threads for each message.
	 */
	private final int little;

	private final ArrayDeque<T> waiting;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition notFull = this.lock.newCondition();

	private final Condition notEmpty = this.lock.newCondition();

	/** Held while a batch is collected, so that two do not share what would be one. */
	private final ReentrantLock collecting = new ReentrantLock();

	/** How many wait for something; guarded by the lock. */
	private int idle;

	/** Whether one of them was woken and is not there yet; guarded by the lock. */
	private boolean waking;

	/** Nothing more is put; what is there is still taken. Guarded by the lock. */
	private boolean closed;

	HandOver(int capacity) {
		this.capacity = capacity;
		this.little = capacity / 2;
		this.waiting = new ArrayDeque<>(capacity);
	}

	/**
	 * Leave something, waiting for room.
	 * @param item what
	 * @return whether somebody will take it; not so after the end
	 */
	boolean put(T item) {
		this.lock.lock();
		try {
			while (this.waiting.size() == this.capacity && !this.closed) {
				this.notFull.awaitUninterruptibly();
			}
			if (this.closed) {
				return false;
			}
			this.waiting.add(item);
			wakeOne();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take something, waiting for it.
	 * @return what, or {@code null} at the end
	 */
	@Nullable T take() {
		this.lock.lock();
		try {
			while (this.waiting.isEmpty() && !this.closed) {
				awaitItem(this.notEmpty::awaitUninterruptibly);
			}
			return poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The lock is held. */
	private void wakeOne() {
		if (this.idle > 0 && !this.waking) {
			this.waking = true;
			this.notEmpty.signal();
		}
	}

	/** The lock is held. Whoever returns from a wait is there, woken or not. */
	private void awaitItem(Runnable wait) {
		this.idle++;
		try {
			wait.run();
		}
		finally {
			this.idle--;
			this.waking = false;
		}
	}

	/**
	 * Take several, waiting for the first, and from then on no longer than the timeout
	 * for the others.
	 * @param size how many at most
	 * @param timeout how long after the first
	 * @return what, at least one; empty at the end
	 */
	List<T> take(int size, Duration timeout) {
		List<T> batch = new ArrayList<>();
		this.collecting.lock();
		try {
			T first = take();
			if (first != null) {
				batch.add(first);
				long deadline = System.nanoTime() + timeout.toNanos();
				T next;
				while (batch.size() < size && (next = take(deadline)) != null) {
					batch.add(next);
				}
			}
			return batch;
		}
		finally {
			this.collecting.unlock();
		}
	}

	private @Nullable T take(long deadline) {
		this.lock.lock();
		try {
			long nanos;
			while (this.waiting.isEmpty() && !this.closed && (nanos = deadline - System.nanoTime()) > 0) {
				Duration left = Duration.ofNanos(nanos);
				// a handler that leaves its thread interrupted must not make the batch
				// short
				awaitItem(() -> Waits.uninterruptibly(left, (rest) -> this.notEmpty.awaitNanos(rest) > 0));
			}
			return poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable T poll() {
		T item = this.waiting.poll();
		if (item != null && this.waiting.size() <= this.little) {
			this.notFull.signal();
		}
		if (!this.waiting.isEmpty()) {
			wakeOne();
		}
		return item;
	}

	/** Whether somebody waits for room, so far as can be told. */
	boolean isAwaited() {
		this.lock.lock();
		try {
			return this.lock.hasWaiters(this.notFull);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return what waits.
	 * @return how many, and how many may
	 */
	QueueDepth depth() {
		this.lock.lock();
		try {
			return new QueueDepth(this.waiting.size(), this.capacity);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take nothing more in; what is there is still taken out.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.notFull.signalAll();
			this.notEmpty.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drop what is there.
	 * @return how many were dropped
	 */
	int abandon() {
		close();
		this.lock.lock();
		try {
			int dropped = this.waiting.size();
			this.waiting.clear();
			return dropped;
		}
		finally {
			this.lock.unlock();
		}
	}

}

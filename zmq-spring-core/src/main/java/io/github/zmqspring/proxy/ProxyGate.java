package io.github.zmqspring.proxy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What both directions of a running proxy obey: open, held back (paused), or closing by a
 * deadline. Made new for each start, so that nothing left over from an earlier run is let
 * through again.
 */
final class ProxyGate {

	/** The longest wait for room; then the gate is looked at again. */
	private static final Duration SLICE = Duration.ofMillis(100);

	private enum State {

		OPEN, HELD, CLOSING

	}

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile State state = State.OPEN;

	/** In terms of {@link System#nanoTime()}; set before the state is CLOSING. */
	private volatile long deadline;

	void hold() {
		change(State.HELD);
	}

	void open() {
		change(State.OPEN);
	}

	/**
	 * Let what is in hand pass, until a deadline.
	 * @param nanoTime the deadline
	 */
	void close(long nanoTime) {
		this.deadline = nanoTime;
		change(State.CLOSING);
	}

	private void change(State changedState) {
		this.lock.lock();
		try {
			if (this.state != State.CLOSING) {
				this.state = changedState;
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Wait while the proxy is paused. */
	void pass() {
		if (this.state != State.HELD) {
			return;
		}
		this.lock.lock();
		try {
			while (this.state == State.HELD) {
				this.changed.awaitUninterruptibly();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how long to wait for room before looking at the gate again.
	 * @return the time, zero once the deadline is over
	 */
	Duration slice() {
		if (this.state != State.CLOSING) {
			return SLICE;
		}
		long left = this.deadline - System.nanoTime();
		return (left <= 0) ? Duration.ZERO : (left < SLICE.toNanos()) ? Duration.ofNanos(left) : SLICE;
	}

	/** Wait a slice, or until the gate closes: the other socket is not open. */
	void rest() {
		long nanos = slice().toNanos();
		this.lock.lock();
		try {
			State before = this.state;
			while (nanos > 0 && this.state == before) {
				nanos = this.changed.awaitNanos(nanos);
			}
		}
		catch (InterruptedException ex) {
			// nobody may interrupt the thread of a loop, and no message is lost for it
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether the time for what is in hand is over.
	 * @return whether the deadline has passed
	 */
	boolean isOver() {
		return this.state == State.CLOSING && this.deadline - System.nanoTime() <= 0;
	}

	static long deadlineAfter(Duration timeout) {
		return System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
	}

}

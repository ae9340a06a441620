package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who reads a socket: a thread of its own, nobody, or a thread that waits for a message
 * anyhow and would else have to be woken by the one that reads. There is one seat, so
 * there is one reader at a time. Thread-safe.
 */
final class ReaderSeat {

	private enum State {

		/** The socket's own thread reads. */
		OWN,

		/** Nobody reads, because nothing is expected. */
		FREE,

		/** A guest reads. */
		LENT,

		/** A guest reads that is asked to leave, and then the own thread. */
		RECALLED

	}

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition returned = this.lock.newCondition();

	private volatile State state = State.OWN;

	boolean isOwn() {
		return this.state == State.OWN;
	}

	/** Return whether a guest reads. */
	boolean isLent() {
		return this.state == State.LENT || isRecalled();
	}

	/** Return whether the guest is asked to leave. */
	boolean isRecalled() {
		return this.state == State.RECALLED;
	}

	/** The own thread leaves the seat. */
	void leave() {
		change(State.OWN, State.FREE);
	}

	/**
	 * A guest takes the seat.
	 * @return whether it was free
	 */
	boolean take() {
		return this.state == State.FREE && change(State.FREE, State.LENT);
	}

	/**
	 * The guest gives the seat back.
	 * @return whether the own thread has to be woken, to take it
	 */
	boolean giveBack() {
		this.lock.lock();
		try {
			boolean recalled = isRecalled();
			this.state = recalled ? State.OWN : State.FREE;
			this.returned.signalAll();
			return recalled;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Have the own thread take the seat, as soon as it can.
	 * @return whether it has to be woken to do so: there is no guest who would
	 */
	boolean recall() {
		return this.state != State.OWN && (change(State.FREE, State.OWN) || recallGuest());
	}

	private boolean recallGuest() {
		change(State.LENT, State.RECALLED);
		return false;
	}

	/**
	 * Wait until no guest has the seat.
	 * @param timeout how long to wait
	 * @return whether it is so
	 */
	boolean awaitReturn(Duration timeout) {
		this.lock.lock();
		try {
			return !isLent() || Waits.uninterruptibly(timeout, this::awaitReturned);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean awaitReturned(long nanos) throws InterruptedException {
		long left = nanos;
		while (isLent() && left > 0) {
			left = this.returned.awaitNanos(left);
		}
		return !isLent();
	}

	private boolean change(State from, State to) {
		this.lock.lock();
		try {
			boolean changed = this.state == from;
			if (changed) {
				this.state = to;
			}
			return changed;
		}
		finally {
			this.lock.unlock();
		}
	}

}

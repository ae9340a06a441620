package io.github.zmqspring.benchmarks.harness;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for the messages of a round. Counting is as cheap as it gets, for it happens in
 * the loops that are measured: a plain increment and a comparison.
 */
public final class Arrivals {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<Counter> counters = new CopyOnWriteArrayList<>();

	private volatile CountDownLatch outstanding = new CountDownLatch(0);

	/**
	 * Return a counter for one receiving thread.
	 * @return a counter of its own
	 */
	public Counter counter() {
		return add(new ThreadCounter(this));
	}

	/**
	 * Return a counter for any number of receiving threads.
	 * @return a counter of its own
	 */
	public Counter sharedCounter() {
		return add(new SharedCounter(this));
	}

	private Counter add(Counter counter) {
		this.counters.add(counter);
		return counter;
	}

	/**
	 * Begin a round.
	 * @param messages how many messages will arrive at each counter
	 */
	public void expect(long messages) {
		this.outstanding = new CountDownLatch(this.counters.size());
		this.counters.forEach((counter) -> counter.expect(messages));
	}

	/**
	 * Wait for the end of the round.
	 * @throws InterruptedException if the thread was interrupted
	 */
	public void await() throws InterruptedException {
		if (!this.outstanding.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException(
					"Messages have not arrived within " + PATIENCE + ", counted are " + this.counters);
		}
	}

	void complete() {
		this.outstanding.countDown();
	}

	/**
	 * Counts messages.
	 */
	public interface Counter {

		/**
		 * Count a message.
		 */
		void arrived();

		/**
		 * Begin a round, when nothing is under way.
		 * @param messages how many messages will arrive
		 */
		void expect(long messages);

	}

	private static final class ThreadCounter implements Counter {

		private final Arrivals arrivals;

		private long remaining;

		ThreadCounter(Arrivals arrivals) {
			this.arrivals = arrivals;
		}

		@Override
		public void arrived() {
			if (--this.remaining == 0) {
				this.arrivals.complete();
			}
		}

		@Override
		public void expect(long messages) {
			// The socket that brings the messages is what publishes this write.
			this.remaining = messages;
		}

		@Override
		public String toString() {
			return this.remaining + " missing";
		}

	}

	private static final class SharedCounter implements Counter {

		private final Arrivals arrivals;

		private final AtomicLong remaining = new AtomicLong();

		SharedCounter(Arrivals arrivals) {
			this.arrivals = arrivals;
		}

		@Override
		public void arrived() {
			if (this.remaining.decrementAndGet() == 0) {
				this.arrivals.complete();
			}
		}

		@Override
		public void expect(long messages) {
			this.remaining.set(messages);
		}

		@Override
		public String toString() {
			return this.remaining + " missing";
		}

	}

}

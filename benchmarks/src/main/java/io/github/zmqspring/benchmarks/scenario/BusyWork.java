package io.github.zmqspring.benchmarks.scenario;

import java.time.Duration;

/**
 * Keeps a processor busy: always the same computation, so that a thread that has to share
 * its processor takes longer. One that looked at the clock would not.
 */
final class BusyWork {

	private static final long STEPS = 1 << 20;

	private static final int TRIALS = 20;

	private final long steps;

	private BusyWork(long steps) {
		this.steps = steps;
	}

	/**
	 * Find out how much to compute.
	 * @param duration how long it takes on a processor of its own
	 */
	static BusyWork lasting(Duration duration) {
		BusyWork trial = new BusyWork(STEPS);
		long fastest = Long.MAX_VALUE;
		long seen = 0;
		for (int i = 0; i < TRIALS; i++) {
			long start = System.nanoTime();
			seen ^= trial.run();
			fastest = Math.min(fastest, System.nanoTime() - start);
		}
		// Never true, but only who has seen the results knows.
		long extra = (seen == 0) ? 1 : 0;
		return new BusyWork(STEPS * duration.toNanos() / fastest + extra);
	}

	/**
	 * Compute.
	 * @return something that depends on all of it
	 */
	long run() {
		long value = 88172645463325252L;
		for (long i = 0; i < this.steps; i++) {
			value ^= value << 13;
			value ^= value >>> 7;
			value ^= value << 17;
		}
		return value;
	}

}

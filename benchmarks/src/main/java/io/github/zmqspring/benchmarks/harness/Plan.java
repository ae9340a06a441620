package io.github.zmqspring.benchmarks.harness;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param rounds how many rounds count
 * @param round how long a round takes, about
 * @param warmUp how long each contender is warmed up at least
 * @param idle how long nothing happens where idleness is measured
 * @param messages number of messages of the scenario that watches memory
 */
public record Plan(int rounds, Duration round, Duration warmUp, Duration idle, long messages) {

	/** What is published. */
	public static final Plan FULL = new Plan(11, Duration.ofMillis(600), Duration.ofSeconds(4), Duration.ofSeconds(10),
			20_000_000);

	/** To see how things are going. */
	public static final Plan QUICK = new Plan(5, Duration.ofMillis(250), Duration.ofMillis(1500), Duration.ofSeconds(2),
			2_000_000);

	/** To see that everything runs; its numbers mean nothing. */
	public static final Plan SMOKE = new Plan(1, Duration.ofMillis(5), Duration.ZERO, Duration.ofMillis(50), 2000);

	/**
	 * Return a plan with another number of rounds.
	 * @param count how many rounds count
	 * @return the plan
	 */
	public Plan withRounds(int count) {
		return new Plan(count, this.round, this.warmUp, this.idle, this.messages);
	}

	/**
	 * Return a plan that watches memory for longer.
	 * @param count number of messages
	 * @return the plan
	 */
	public Plan withMessages(long count) {
		return new Plan(this.rounds, this.round, this.warmUp, this.idle, count);
	}

}

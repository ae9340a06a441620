package io.github.zmqspring.benchmarks.scenario;

import java.time.Duration;

import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Outcome;
import io.github.zmqspring.benchmarks.harness.Plan;
import io.github.zmqspring.benchmarks.harness.Series;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gate: how much the fast path allocates. Times depend on the machine, bytes do not,
 * once the code is compiled; so the least of several rounds is looked at.
 */
class AllocationTests {

	private static final Plan PLAN = new Plan(9, Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ZERO, 1);

	private static final double BAR = 64;

	private static final int ATTEMPTS = 5;

	@Test
	void aMessageOfHundredBytesAllocatesHardlyMoreThanByHand() throws Exception {
		double ours = Double.MAX_VALUE;
		double byHand = Double.MAX_VALUE;
		int attempt = 0;
		// where the machine is busy, the compiler may need longer than the first rounds
		do {
			Outcome outcome = OutboundScenarios.allocation().run(PLAN);
			ours = Math.min(ours, least(outcome.series().get(0)));
			byHand = Math.min(byHand, least(outcome.series(Names.RAW)));
		}
		while (ours - byHand > BAR && ++attempt < ATTEMPTS);
		assertThat(ours - byHand).as("bytes per message above %s by hand", byHand).isLessThanOrEqualTo(BAR);
	}

	private static double least(Series series) {
		return series.spread(Metric.ALLOCATED).min();
	}

}

package io.github.zmqspring.benchmarks.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.LiveHeap;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Outcome;
import io.github.zmqspring.benchmarks.harness.Plan;
import io.github.zmqspring.benchmarks.harness.Sample;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.harness.Series;

/**
 * Moves many messages and looks at the live heap every now and then. What is kept for
 * each message, be it one byte, shows in the second half.
 */
public final class SteadyHeap implements Scenario {

	private static final int LOOKS = 5;

	private static final double TOLERATED_KIB = 512;

	private static final String FIRST = "first half";

	private static final String SECOND = "second half";

	private final Contender.Factory factory;

	/**
	 * Create the scenario.
	 * @param factory opens what moves the messages
	 */
	public SteadyHeap(Contender.Factory factory) {
		this.factory = factory;
	}

	@Override
	public String name() {
		return "memory-steady";
	}

	@Override
	public String title() {
		return "live heap while 100-byte messages go from ZmqTemplate to @ZmqListener";
	}

	@Override
	public Duration limit(Plan plan) {
		return Duration.ofMinutes(2).plusSeconds(plan.messages() / 200_000);
	}

	@Override
	public Outcome run(Plan plan) throws Exception {
		long slice = Math.max(plan.messages() / (2 * LOOKS + 1), 1);
		try (Contender contender = this.factory.open()) {
			// Classes are loaded and queues grow with the first messages.
			contender.round(slice);
			Series first = new Series(FIRST, look(contender, slice), null);
			Series second = new Series(SECOND, look(contender, slice), null);
			return new Outcome(name(), List.of(second, first),
					List.of(Bar.atMostAbove(Metric.HEAP, TOLERATED_KIB, FIRST)));
		}
	}

	private static List<Sample> look(Contender contender, long messages) throws Exception {
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < LOOKS; i++) {
			contender.round(messages);
			samples.add(Sample.of(Metric.MESSAGES, messages).with(Metric.HEAP, LiveHeap.kibibytes()));
		}
		return samples;
	}

}

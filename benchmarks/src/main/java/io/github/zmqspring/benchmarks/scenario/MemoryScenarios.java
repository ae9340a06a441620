package io.github.zmqspring.benchmarks.scenario;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.benchmarks.flow.AppReceiver;
import io.github.zmqspring.benchmarks.flow.AppSender;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Outcome;
import io.github.zmqspring.benchmarks.harness.Plan;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.memory.IdleSockets;
import io.github.zmqspring.benchmarks.memory.StalledPeer;
import io.github.zmqspring.benchmarks.memory.SteadyHeap;

/**
 * What is kept: while nothing happens, over many messages, and when nobody reads.
 */
final class MemoryScenarios {

	private static final int SIZE = 100;

	private static final String RAW_STALLED = "raw PUSH to a raw PULL that nobody reads";

	private static final String STUCK = "raw PUSH to a @ZmqListener that does not return";

	private MemoryScenarios() {
	}

	static List<Scenario> all() {
		return List.of(new Idle(), steady(), stalled());
	}

	private static Scenario steady() {
		return new SteadyHeap(
				() -> Wiring.TCP.join(AppSender.push(1, Steps.template(SIZE)), AppReceiver.pull(Listeners.Bytes::new)));
	}

	/**
	 * A few messages are in the buffers of the operating system, and those move at times.
	 */
	private static Scenario stalled() {
		return new Contest("memory-stalled", "16-KiB messages to a peer that is stalled, until none is taken").cold()
			.add("ZmqTemplate to a raw PULL that nobody reads", StalledPeer::template)
			.add(STUCK, StalledPeer::listener)
			.add(RAW_STALLED, StalledPeer::raw)
			.bar(Bar.atMostTimes(Metric.MESSAGES, 1.05, RAW_STALLED))
			.bar(Bar.atMostTimes(Metric.MESSAGES, 1.05, RAW_STALLED).of(STUCK))
			.bar(Bar.atMostTimes(Metric.HEAP, 1.05, RAW_STALLED))
			.bar(Bar.atMostTimes(Metric.HEAP, 1.05, RAW_STALLED).of(STUCK));
	}

	/**
	 * How long nothing happens is for the plan to say.
	 */
	private record Idle() implements Scenario {

		@Override
		public String name() {
			return "idle";
		}

		@Override
		public String title() {
			return "50 PULLs: idle for 10 s, then a first message for each";
		}

		@Override
		public Duration limit(Plan plan) {
			return Duration.ofMinutes(1).plus(plan.idle().multipliedBy(5L * plan.rounds()));
		}

		@Override
		public Outcome run(Plan plan) throws Exception {
			return new Contest(name(), title()).cold()
				.add("50 @ZmqListeners", () -> IdleSockets.listeners(plan.idle(), Listeners.Subscriber::new))
				.add("50 raw PULLs", () -> IdleSockets.raw(plan.idle()))
				.bar(Bar.atMost(Metric.P99, 1000))
				.bar(Bar.atMost(Metric.IDLE_CPU, 0.5))
				.run(plan);
		}

	}

}

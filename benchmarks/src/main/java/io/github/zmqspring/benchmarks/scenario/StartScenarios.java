package io.github.zmqspring.benchmarks.scenario;

import java.util.List;
import java.util.regex.Pattern;

import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.start.ManySockets;
import io.github.zmqspring.benchmarks.start.Probe;

/**
 * How applications start, each time in a new JVM.
 */
final class StartScenarios {

	private static final String OFF = "without the starter";

	/** What only the benchmarks need. */
	private static final Pattern OTHERS = Pattern.compile(".*(jmh|lettuce|netty|spring-data|spring-integration).*");

	private static final Pattern STARTER = Pattern.compile(".*(zmq-spring-|jeromq|jnacl).*");

	private StartScenarios() {
	}

	static List<Scenario> all() {
		return List.of(starter(), sockets());
	}

	/**
	 * Jackson, which the starter brings along, is there in both: nearly every application
	 * has it.
	 */
	private static Scenario starter() {
		return new Contest("start-starter", "start of an application with the actuator and no sockets").cold()
			.add("with the starter", () -> Probe.start((jar) -> !OTHERS.matcher(jar).matches()))
			.add(OFF, () -> Probe.start((jar) -> !OTHERS.matcher(jar).matches() && !STARTER.matcher(jar).matches()))
			.bar(Bar.atMostAbove(Metric.START, 100, OFF));
	}

	private static Scenario sockets() {
		return new Contest("start-1000", "an application with 1,000 PULLs over TCP, each with a listener").cold()
			.add("1,000 sockets", () -> Probe.footprint(ManySockets.class))
			.add("no sockets", Probe::footprint)
			.bar(Bar.atMost(Metric.START, 5000));

	}

}

package io.github.zmqspring.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.zmqspring.benchmarks.harness.Arguments;
import io.github.zmqspring.benchmarks.harness.Fork;
import io.github.zmqspring.benchmarks.harness.Outcome;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.report.OutcomeTable;
import io.github.zmqspring.benchmarks.scenario.Scenarios;

/**
 * Measures the library side by side with raw JeroMQ and the peers:
 *
 * <pre class="code">
 * ./mvnw -q -pl benchmarks -am -DskipTests package spring-boot:run \
 *     -Dspring-boot.run.arguments="--only=inbound --quick"
 * </pre>
 *
 * @see Arguments#USAGE
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Run the scenarios, each in a JVM of its own.
	 * @param args see {@link Arguments#USAGE}
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		Arguments arguments = Arguments.parse(args);
		if (arguments.fork() != null) {
			runHere(arguments, arguments.fork());
		}
		else if (arguments.list()) {
			Scenarios.all().forEach((scenario) -> System.out.printf("%-24s %s%n", scenario.name(), scenario.title()));
		}
		else {
			runAll(arguments);
		}
	}

	private static void runHere(Arguments arguments, String name) {
		Scenario chosen = Scenarios.all()
			.stream()
			.filter((scenario) -> scenario.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No scenario " + name));
		try {
			Fork.report(chosen.run(arguments.plan()), System.out);
		}
		catch (Exception | Error ex) {
			ex.printStackTrace(System.out);
		}
		// Whatever threads a scenario has left must not keep the process.
		Runtime.getRuntime().halt(0);
	}

	private static void runAll(Arguments arguments) throws IOException {
		Fork fork = new Fork(arguments.java(), Benchmarks.class, arguments.given());
		List<Outcome> outcomes = new ArrayList<>();
		for (Scenario scenario : Scenarios.all()) {
			if (arguments.chooses(scenario)) {
				System.out.println("\n" + scenario.name() + ": " + scenario.title() + "\n");
				Optional<Outcome> outcome = fork.run(scenario.name(), scenario.limit(arguments.plan()), System.out);
				System.out.println(outcome.map(OutcomeTable::contenders).orElse("failed"));
				outcome.ifPresent(outcomes::add);
			}
		}
		System.out.println(OutcomeTable.bars(outcomes));
	}

}

package io.github.zmqspring.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.zmqspring.benchmarks.harness.Arguments;
import io.github.zmqspring.benchmarks.harness.Fork;
import io.github.zmqspring.benchmarks.harness.Outcome;
import io.github.zmqspring.benchmarks.harness.Project;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.report.Environment;
import io.github.zmqspring.benchmarks.report.OutcomeTable;
import io.github.zmqspring.benchmarks.report.PerformanceDocument;
import io.github.zmqspring.benchmarks.report.Results;
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

	private static final PrintStream out = System.out;

	private final List<Scenario> scenarios = Scenarios.all();

	private final Arguments arguments;

	private Benchmarks(Arguments arguments) {
		this.arguments = arguments;
	}

	/**
	 * Run the scenarios, each in a JVM of its own.
	 * @param args see {@link Arguments#USAGE}
	 * @throws IOException if processes cannot be started or results not be written
	 */
	public static void main(String[] args) throws IOException {
		Arguments arguments = Arguments.parse(args);
		Benchmarks benchmarks = new Benchmarks(arguments);
		if (arguments.fork() != null) {
			benchmarks.runHere(arguments.fork());
		}
		else if (arguments.list()) {
			benchmarks.list();
		}
		else {
			benchmarks.runAll();
		}
	}

	private void list() {
		this.scenarios.forEach((scenario) -> out.printf("%-24s %s%n", scenario.name(), scenario.title()));
	}

	private void runHere(String name) {
		Scenario chosen = this.scenarios.stream()
			.filter((scenario) -> scenario.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No scenario " + name));
		try {
			Fork.report(chosen.run(this.arguments.plan()), out);
		}
		catch (Exception | Error ex) {
			ex.printStackTrace(out);
		}
		// Whatever threads a scenario has left must not keep the process.
		System.exit(0);
	}

	private void runAll() throws IOException {
		Environment environment = Environment.of(this.arguments.java());
		environment.lines().forEach(out::println);
		Results results = new Results(
				Project.module().resolve("target/results/jdk-" + environment.feature() + ".jsonl"));
		Fork fork = new Fork(this.arguments.java(), Benchmarks.class, this.arguments.given());
		List<Outcome> outcomes = new ArrayList<>();
		for (Scenario scenario : this.scenarios) {
			if (this.arguments.chooses(scenario)) {
				Optional<Outcome> outcome = run(fork, scenario);
				outcome.ifPresent(outcomes::add);
				if (this.arguments.write() && outcome.isPresent()) {
					results.put(outcome.get());
					write(environment, results);
				}
			}
		}
		out.println(OutcomeTable.bars(outcomes));
	}

	private Optional<Outcome> run(Fork fork, Scenario scenario) throws IOException {
		out.println("\n" + scenario.name() + ": " + scenario.title() + "\n");
		Optional<Outcome> outcome = fork.run(scenario.name(), scenario.limit(this.arguments.plan()), out);
		out.println(outcome.map(OutcomeTable::contenders).orElse("failed"));
		return outcome;
	}

	private void write(Environment environment, Results results) throws IOException {
		new PerformanceDocument(Project.root().resolve("docs/performance.md")).write(environment,
				results.get(this.scenarios.stream().map(Scenario::name).toList()),
				this.scenarios.stream().collect(Collectors.toMap(Scenario::name, Scenario::title)));
	}

}

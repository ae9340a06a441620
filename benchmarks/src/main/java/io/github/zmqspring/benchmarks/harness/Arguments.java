package io.github.zmqspring.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of the command line.
 *
 * @param only names, groups or beginnings of names of the scenarios to run; all if empty
 * @param plan how long to measure
 * @param java the home of the JDK that is measured
 * @param write whether to write the results to the documentation
 * @param list whether only to list the scenarios
 * @param fork the scenario that this process is to run, or {@code null} if it is the one
 * that starts the others
 * @param given the arguments as they were given
 */
public record Arguments(List<String> only, Plan plan, Path java, boolean write, boolean list, @Nullable String fork,
		List<String> given) {

	/** What can be given. */
	public static final String USAGE = """
			--only=NAME,...   scenarios, or groups of them; all without it
			--list            print the names of the scenarios
			--rounds=N        rounds that count (11, with --quick 5)
			--quick           short rounds, to see how things are going; nothing is written
			--smoke           one tiny round, to see that everything runs
			--long            10^8 messages where memory is watched
			--java=HOME       the JDK to measure, this one without it
			--write=BOOLEAN   whether to write docs/performance.md (true unless --quick or --smoke)
			""";

	/**
	 * Parse the command line.
	 * @param args the arguments
	 * @return what they say
	 * @throws IllegalArgumentException if there is one that is not known
	 */
	public static Arguments parse(String... args) {
		Parser parser = new Parser();
		Arrays.stream(args).forEach(parser::accept);
		return new Arguments(List.copyOf(parser.only), parser.plan(), parser.java,
				(parser.write != null) ? parser.write : parser.base == Plan.FULL, parser.list, parser.fork,
				List.of(args));
	}

	/**
	 * Return whether a scenario was chosen.
	 * @param scenario the scenario
	 * @return whether it is to run
	 */
	public boolean chooses(Scenario scenario) {
		return this.only.isEmpty() || this.only.stream().anyMatch(scenario.name()::startsWith);
	}

	private static final class Parser {

		private final List<String> only = new ArrayList<>();

		private Plan base = Plan.FULL;

		private int rounds;

		private long messages;

		private Path java = Path.of(System.getProperty("java.home"));

		private @Nullable Boolean write;

		private boolean list;

		private @Nullable String fork;

		void accept(String argument) {
			int equals = argument.indexOf('=');
			String name = (equals < 0) ? argument : argument.substring(0, equals);
			String value = (equals < 0) ? "" : argument.substring(equals + 1);
			switch (name) {
				case "--only" -> this.only.addAll(List.of(value.split(",")));
				case "--rounds" -> this.rounds = Integer.parseInt(value);
				case "--quick" -> this.base = Plan.QUICK;
				case "--smoke" -> this.base = Plan.SMOKE;
				case "--long" -> this.messages = 100_000_000;
				case "--java" -> this.java = Path.of(value);
				case "--write" -> this.write = Boolean.valueOf(value);
				case "--list" -> this.list = true;
				case "--fork" -> this.fork = value;
				default -> throw new IllegalArgumentException("Unknown argument " + argument + "\n" + USAGE);
			}
		}

		Plan plan() {
			Plan plan = (this.rounds > 0) ? this.base.withRounds(this.rounds) : this.base;
			return (this.messages > 0) ? plan.withMessages(this.messages) : plan;
		}

	}

}

package io.github.zmqspring.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scenario in a JVM of its own, so that what the compiler learned from one scenario
 * does not spoil another. The child prints its outcome as a line of JSON; what else it
 * prints is passed on.
 */
public final class Fork {

	private static final String MARK = "@outcome ";

	private static final JsonMapper json = JsonMapper.builder().build();

	private final Path java;

	private final List<String> command;

	/**
	 * Describe the children.
	 * @param java the home of their JDK
	 * @param mainClass the class to run, with this process's class path
	 * @param arguments what to tell it beside the name of the scenario
	 */
	public Fork(Path java, Class<?> mainClass, List<String> arguments) {
		this.java = java;
		this.command = new ArrayList<>(jvm(java, System.getProperty("java.class.path")));
		this.command.add(mainClass.getName());
		this.command.addAll(arguments);
	}

	/**
	 * Return the beginning of the command that starts a JVM.
	 * @param java the home of its JDK
	 * @param classPath its class path
	 * @return the command, up to the class to run
	 */
	public static List<String> jvm(Path java, String classPath) {
		return List.of(java.resolve("bin/java").toString(), "-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch",
				"-cp", classPath);
	}

	/**
	 * Run a scenario.
	 * @param scenario the name of the scenario
	 * @param limit when to kill the child
	 * @param log gets what the child prints
	 * @return the outcome, or empty if the child failed
	 * @throws IOException if the child cannot be started
	 */
	public Optional<Outcome> run(String scenario, Duration limit, PrintStream log) throws IOException {
		List<String> all = new ArrayList<>(this.command);
		all.add("--fork=" + scenario);
		Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
		ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
		try (BufferedReader output = process.inputReader()) {
			killer.schedule(() -> kill(process, scenario, limit, log), limit.toMillis(), TimeUnit.MILLISECONDS);
			return read(output, log);
		}
		finally {
			killer.shutdownNow();
			process.destroyForcibly();
		}
	}

	private static void kill(Process process, String scenario, Duration limit, PrintStream log) {
		log.println(scenario + " has not ended within " + limit.toSeconds() + " s and was killed");
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
	}

	private static Optional<Outcome> read(BufferedReader output, PrintStream log) throws IOException {
		@Nullable Outcome outcome = null;
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(MARK)) {
				outcome = json.readValue(line.substring(MARK.length()), Outcome.class);
			}
			else {
				log.println("    " + line);
			}
		}
		return Optional.ofNullable(outcome);
	}

	/**
	 * Print an outcome so that the parent finds it.
	 * @param outcome the outcome
	 * @param output the standard output of this process
	 */
	public static void report(Outcome outcome, PrintStream output) {
		output.println(MARK + json.writeValueAsString(outcome));
		output.flush();
	}

	@Override
	public String toString() {
		return "Fork[" + this.java + "]";
	}

}

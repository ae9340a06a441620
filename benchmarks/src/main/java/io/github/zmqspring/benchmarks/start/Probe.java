package io.github.zmqspring.benchmarks.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Fork;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Sample;

/**
 * Starts an application in each round, and measures how long that takes, from the start
 * of the JVM until the application is ready.
 */
public final class Probe implements Contender {

	static final String READY = "@ready ";

	static final String MEASURED = "@measured ";

	private final List<String> command;

	private final boolean footprint;

	private Probe(String classPath, boolean footprint, List<String> sources) {
		this.command = new ArrayList<>(Fork.jvm(Path.of(System.getProperty("java.home")), classPath));
		this.command.add(PlainApplication.class.getName());
		this.command.addAll(sources);
		this.footprint = footprint;
	}

	/**
	 * Describe an application without any code.
	 * @param jars which jars it has, of those that this process has
	 * @return what starts it
	 */
	public static Probe start(Predicate<String> jars) {
		String separator = System.getProperty("path.separator");
		return new Probe(Arrays.stream(System.getProperty("java.class.path").split(separator))
			.filter(jars)
			.collect(Collectors.joining(separator)), false, List.of());
	}

	/**
	 * Describe an application of which memory and threads are measured, too.
	 * @param sources classes with beans
	 * @return what starts it
	 */
	public static Probe footprint(Class<?>... sources) {
		return new Probe(System.getProperty("java.class.path"), true,
				Arrays.stream(sources).map(Class::getName).toList());
	}

	@Override
	public Sample round(long messages) throws IOException {
		long start = System.nanoTime();
		Process process = new ProcessBuilder(this.command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader(); OutputStream input = process.getOutputStream()) {
			await(output, READY);
			long elapsed = System.nanoTime() - start;
			Sample sample = Sample.of(Metric.START, elapsed / (double) TimeUnit.MILLISECONDS.toNanos(1));
			return this.footprint ? sample.and(measure(output, input)) : sample;
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static Sample measure(BufferedReader output, OutputStream input) throws IOException {
		input.write('\n');
		input.flush();
		return Footprint.parse(await(output, MEASURED));
	}

	private static String await(BufferedReader output, String mark) throws IOException {
		List<String> said = new ArrayList<>();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(mark)) {
				return line.substring(mark.length());
			}
			said.add(line);
		}
		throw new IOException("The application has not started: " + said);
	}

}

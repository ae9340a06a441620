package io.github.zmqspring.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Project;
import io.github.zmqspring.benchmarks.harness.Sample;
import io.github.zmqspring.benchmarks.harness.UnavailableException;

/**
 * libzmq, in a small C program which is compiled here.
 */
public final class Libzmq implements Contender {

	private static final String NAME = "libzmq_push_pull";

	private static final Path HEADER = Path.of("/usr/include/zmq.h");

	private final Program program;

	private Libzmq(Program program) {
		this.program = program;
	}

	/**
	 * Return which libzmq one would compile against.
	 * @return the version, for instance {@code 4.3.4}, or {@code absent}
	 * @throws IOException if its header cannot be read
	 */
	public static String version() throws IOException {
		if (!Files.exists(HEADER)) {
			return "absent";
		}
		try (Stream<String> lines = Files.lines(HEADER)) {
			return lines.filter((line) -> line.matches("#define ZMQ_VERSION_(MAJOR|MINOR|PATCH) \\d+"))
				.map((line) -> line.replaceAll(".* ", ""))
				.collect(Collectors.joining("."));
		}
	}

	/**
	 * Compile and start the program: a PUSH and a PULL with libzmq's default options.
	 * @param size the size of the messages, in bytes
	 * @return the contender
	 * @throws UnavailableException if there is no compiler or no libzmq to compile
	 * against
	 * @throws Exception if it failed
	 */
	public static Contender pushPull(int size) throws Exception {
		if (!Files.exists(HEADER)) {
			throw new UnavailableException(HEADER + " is missing (Debian: libzmq3-dev)");
		}
		Path directory = Files.createDirectories(Project.module().resolve("target/c"));
		Path executable = directory.resolve(NAME);
		Path source = Project.module().resolve("src/main/c/" + NAME + ".c");
		Program.run(List.of("cc", "-O2", "-pthread", "-o", executable.toString(), source.toString(), "-lzmq"));
		Program program = new Program(List.of(executable.toString(), String.valueOf(size)));
		program.readUntil("ready");
		return new Libzmq(program);
	}

	@Override
	public Sample round(long messages) throws IOException {
		this.program.write(String.valueOf(messages));
		String[] nanos = this.program.read().split(" ");
		double seconds = Double.parseDouble(nanos[0]) / TimeUnit.SECONDS.toNanos(1);
		return new Sample(Map.of(Metric.RATE, messages / seconds, Metric.CPU, Double.parseDouble(nanos[1]) / messages));
	}

	@Override
	public void close() throws InterruptedException {
		this.program.close();
	}

}

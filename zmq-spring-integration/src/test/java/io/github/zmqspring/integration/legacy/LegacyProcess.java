package io.github.zmqspring.integration.legacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A {@link LegacyPeer} in a process of its own.
 */
final class LegacyProcess implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 120;

	private final Process process;

	private final PrintStream input;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private LegacyProcess(Process process) {
		this.process = process;
		this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
		Thread reader = new Thread(this::read, "legacy-peer-output");
		reader.setDaemon(true);
		reader.start();
	}

	static LegacyProcess start(String... arguments) throws IOException, InterruptedException {
		LegacyProcess peer = launch(arguments);
		peer.await("ready");
		return peer;
	}

	/** Start a proxy. */
	static LegacyProcess launch(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
						LegacyPeer.class.getName()));
		command.addAll(List.of(arguments));
		return new LegacyProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			String line;
			while ((line = reader.readLine()) != null) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			this.lines.add("output ended: " + ex);
		}
	}

	/** Wait for a line that begins like this, and return what follows. */
	String await(String beginning) throws InterruptedException {
		List<String> others = new ArrayList<>();
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		String line;
		while ((line = this.lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) != null) {
			if (line.startsWith(beginning)) {
				return line.substring(beginning.length()).trim();
			}
			others.add(line);
		}
		throw new AssertionError("The legacy peer did not print '" + beginning + "' but " + others);
	}

	/** Return whether it has printed a line that begins like this. */
	boolean hasPrinted(String beginning) {
		return this.lines.stream().anyMatch((line) -> line.startsWith(beginning));
	}

	void send(String line) {
		this.input.println(line);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}

package io.github.zmqspring.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.benchmarks.harness.UnavailableException;

/**
 * Another program, to which one talks in lines. It ends when its input does, or is
 * killed.
 */
final class Program implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 5;

	private final Process process;

	private final BufferedReader output;

	private final PrintWriter input;

	/**
	 * Start the program.
	 * @param command the program and its arguments
	 * @throws UnavailableException if it cannot be started
	 */
	Program(List<String> command) throws UnavailableException {
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UnavailableException(command.get(0) + " cannot be started");
		}
		// A fork that is killed or halts closes the pipe, but a child of it may not read.
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		this.output = this.process.inputReader();
		this.input = new PrintWriter(this.process.outputWriter(), true);
	}

	/**
	 * Run a program to its end.
	 * @param command the program and its arguments
	 * @throws UnavailableException if it cannot be started or fails; with what it said
	 */
	static void run(List<String> command) throws UnavailableException, IOException, InterruptedException {
		try (Program program = new Program(command)) {
			String said = String.join(" ", program.output.lines().toList());
			if (program.process.waitFor() != 0) {
				throw new UnavailableException(command.get(0) + " failed: " + said);
			}
		}
	}

	void write(String line) {
		this.input.println(line);
	}

	String read() throws IOException {
		String line = this.output.readLine();
		if (line == null) {
			throw new IOException("The program has ended");
		}
		return line;
	}

	/**
	 * Read until there is a line with some text.
	 */
	void readUntil(String text) throws IOException {
		String line = read();
		while (!line.contains(text)) {
			line = read();
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.input.close();
		if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

}

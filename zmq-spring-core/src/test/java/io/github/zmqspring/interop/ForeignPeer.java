package io.github.zmqspring.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Python process that talks by lines: what it prints is read with {@link #line()}, what
 * it reads is written with {@link #tell(String)}. All waits are bounded; a process that
 * has ended fails a wait at once. Started by {@link ForeignPeers}, which ends it. For one
 * thread at a time.
 */
public final class ForeignPeer {

	/** How long to wait for a line, and for the end of the process. */
	static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final int LONGEST_IN_TRANSCRIPT = 160;

	private static final int LINES_IN_TRANSCRIPT = 40;

	private static final String END = new String("(end of output)");

	private final Process process;

	private final Writer input;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final Queue<String> transcript = new ConcurrentLinkedQueue<>();

	private ForeignPeer(Process process) {
		this.process = process;
		this.input = process.outputWriter(StandardCharsets.UTF_8);
	}

	/**
	 * Start a process.
	 * @param interpreter the Python interpreter
	 * @param script the program
	 * @param arguments what {@code sys.argv[1:]} will be
	 * @return the process, just started: have it print a line when it is ready
	 */
	static ForeignPeer start(String interpreter, String script, List<String> arguments) {
		return start(List.of(), interpreter, script, arguments);
	}

	static ForeignPeer start(List<String> behind, String interpreter, String script, List<String> arguments) {
		List<String> command = new ArrayList<>(behind);
		command.addAll(List.of(interpreter, "-u", "-c", script));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("PYTHONUTF8", "1");
		try {
			ForeignPeer peer = new ForeignPeer(builder.start());
			peer.read("out", peer.process.getInputStream(), peer.lines::add);
			peer.read("err", peer.process.getErrorStream(), (line) -> {
			});
			return peer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read(String name, InputStream stream, Consumer<String> reader) {
		Thread thread = new Thread(() -> {
			try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
				String line;
				while ((line = in.readLine()) != null) {
					note(name, line);
					reader.accept(line);
				}
			}
			catch (IOException ex) {
				note(name, ex.toString());
			}
			finally {
				reader.accept(END);
			}
		}, "foreign-peer-" + this.process.pid() + "-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	private void note(String stream, String line) {
		this.transcript.add(stream + "> " + ((line.length() <= LONGEST_IN_TRANSCRIPT) ? line
				: line.substring(0, LONGEST_IN_TRANSCRIPT) + "... (" + line.length() + " characters)"));
		if (this.transcript.size() > LINES_IN_TRANSCRIPT) {
			this.transcript.poll();
		}
	}

	/**
	 * Wait for the next line of the process.
	 * @return the line
	 * @throws AssertionError if none comes in time, or the process ends
	 */
	public String line() {
		String line;
		try {
			line = this.lines.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting for a line of " + this);
		}
		if (line == null) {
			throw new AssertionError("No line within " + PATIENCE + " of " + this);
		}
		if (line == END) {
			this.lines.add(END);
			throw new AssertionError(this + " has ended");
		}
		return line;
	}

	/**
	 * Write a line to the process.
	 * @param line the line, without its end
	 */
	public void tell(String line) {
		note("in", line);
		try {
			this.input.write(line + "\n");
			this.input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this + " does not listen", ex);
		}
	}

	/**
	 * Stop the process where it is (SIGSTOP); its connections stay.
	 */
	public void suspend() {
		signal("STOP");
	}

	/**
	 * Let a suspended process go on (SIGCONT).
	 */
	public void resume() {
		signal("CONT");
	}

	private void signal(String name) {
		try {
			String command = "kill -" + name + " " + this.process.pid();
			Process shell = new ProcessBuilder("/bin/sh", "-c", command).inheritIO().start();
			if (!shell.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || shell.exitValue() != 0) {
				throw new AssertionError("Cannot " + command);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while sending SIG" + name);
		}
	}

	/**
	 * Kill the process (SIGKILL) and wait for its end: it has no chance to say good-bye
	 * to its peers. Does nothing if it has ended.
	 */
	public void kill() {
		this.process.destroyForcibly();
		try {
			if (!this.process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError(this + " survives SIGKILL");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting for the end of " + this);
		}
	}

	/**
	 * Return what was said of late.
	 * @return the last lines of standard input, output and error, long ones cut
	 */
	public String transcript() {
		return String.join("\n", this.transcript);
	}

	@Override
	public String toString() {
		return "foreign peer " + this.process.pid();
	}

}

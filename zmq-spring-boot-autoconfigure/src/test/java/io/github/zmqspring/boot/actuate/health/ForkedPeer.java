package io.github.zmqspring.boot.actuate.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A peer in a JVM of its own, which can be killed ({@code kill -9}) or stopped where it
 * is (SIGSTOP). It connects, and reads what it gets.
 */
final class ForkedPeer implements AutoCloseable {

	private static final String READY = "ready";

	private final Process process;

	private ForkedPeer(Process process) {
		this.process = process;
	}

	/**
	 * Start a peer.
	 * @param type the type of its socket
	 * @param endpoint where it connects
	 * @return the peer, which has begun to connect
	 */
	static ForkedPeer start(SocketType type, String endpoint) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), ForkedPeer.class.getName(),
				type.name(), endpoint)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		ForkedPeer peer = new ForkedPeer(process);
		BufferedReader output = process.inputReader();
		if (!READY.equals(output.readLine())) {
			peer.close();
			throw new IllegalStateException("The peer has not started");
		}
		return peer;
	}

	/** Run in the peer's JVM. */
	public static void main(String[] args) {
		try (ZContext context = new ZContext()) {
			ZMQ.Socket socket = context.createSocket(SocketType.valueOf(args[0]));
			socket.setReconnectIVL(50);
			// of JeroMQ's fresh connections some stand still until this time is over
			socket.setHandshakeIvl(500);
			socket.connect(args[1]);
			System.out.println(READY);
			while (socket.recv() != null) {
				// what it gets is of no interest
			}
		}
	}

	/** SIGKILL. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The peer survives SIGKILL");
		}
	}

	/** SIGSTOP: its connections stay. */
	void suspend() throws Exception {
		signal("STOP");
	}

	/** SIGCONT. */
	void resume() throws Exception {
		signal("CONT");
	}

	private void signal(String name) throws Exception {
		String command = "kill -" + name + " " + this.process.pid();
		Process shell = new ProcessBuilder("/bin/sh", "-c", command).inheritIO().start();
		if (!shell.waitFor(20, TimeUnit.SECONDS) || shell.exitValue() != 0) {
			throw new IllegalStateException("Cannot " + command);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}

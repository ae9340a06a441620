package io.github.zmqspring.guide;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqspring.guide.Guide.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guide chapters 1 and 2, "Making a Clean Exit" and "Handling Interrupt Signals". Row
 * R16.
 */
@Timeout(300)
class R16CleanExitTests {

	private static final Duration LINGER = CleanExitApplication.LINGER;

	/** What a slow machine needs beyond, far less than those who wait for ever. */
	private static final Duration MARGIN = Duration.ofSeconds(10);

	private static final int SIGTERM_EXIT = 128 + 15;

	private static final int REQUESTS_IN_FLIGHT = 200;

	/** What was on its way when the sender exited is there by then. */
	private static final int QUIET_MILLIS = 2000;

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void r16_whenKilledUnderLoadEveryAcceptedReplyAndMessageArrivesAndTheJvmExits() throws Exception {
		ZMQ.Socket sink = this.guide.bind(SocketType.PULL);
		AtomicBoolean exited = new AtomicBoolean();
		CompletableFuture<Integer> collected = Guide.async(() -> collect(sink, exited));
		Child child = Child.start(sink.getLastEndpoint());
		try {
			ZMQ.Socket client = this.guide.connect(SocketType.DEALER, child.value("endpoint"));
			Load load = new Load(client, exited);
			CompletableFuture<Integer> replies = Guide.async(load::run);
			assertThat(load.enough.get(120, TimeUnit.SECONDS)).isTrue();
			long killed = System.nanoTime();
			child.process.toHandle().destroy();
			assertThat(child.process.waitFor(120, TimeUnit.SECONDS)).isTrue();
			Duration took = Duration.ofNanos(System.nanoTime() - killed);
			child.readRest();
			exited.set(true);
			assertThat(child.process.exitValue()).isEqualTo(SIGTERM_EXIT);
			assertThat(Guide.get(replies)).as("replies").isEqualTo(Integer.parseInt(child.value("replied")));
			assertThat(Guide.get(collected)).as("messages").isEqualTo(Integer.parseInt(child.value("sent")));
			assertThat(child.values).containsEntry("threads", "0");
			assertThat(child.closed).contains(": " + (Guide.get(replies) + Guide.get(collected))
					+ " messages were accepted for sending since the start, 0 of them could not be delivered");
			assertThat(took).as("exit after SIGTERM").isLessThan(LINGER.plus(MARGIN));
		}
		finally {
			child.process.destroyForcibly();
		}
	}

	@Test
	void r16_whenAHandlerCallsSystemExitOthersAreAnsweredAndTheJvmExits() throws Exception {
		ZMQ.Socket sink = this.guide.bind(SocketType.PULL);
		AtomicBoolean exited = new AtomicBoolean();
		CompletableFuture<Integer> collected = Guide.async(() -> collect(sink, exited));
		Child child = Child.start(sink.getLastEndpoint(), "--zmq.listener.stop-timeout=1s");
		try {
			ZMQ.Socket client = this.guide.connect(SocketType.DEALER, child.value("endpoint"));
			for (int i = 0; i < 100; i++) {
				Guide.send(client, "", "request " + i);
				assertThat(client.recv()).isEmpty();
				assertThat(client.recvStr()).isEqualTo("re: request " + i);
			}
			long began = System.nanoTime();
			Guide.send(client, "", "exit");
			assertThat(child.process.waitFor(120, TimeUnit.SECONDS)).isTrue();
			Duration took = Duration.ofNanos(System.nanoTime() - began);
			child.readRest();
			exited.set(true);
			assertThat(child.process.exitValue()).isEqualTo(3);
			assertThat(Guide.get(collected)).as("messages").isEqualTo(Integer.parseInt(child.value("sent")));
			assertThat(took).as("exit").isLessThan(LINGER.plus(MARGIN).plusSeconds(1));
		}
		finally {
			child.process.destroyForcibly();
		}
	}

	@Test
	void r16_whenAPeerIsAbsentTheStopEndsWithinTheLinger() throws Exception {
		App app = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + Guide.freeEndpoint(),
				"zmq.context.linger=300ms", "zmq.sockets.out.linger=300ms");
		for (int i = 0; i < 100; i++) {
			app.zmq().send("out", "never delivered");
		}
		long start = System.nanoTime();
		app.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300).plus(MARGIN));
	}

	@Test
	void r16_whatWasSentBeforeTheStopArrivesWithoutWaitingASecond() throws Exception {
		ZMQ.Socket sink = this.guide.bind(SocketType.PULL);
		App app = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + sink.getLastEndpoint());
		for (int i = 0; i < 500; i++) {
			app.zmq().send("out", "message " + i);
		}
		app.close();
		for (int i = 0; i < 500; i++) {
			assertThat(sink.recvStr()).isEqualTo("message " + i);
		}
	}

	/** Take everything until the sender has exited and nothing more comes. */
	private static int collect(ZMQ.Socket sink, AtomicBoolean exited) {
		sink.setReceiveTimeOut(500);
		int count = 0;
		boolean last = false;
		while (true) {
			if (sink.recv() != null) {
				count++;
			}
			else if (last) {
				return count;
			}
			else if (exited.get()) {
				last = true;
				sink.setReceiveTimeOut(QUIET_MILLIS);
			}
		}
	}

	/** A client that always has some requests in flight. */
	private static final class Load {

		private final CompletableFuture<Boolean> enough = new CompletableFuture<>();

		private final ZMQ.Socket client;

		private final AtomicBoolean exited;

		private int sent;

		private int received;

		Load(ZMQ.Socket client, AtomicBoolean exited) {
			this.client = client;
			this.exited = exited;
		}

		int run() {
			this.client.setReceiveTimeOut(500);
			boolean last = false;
			while (true) {
				while (!this.exited.get() && this.sent - this.received < REQUESTS_IN_FLIGHT) {
					Guide.send(this.client, "", "request " + this.sent++);
				}
				byte[] delimiter = this.client.recv();
				if (delimiter != null) {
					assertThat(this.client.recvStr()).startsWith("re: request ");
					if (++this.received == 5_000) {
						this.enough.complete(true);
					}
				}
				else if (last) {
					return this.received;
				}
				else if (this.exited.get()) {
					last = true;
					this.client.setReceiveTimeOut(QUIET_MILLIS);
				}
			}
		}

	}

	/** A JVM with {@link CleanExitApplication}, and the values it prints. */
	private static final class Child {

		private final Map<String, String> values = new HashMap<>();

		private final Process process;

		private final BufferedReader output;

		/** What was logged when the sockets had closed. */
		private String closed = "";

		private Child(Process process) {
			this.process = process;
			this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		}

		static Child start(String sink, String... arguments) throws Exception {
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
							System.getProperty("java.class.path"), CleanExitApplication.class.getName(),
							"--zmq.sockets.sink.connect=" + sink));
			command.addAll(List.of(arguments));
			return new Child(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		}

		String value(String name) throws Exception {
			String line;
			while (!this.values.containsKey(name) && (line = this.output.readLine()) != null) {
				read(line);
			}
			assertThat(this.values).containsKey(name);
			return this.values.get(name);
		}

		void readRest() throws Exception {
			String line;
			while ((line = this.output.readLine()) != null) {
				read(line);
			}
		}

		private void read(String line) {
			int equals = line.indexOf('=');
			if (line.contains("Closed ")) {
				this.closed = line;
			}
			else if (equals > 0) {
				this.values.put(line.substring(0, equals), line.substring(equals + 1));
			}
			else {
				System.out.println("child: " + line);
			}
		}

	}

}

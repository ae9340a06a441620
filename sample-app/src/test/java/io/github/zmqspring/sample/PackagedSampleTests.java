package io.github.zmqspring.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar that is shipped, in a JVM of its own, killed (SIGTERM) while clients go on
 * asking.
 */
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+", disabledReason = "There is a jar after package")
@EnabledOnOs(value = OS.LINUX, disabledReason = "The sample's ports are fixed, so it gets an address of its own")
@Timeout(180)
class PackagedSampleTests {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private static final int SIGTERM_EXIT = 128 + 15;

	private static final int HELLO = 5555;

	private static final int BROKER = 5559;

	private static final int MULTITHREADED = 5565;

	private static final List<Integer> PORTS = List.of(HELLO, 5556, 5557, 5558, BROKER, 5560, MULTITHREADED, 5567,
			5568);

	private static final Pattern CLOSED = Pattern.compile("Closed \\d+ sockets within \\d+ ms: (\\d+) messages were "
			+ "accepted for sending since the start, (\\d+) of them could not be delivered.*; (\\d+) received ones were "
			+ "not handled");

	private static final Duration LINGER = Duration.ofSeconds(1);

	private static final int IN_FLIGHT = 50;

	private static final int ENOUGH = 500;

	private final ThreadLocalRandom random = ThreadLocalRandom.current();

	private final String host = "127.%d.%d.%d".formatted(this.random.nextInt(1, 255), this.random.nextInt(256),
			this.random.nextInt(1, 255));

	@TempDir
	private Path temporary;

	@Test
	void whenKilledUnderLoadEveryAcceptedRequestIsAnsweredAndNothingIsLeft() throws Exception {
		Process process = start();
		Queue<String> output = new ConcurrentLinkedQueue<>();
		CompletableFuture<Void> read = beside(() -> read(process, output));
		try (ZContext context = new ZContext()) {
			Client hello = new Client(context, HELLO);
			Client multithreaded = new Client(context, MULTITHREADED);
			Client broker = new Client(context, BROKER);
			List<Client> clients = List.of(hello, multithreaded, broker);
			CompletableFuture<?> all = CompletableFuture
				.allOf(clients.stream().map((client) -> beside(client::run)).toArray(CompletableFuture[]::new));
			for (Client client : clients) {
				client.enough.get(60, TimeUnit.SECONDS);
			}
			long killed = System.nanoTime();
			process.toHandle().destroy();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			Duration took = Duration.ofNanos(System.nanoTime() - killed);
			read.get(10, TimeUnit.SECONDS);
			clients.forEach((client) -> client.serverIsGone = true);
			all.get(60, TimeUnit.SECONDS);

			assertThat(process.exitValue()).isEqualTo(SIGTERM_EXIT);
			Matcher closed = closed(output);
			assertThat(closed.group(2)).as("not delivered").isEqualTo("0");
			assertThat(closed.group(3)).as("not handled").isEqualTo("0");
			Map<String, Long> sent = sent(output);
			assertThat(sent.values().stream().mapToLong(Long::longValue).sum()).as("accepted")
				.isEqualTo(Long.parseLong(closed.group(1)));
			assertThat(sent).containsEntry("hello-server", (long) hello.received)
				.containsEntry("mt-server", (long) multithreaded.received)
				.containsEntry("broker-service", (long) broker.received)
				.containsEntry("broker.frontend", (long) broker.received);
			assertThat(output).contains(ShutdownWitness.THREADS_LEFT);
			for (int port : PORTS) {
				new ServerSocket(port, 1, InetAddress.getByName(this.host)).close();
			}
			assertThat(took).isLessThan(LINGER.plusSeconds(30));
			report(took, clients, closed.group());
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void theCommandOfTheDocumentationMakesKeysWithTheJarOfAnApplication() throws Exception {
		String command = Files.readAllLines(Path.of("../docs/security.md"))
			.stream()
			.filter((line) -> line.startsWith("java -cp app.jar"))
			.findFirst()
			.orElseThrow();
		List<String> words = new ArrayList<>(
				List.of(command.replace("app.jar", System.getProperty("sample.jar")).split(" ")));
		words.set(0, JAVA);
		Process process = new ProcessBuilder(words).directory(this.temporary.toFile())
			.redirectErrorStream(true)
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as("%s", process.inputReader().lines().toList()).isZero();
		assertThat(this.temporary.resolve("server.key")).isNotEmptyFile();
		assertThat(this.temporary.resolve("server.key_secret")).isNotEmptyFile();
	}

	private Process start() throws IOException {
		Path witness = Path.of(ShutdownWitness.class.getName().replace('.', '/') + ".class");
		Path copy = this.temporary.resolve(witness);
		Files.createDirectories(copy.getParent());
		try (InputStream in = ShutdownWitness.class.getResourceAsStream("ShutdownWitness.class")) {
			Files.copy(in, copy);
		}
		return new ProcessBuilder(JAVA, "-Dloader.path=" + this.temporary,
				"-Dloader.main=" + ShutdownWitness.class.getName(), "-cp", System.getProperty("sample.jar"),
				"org.springframework.boot.loader.launch.PropertiesLauncher", "--sample.at=tcp://" + this.host,
				"--sample.work=2ms", "--sample.tour=false", "--server.port=0")
			.redirectErrorStream(true)
			.start();
	}

	/** Not in the common pool, which may have one thread only. */
	private static CompletableFuture<Void> beside(Runnable task) {
		return CompletableFuture.runAsync(task, (command) -> {
			Thread thread = new Thread(command, "beside-the-test");
			thread.setDaemon(true);
			thread.start();
		});
	}

	private static void read(Process process, Queue<String> output) {
		try (BufferedReader reader = process.inputReader()) {
			reader.lines().forEach(output::add);
		}
		catch (IOException ex) {
			output.add(ex.toString());
		}
	}

	private static Matcher closed(Queue<String> output) {
		return output.stream()
			.map(CLOSED::matcher)
			.filter(Matcher::find)
			.findFirst()
			.orElseThrow(() -> new AssertionError(String.join("\n", output)));
	}

	private static Map<String, Long> sent(Queue<String> output) {
		return output.stream()
			.filter((line) -> line.startsWith(ShutdownWitness.SENT))
			.map((line) -> line.substring(ShutdownWitness.SENT.length()).split(": "))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> Long.valueOf(pair[1])));
	}

	private static void report(Duration took, List<Client> clients, String closed) throws IOException {
		String figures = "SIGTERM of the packaged sample: exit after " + took.toMillis() + " ms, linger "
				+ LINGER.toMillis() + " ms; " + clients.stream().mapToInt((client) -> client.received).sum()
				+ " replies; \"" + closed + "\"";
		System.out.println(figures);
		Files.writeString(Path.of("target", "reliability.txt"), figures + System.lineSeparator());
	}

	/**
	 * Always has some requests in flight, and takes the replies until there can be no
	 * more.
	 */
	private final class Client {

		private final CompletableFuture<Void> enough = new CompletableFuture<>();

		private final ZMQ.Socket socket;

		private volatile boolean serverIsGone;

		private int sent;

		private volatile int received;

		Client(ZContext context, int port) {
			this.socket = context.createSocket(SocketType.DEALER);
			this.socket.setReceiveTimeOut(500);
			this.socket.setReconnectIVL(50);
			// of JeroMQ's fresh connections some stand still until this time is over
			this.socket.setHandshakeIvl(500);
			this.socket.connect("tcp://" + PackagedSampleTests.this.host + ":" + port);
		}

		void run() {
			boolean last = false;
			while (!last) {
				last = this.serverIsGone;
				while (!this.serverIsGone && this.sent - this.received < IN_FLIGHT) {
					this.socket.sendMore("");
					this.socket.send("Hello");
					this.sent++;
				}
				while (this.socket.recv() != null) {
					assertThat(this.socket.recvStr()).isEqualTo("World");
					if (++this.received == ENOUGH) {
						this.enough.complete(null);
					}
					last = false;
					if (this.sent - this.received < IN_FLIGHT / 2) {
						break;
					}
				}
			}
		}

	}

}

package io.github.zmqspring.guide;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * The applications and the foreign peers of one test: started as a user would, closed
 * when the test ends, and checked to have left no thread behind (Guide chapter 2, "Making
 * a Clean Exit" and "Detecting Memory Leaks").
 */
final class Guide implements BeforeEachCallback, AfterEachCallback {

	static final Duration PATIENCE = Duration.ofSeconds(60);

	static final String ANY_PORT = "tcp://127.0.0.1:*";

	/** JeroMQ's own 30 s make a stalled handshake look like a lost peer. */
	private static final int HANDSHAKE_MILLIS = 700;

	/**
	 * Above those of services, below those that systems give to outgoing connections.
	 */
	private static final int LOWEST_PORT = 20_000;

	private static final int HIGHEST_PORT = 32_000;

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	private @Nullable ZContext foreign;

	Builder app(Class<?>... beans) {
		return new Builder(beans);
	}

	App start(String... properties) {
		return app().set(properties).start();
	}

	<T extends AutoCloseable> T closing(T resource) {
		this.opened.push(resource);
		return resource;
	}

	/** A socket of somebody else's program, in a context of its own. */
	ZMQ.Socket peer(SocketType type) {
		if (this.foreign == null) {
			this.foreign = closing(new ZContext());
		}
		ZMQ.Socket socket = this.foreign.createSocket(type);
		socket.setReceiveTimeOut((int) PATIENCE.toMillis());
		socket.setSendTimeOut((int) PATIENCE.toMillis());
		socket.setHandshakeIvl(HANDSHAKE_MILLIS);
		return socket;
	}

	ZMQ.Socket connect(SocketType type, String endpoint) {
		ZMQ.Socket socket = peer(type);
		assertThat(socket.connect(endpoint)).isTrue();
		return socket;
	}

	ZMQ.Socket bind(SocketType type) {
		ZMQ.Socket socket = peer(type);
		assertThat(socket.bind(ANY_PORT)).isTrue();
		return socket;
	}

	/**
	 * Wait until so many peers of a socket have finished their handshake. JeroMQ sends to
	 * a peer that connects before that, and what it has sent is lost if this connection
	 * is one of those that it forgets.
	 */
	static void awaitHandshakes(App app, String socket, int count) {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> app.socket(socket).inspection().peers().count() == count);
	}

	/**
	 * Wait until plain subscribers are there. JeroMQ forgets a few in a hundred of the
	 * connections it makes and makes them again; a plain SUB that nobody uses meanwhile
	 * does not repeat its subscriptions then, so this uses it.
	 */
	static void awaitSubscribers(App publisher, String socket, String topic, int count, ZMQ.Socket... plain) {
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
			for (ZMQ.Socket subscriber : plain) {
				subscriber.getEvents();
			}
			return publisher.socket(socket).control().subscriberCount(topic) == count;
		});
	}

	/** Tests of other classes may have left threads that are about to end. */
	@Override
	public void beforeEach(ExtensionContext context) {
		awaitNoThreads();
	}

	@Override
	public void afterEach(ExtensionContext context) throws Exception {
		while (!this.opened.isEmpty()) {
			this.opened.pop().close();
		}
		this.foreign = null;
		awaitNoThreads();
	}

	private static void awaitNoThreads() {
		await().atMost(PATIENCE)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(threads("zmq-")).isEmpty());
	}

	static List<String> threads(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith(prefix))
			.toList();
	}

	/**
	 * For who must know an endpoint before anybody has bound it. Not one that the system
	 * would give to an outgoing connection meanwhile.
	 */
	static String freeEndpoint() {
		for (int attempt = 0; attempt < 100; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return "tcp://127.0.0.1:" + socket.getLocalPort();
			}
			catch (IOException ex) {
				// somebody has it: another one
			}
		}
		throw new AssertionError("No port is free");
	}

	static void send(ZMQ.Socket socket, String... frames) {
		for (int i = 0; i < frames.length; i++) {
			assertThat(socket.send(frames[i], (i < frames.length - 1) ? ZMQ.SNDMORE : 0)).isTrue();
		}
	}

	static List<String> receive(ZMQ.Socket socket) {
		List<String> frames = new ArrayList<>();
		do {
			byte[] frame = socket.recv();
			assertThat(frame).as("a message").isNotNull();
			frames.add(new String(frame, StandardCharsets.UTF_8));
		}
		while (socket.hasReceiveMore());
		return frames;
	}

	static String request(ZMQ.Socket socket, String request) {
		send(socket, request);
		return String.join("|", receive(socket));
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Runs something beside the test, whose failure the future tells. */
	static <T> CompletableFuture<T> async(Callable<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(action.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}, "guide-beside-the-test");
		thread.setDaemon(true);
		thread.start();
		return result;
	}

	static <T> T get(CompletableFuture<T> future) throws Exception {
		return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** What the Guide's "do some work" does. */
	static void work(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		long left;
		while ((left = end - System.nanoTime()) > 0) {
			LockSupport.parkNanos(left);
		}
	}

	/**
	 * What every application of a user has.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UserApplication {

	}

	/**
	 * An application to be started.
	 */
	final class Builder {

		private final SpringApplicationBuilder builder;

		/** A machine that stalls must not look like a request without a reply. */
		private final Map<String, String> properties = new LinkedHashMap<>(
				Map.of("zmq.template.request-timeout", "30s"));

		private String logLevel = "warn";

		private Builder(Class<?>... beans) {
			this.builder = new SpringApplicationBuilder(UserApplication.class).sources(beans)
				.web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.logStartupInfo(false)
				.registerShutdownHook(false);
		}

		/** The last value of a property counts. */
		Builder set(String... assignments) {
			for (String assignment : assignments) {
				int equals = assignment.indexOf('=');
				this.properties.put(assignment.substring(0, equals), assignment.substring(equals + 1));
			}
			return this;
		}

		Builder before(Consumer<ConfigurableApplicationContext> action) {
			this.builder.initializers(action::accept);
			return this;
		}

		App start() {
			set("logging.level.root=" + this.logLevel);
			return closing(new App(this.builder.run(this.properties.entrySet()
				.stream()
				.map((property) -> "--" + property.getKey() + "=" + property.getValue())
				.toArray(String[]::new))));
		}

		/** Start in vain, without printing what is expected. */
		<T extends Throwable> T failsWith(Class<T> type) {
			this.logLevel = "off";
			return failsLoudlyWith(type);
		}

		/** Start in vain, and print what the user reads then. */
		<T extends Throwable> T failsLoudlyWith(Class<T> type) {
			Throwable failure = catchThrowable(this::start);
			while (failure != null && !type.isInstance(failure)) {
				failure = failure.getCause();
			}
			assertThat(failure).as("a failure of type " + type.getSimpleName()).isNotNull();
			return type.cast(failure);
		}

	}

	/**
	 * An application that runs.
	 *
	 * @param context its context
	 */
	record App(ConfigurableApplicationContext context) implements AutoCloseable {

		ZmqTemplate zmq() {
			return bean(ZmqTemplate.class);
		}

		ZmqSocketRegistry sockets() {
			return bean(ZmqSocketRegistry.class);
		}

		ZmqSocket socket(String name) {
			return sockets().get(name);
		}

		ZmqListenerRegistry listeners() {
			return bean(ZmqListenerRegistry.class);
		}

		<T> T bean(Class<T> type) {
			return this.context.getBean(type);
		}

		/** Where a socket is bound, as an application's own test would find it. */
		String endpoint(String socket) {
			return "tcp://127.0.0.1:"
					+ this.context.getEnvironment().getRequiredProperty("local.zmq." + socket + ".port");
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}

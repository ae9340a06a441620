package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running registry for a test, closed with it; fails the test if the context does not
 * close in time or leaves a thread behind.
 */
public final class TestSockets implements AfterEachCallback {

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final String prefix = "zmqtest" + Integer.toHexString(System.identityHashCode(this)) + "-";

	private final ZmqContext context = new ZmqContext(
			new ZmqContextOptions(1, 4096, Duration.ofMillis(200), false, this.prefix));

	private final ZmqSocketRegistry registry = new ZmqSocketRegistry(this.context, StartupFailurePolicy.FAIL, List.of(),
			this.events::add);

	public TestSockets() {
		this.registry.start();
	}

	public ZmqSocketRegistry registry() {
		return this.registry;
	}

	public ZmqContext context() {
		return this.context;
	}

	public List<Object> events() {
		return this.events;
	}

	public ZmqSocket open(SocketSpec.Builder spec) {
		return this.registry.register(spec.build());
	}

	public static SocketSpec.Builder bound(String name, ZmqSocketType type) {
		return SocketSpec.of(name, type).bind("tcp://127.0.0.1:*");
	}

	public static SocketSpec.Builder connectedTo(ZmqSocket peer, String name, ZmqSocketType type) {
		return SocketSpec.of(name, type).connect(endpoint(peer));
	}

	public static String endpoint(ZmqSocket socket) {
		return socket.boundEndpoints().get(0).toString();
	}

	public List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(Thread::isAlive)
			.map(Thread::getName)
			.filter((name) -> name.startsWith(this.prefix))
			.toList();
	}

	@Override
	public void afterEach(ExtensionContext extensionContext) {
		this.registry.stop();
		org.awaitility.Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(threads()).as("threads left behind").isEmpty());
	}

}

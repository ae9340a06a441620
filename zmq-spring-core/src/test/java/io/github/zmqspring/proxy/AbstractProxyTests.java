package io.github.zmqspring.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Registries that run, and JeroMQ peers that know nothing of this library.
 */
@Timeout(180)
abstract class AbstractProxyTests {

	static final Duration PATIENCE = Duration.ofSeconds(30);

	/** How long to watch that nothing comes. */
	static final int SILENCE_MILLIS = 200;

	final ZmqContext context = new ZmqContext(ZmqContextOptions.DEFAULTS);

	final ZmqSocketRegistry sockets = new ZmqSocketRegistry(this.context, StartupFailurePolicy.FAIL, List.of(),
			(event) -> {
			});

	final ZmqProxyRegistry proxies = new ZmqProxyRegistry(this.sockets, Duration.ofSeconds(1));

	final ZContext peers = new ZContext();

	private final List<TestWorker> workers = new ArrayList<>();

	@BeforeEach
	void start() {
		this.sockets.start();
		this.proxies.start();
	}

	@AfterEach
	void stop() {
		this.workers.forEach(TestWorker::close);
		this.peers.close();
		this.proxies.stop();
		this.sockets.stop();
	}

	ZMQ.Socket connect(SocketType type, ZmqSocket to) {
		return connect(type, endpoint(to));
	}

	ZMQ.Socket connect(SocketType type, String endpoint) {
		ZMQ.Socket socket = open(type, endpoint);
		socket.connect(endpoint);
		return socket;
	}

	/**
	 * A JeroMQ socket with short reconnects, in the context that can reach the endpoint.
	 */
	ZMQ.Socket open(SocketType type, String endpoint) {
		boolean inproc = endpoint.startsWith("inproc:");
		ZMQ.Socket socket = (inproc ? this.context.engine() : this.peers).createSocket(type);
		socket.setReceiveTimeOut((int) PATIENCE.toMillis());
		socket.setSendTimeOut((int) PATIENCE.toMillis());
		socket.setReconnectIVL(10);
		// JeroMQ misses the greeting on some fresh connections, and waits 30 s by default
		socket.setHandshakeIvl(500);
		return socket;
	}

	/**
	 * Wait until what is sent is not lost with a connection that JeroMQ makes again.
	 */
	static void awaitHandshakes(ZmqSocket socket, int count) {
		await().atMost(PATIENCE).until(() -> socket.inspection().peers().count() == count);
	}

	TestWorker worker(String name, ZmqSocket broker) {
		return worker(name, endpoint(broker), (request) -> name);
	}

	TestWorker worker(String name, String endpoint, TestWorker.Job job) {
		TestWorker worker = new TestWorker(name, endpoint.startsWith("inproc:") ? this.context.engine() : this.peers,
				endpoint, job);
		this.workers.add(worker);
		return worker;
	}

	ZmqSocket register(String name, ZmqSocketType type, String bind) {
		return this.sockets.register(SocketSpec.of(name, type).bind(bind).build());
	}

	static String endpoint(ZmqSocket socket) {
		return socket.boundEndpoints().get(0).toString();
	}

	static String request(ZMQ.Socket socket, String request) {
		assertThat(socket.send(request)).isTrue();
		return socket.recvStr();
	}

	static boolean send(ZMQ.Socket socket, String... frames) {
		ZMsg message = new ZMsg();
		for (String frame : frames) {
			message.add(frame);
		}
		return message.send(socket);
	}

	static List<String> receive(ZMQ.Socket socket) {
		ZMsg message = ZMsg.recvMsg(socket);
		assertThat(message).as("a message that arrives in time").isNotNull();
		return message.stream().map((frame) -> frame.getString(StandardCharsets.UTF_8)).toList();
	}

	/** A JeroMQ SUB subscribes again after a reconnect only while its owner uses it. */
	static void awaitSubscribers(ZmqProxy proxy, String topic, ZMQ.Socket... subscribers) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			for (ZMQ.Socket subscriber : subscribers) {
				subscriber.getEvents();
			}
			assertThat(proxy.backend().control().subscriberCount(topic)).isEqualTo(subscribers.length);
		});
	}

	static void assertSilent(ZMQ.Socket socket) {
		socket.setReceiveTimeOut(SILENCE_MILLIS);
		assertThat(socket.recv()).isNull();
		socket.setReceiveTimeOut((int) PATIENCE.toMillis());
	}

}

package io.github.zmqspring.integration.legacy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.integration.Flows;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import reactor.core.publisher.Hooks;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.handler.ReactiveMessageHandlerAdapter;
import org.springframework.integration.zeromq.inbound.ZeroMqMessageProducer;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same hardships for the adapters of {@code spring-integration-zeromq}, at its
 * defaults, and for ours. What the former do is recorded in
 * {@code target/reliability.txt}, what ours do is asserted, too. Started with
 * {@code -Dzmq.reliability.compare=true}.
 */
@EnabledIfSystemProperty(named = "zmq.reliability.compare", matches = "true")
class ReliabilityComparisonTests {

	private static final int PATIENCE_SECONDS = 20;

	private final ZContext peers = new ZContext();

	private final ZContext engine = new ZContext();

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext(
			Integration.class);

	private final Flows flows = new Flows();

	private static void record(String hardship, Object theirs, Object ours) throws Exception {
		Path file = Path.of("target", "reliability.txt");
		Files.createDirectories(file.getParent());
		Files.writeString(file, "| " + hardship + " | " + theirs + " | " + ours + " |\n", StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	@AfterEach
	void close() {
		daemon(() -> this.peers.close());
		daemon(() -> this.application.close());
		daemon(() -> this.engine.close());
	}

	@Test
	void shutdownWithAbsentPeer() throws Exception {
		ReactiveMessageHandlerAdapter sender = sender(freeEndpoint());
		for (int i = 0; i < 100; i++) {
			sender.handleMessage(new GenericMessage<>("message"));
		}
		String theirs = seconds(() -> {
			this.application.close();
			this.engine.close();
		});
		ourSender(freeEndpoint());
		for (int i = 0; i < 100; i++) {
			this.flows.application().getBean("out.input", DirectChannel.class).send(new GenericMessage<>("message"));
		}
		ZmqSocket out = this.flows.socket("out");
		String ours = seconds(() -> this.flows.afterEach(null));
		record("100 messages to an absent peer, then close", theirs, ours + ", and 100 reported as undeliverable");
		assertThat(out.counters().unsent()).isEqualTo(100);
	}

	@Test
	void messagesJustBeforeClose() throws Exception {
		int sent = 500;
		ZMQ.Socket pull = pull();
		ReactiveMessageHandlerAdapter sender = sender(pull.getLastEndpoint());
		for (int i = 0; i < sent; i++) {
			sender.handleMessage(new GenericMessage<>("message " + i));
		}
		String closed = seconds(() -> {
			this.application.close();
			this.engine.close();
		});
		int theirs = count(pull);
		ZMQ.Socket other = pull();
		ourSender(other.getLastEndpoint());
		for (int i = 0; i < sent; i++) {
			this.flows.application()
				.getBean("out.input", DirectChannel.class)
				.send(new GenericMessage<>("message " + i));
		}
		String ourClose = seconds(() -> this.flows.afterEach(null));
		int ours = count(other);
		record(sent + " messages, then close at once", theirs + " arrive, closed after " + closed,
				ours + " arrive, closed after " + ourClose);
		assertThat(ours).isEqualTo(sent);
	}

	@Test
	void badMessage() throws Exception {
		ZMQ.Socket push = this.peers.createSocket(SocketType.PUSH);
		push.bind("tcp://127.0.0.1:*");
		BlockingQueue<Object> received = new LinkedBlockingQueue<>();
		receiver(push.getLastEndpoint(), received);
		String theirs = afterBadMessage(push, received);
		ZMQ.Socket other = this.peers.createSocket(SocketType.PUSH);
		other.bind("tcp://127.0.0.1:*");
		BlockingQueue<Object> ourReceived = new LinkedBlockingQueue<>();
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.PULL).connect(other.getLastEndpoint()))
			.flow("in.flow",
					IntegrationFlow.from(Zmq.inboundAdapter("in"))
						.handle((message) -> take(message.getPayload(), ourReceived))
						.get())
			.start();
		String ours = afterBadMessage(other, ourReceived);
		this.flows.afterEach(null);
		record("a message that the flow fails on, then 10 good ones", theirs, ours);
		assertThat(ours).startsWith("10 ");
	}

	private static String afterBadMessage(ZMQ.Socket push, BlockingQueue<Object> received) throws Exception {
		push.send("good");
		assertThat(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
		push.send("bad");
		for (int i = 0; i < 10; i++) {
			push.send("good");
		}
		int count = 0;
		while (received.poll(3, TimeUnit.SECONDS) != null) {
			count++;
		}
		return count + " of 10 are handled";
	}

	private static void take(Object payload, BlockingQueue<Object> received) {
		String text = (payload instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8)
				: payload.toString();
		if (text.equals("bad")) {
			throw new IllegalStateException("as the test wants");
		}
		received.add(text);
	}

	@Test
	void failedBind() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
			ZeroMqMessageProducer producer = new ZeroMqMessageProducer(this.engine, SocketType.PULL);
			producer.setBindPort(taken.getLocalPort());
			producer.setOutputChannel(new DirectChannel());
			String theirs;
			CountDownLatch dropped = new CountDownLatch(1);
			// it binds on a thread of its own, and this is where the failure ends
			Hooks.onErrorDropped((ex) -> dropped.countDown());
			try {
				register(ZeroMqMessageProducer.class, producer);
				producer.start();
				assertThat(dropped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
				theirs = "no error, isRunning() is " + producer.isRunning();
			}
			catch (RuntimeException ex) {
				theirs = "fails: " + ex.getClass().getSimpleName();
			}
			finally {
				Hooks.resetOnErrorDropped();
			}
			String ours = "no error";
			try {
				this.flows.socket(SocketSpec.of("in", ZmqSocketType.PULL).bind("tcp://0.0.0.0:" + taken.getLocalPort()))
					.start();
			}
			catch (RuntimeException ex) {
				ours = "the start fails: " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
			}
			record("a port that is taken", theirs, "the start fails and names socket, port and cause");
			assertThat(ours).startsWith("the start fails").contains("'in'");
		}
	}

	@Test
	void restart() throws Exception {
		ZMQ.Socket push = this.peers.createSocket(SocketType.PUSH);
		push.bind("tcp://127.0.0.1:*");
		push.setSendTimeOut(0);
		BlockingQueue<Object> received = new LinkedBlockingQueue<>();
		ZeroMqMessageProducer producer = receiver(push.getLastEndpoint(), received);
		int theirs = restarts(push, received, producer::stop, producer::start);
		ZMQ.Socket other = this.peers.createSocket(SocketType.PUSH);
		other.bind("tcp://127.0.0.1:*");
		other.setSendTimeOut(0);
		BlockingQueue<Object> ourReceived = new LinkedBlockingQueue<>();
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.PULL).connect(other.getLastEndpoint()))
			.flow("in.flow",
					IntegrationFlow.from(Zmq.inboundAdapter("in").id("adapter"))
						.handle((message) -> take(message.getPayload(), ourReceived))
						.get())
			.start();
		var adapter = this.flows.application().getBean("adapter", org.springframework.context.Lifecycle.class);
		int ours = restarts(other, ourReceived, adapter::stop, adapter::start);
		this.flows.afterEach(null);
		record("an inbound adapter stopped and started 10 times", "receives after " + theirs + " of 10",
				"receives after " + ours + " of 10");
		assertThat(ours).isEqualTo(10);
	}

	private static int restarts(ZMQ.Socket push, BlockingQueue<Object> received, Runnable stop, Runnable start)
			throws Exception {
		int receiving = 0;
		for (int i = 0; i < 10; i++) {
			stop.run();
			received.clear();
			start.run();
			boolean got = false;
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
			while (!got && System.nanoTime() < deadline) {
				push.send("good");
				got = received.poll(20, TimeUnit.MILLISECONDS) != null;
			}
			receiving += got ? 1 : 0;
		}
		return receiving;
	}

	@Test
	void backPressure() throws Exception {
		int messages = 300_000;
		long before = heap();
		ReactiveMessageHandlerAdapter sender = sender(freeEndpoint());
		for (int i = 0; i < messages; i++) {
			sender.handleMessage(new GenericMessage<>("message " + i));
		}
		long theirs = heap() - before;
		before = heap();
		this.flows
			.socket(SocketSpec.of("out", ZmqSocketType.PUSH)
				.connect(freeEndpoint())
				.option(ZmqOptions.SEND_TIMEOUT, Duration.ZERO)
				.option(ZmqOptions.LINGER, Duration.ZERO))
			.flow("out", (flow) -> flow.handle(Zmq.outboundAdapter("out")))
			.start();
		DirectChannel channel = this.flows.application().getBean("out.input", DirectChannel.class);
		int refused = 0;
		for (int i = 0; i < messages; i++) {
			try {
				channel.send(new GenericMessage<>("message " + i));
			}
			catch (RuntimeException ex) {
				refused++;
			}
		}
		long ours = heap() - before;
		record("300000 messages without a peer: live heap, MiB", theirs + ", none refused",
				ours + ", " + refused + " refused at once");
		this.flows.afterEach(null);
		assertThat(refused).isPositive();
		assertThat(ours).isLessThan(20);
	}

	private static long heap() {
		System.gc();
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
	}

	private ZMQ.Socket pull() {
		ZMQ.Socket pull = this.peers.createSocket(SocketType.PULL);
		pull.setReceiveTimeOut(2000);
		pull.bind("tcp://127.0.0.1:*");
		return pull;
	}

	private static int count(ZMQ.Socket pull) {
		int count = 0;
		while (pull.recv() != null) {
			count++;
		}
		return count;
	}

	private ReactiveMessageHandlerAdapter sender(String endpoint) {
		ZeroMqMessageHandler handler = new ZeroMqMessageHandler(this.engine, endpoint, SocketType.PUSH);
		register(ZeroMqMessageHandler.class, handler);
		handler.start();
		return new ReactiveMessageHandlerAdapter(handler);
	}

	private ZeroMqMessageProducer receiver(String endpoint, BlockingQueue<Object> received) {
		DirectChannel channel = new DirectChannel();
		channel.subscribe((message) -> take(message.getPayload(), received));
		ZeroMqMessageProducer producer = new ZeroMqMessageProducer(this.engine, SocketType.PULL);
		producer.setConnectUrl(endpoint);
		producer.setConsumeDelay(Duration.ofMillis(10));
		// of JeroMQ's fresh connections some stand still until this time is over
		producer.setSocketConfigurer((socket) -> socket.setHandshakeIvl(500));
		producer.setOutputChannel(channel);
		register(ZeroMqMessageProducer.class, producer);
		producer.start();
		return producer;
	}

	private void ourSender(String endpoint) {
		this.flows.socket(SocketSpec.of("out", ZmqSocketType.PUSH).connect(endpoint))
			.flow("out", (flow) -> flow.handle(Zmq.outboundAdapter("out")))
			.start();
	}

	private <T> void register(Class<T> type, T bean) {
		this.application.registerBean(type, () -> bean);
		this.application.getBean(type);
	}

	private static String freeEndpoint() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return "tcp://127.0.0.1:" + socket.getLocalPort();
		}
	}

	private static String seconds(Runnable action) throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(1);
		long began = System.nanoTime();
		daemon(() -> {
			action.run();
			ended.countDown();
		});
		return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? "%.1f s".formatted((System.nanoTime() - began) / 1e9)
				: "not closed after " + PATIENCE_SECONDS + " s";
	}

	private static void daemon(Runnable action) {
		Thread thread = new Thread(action, "comparison");
		thread.setDaemon(true);
		thread.start();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Integration {

	}

}

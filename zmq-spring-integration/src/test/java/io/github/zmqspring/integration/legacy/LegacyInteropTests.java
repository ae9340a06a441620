package io.github.zmqspring.integration.legacy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;

import io.github.zmqspring.integration.Flows;
import io.github.zmqspring.integration.SubscribableZmqChannel;
import io.github.zmqspring.integration.ZmqEmbeddedHeadersMessageMapper;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.proxy.ZmqProxySpec;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code spring-integration-zeromq} sends we receive, and the other way round: the
 * real module, in a process of its own.
 */
@Timeout(400)
class LegacyInteropTests {

	private static final int ATTEMPTS = 3;

	/** A few attempts have to fit in where a connection is lost for good. */
	private static final Duration ATTEMPT = Duration.ofSeconds(20);

	private static final HeaderPolicy SOURCE = HeaderPolicy.of(List.of("source"), List.of("source"));

	@RegisterExtension
	private final Flows flows = new Flows();

	private BlockingQueue<Message<?>> inbound(SocketSpec.Builder socket, boolean unwrapTopic) {
		var adapter = Zmq.inboundAdapter("in").payloadType(String.class);
		if (unwrapTopic) {
			adapter.unwrapTopic(true);
		}
		this.flows.socket(socket)
			.channel("received")
			.flow("flow", IntegrationFlow.from(adapter).channel("received").get())
			.start();
		return this.flows.received("received");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUSH PULL", "PAIR PAIR" })
	void plainMessagesFromTheOldAdapterArrive(String types) throws Exception {
		BlockingQueue<Message<?>> messages = inbound(bound(types.split(" ")[1]), false);
		try (LegacyProcess peer = LegacyProcess.start("send", types.split(" ")[0], this.flows.endpoint("in"))) {
			peer.send("hello");
			assertThat(Flows.next(messages).getPayload()).isEqualTo("hello");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUSH PULL", "PAIR PAIR" })
	void plainMessagesArriveAtTheOldAdapter(String types) throws Exception {
		this.flows.socket(SocketSpec.of("out", ZmqSocketType.valueOf(types.split(" ")[0])).bind("tcp://127.0.0.1:*"))
			.flow("flow", IntegrationFlow.from("lines").handle(Zmq.outboundAdapter("out")).get())
			.start();
		try (LegacyProcess peer = LegacyProcess.start("receive", types.split(" ")[1], this.flows.endpoint("out"))) {
			// what is sent before the handshake is over is lost if JeroMQ forgets the
			// connection
			this.flows.awaitPeers("out", 1);
			this.flows.send("lines", "hello");
			assertThat(peer.await("message")).startsWith("hello ");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void topicsFromTheOldAdapterArrive(boolean wrapped) throws Exception {
		BlockingQueue<Message<?>> messages = inbound(bound("SUB").topics("weather"), wrapped);
		try (LegacyProcess peer = LegacyProcess.start("send", "PUB", this.flows.endpoint("in"), "weather",
				String.valueOf(wrapped))) {
			// what a publisher sends before it knows of the subscription is dropped
			Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> {
				peer.send("sunny");
				return !messages.isEmpty();
			});
			Message<?> message = Flows.next(messages);
			assertThat(message.getPayload()).isEqualTo("sunny");
			assertThat(message.getHeaders()).containsEntry(ZmqHeaders.TOPIC, "weather");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void topicsArriveAtTheOldAdapter(boolean wrapped) throws Exception {
		var adapter = Zmq.outboundAdapter("out").topic("weather").wrapTopic(wrapped);
		this.flows.bound("out", ZmqSocketType.PUB)
			.flow("flow", IntegrationFlow.from("lines").handle(adapter).get())
			.start();
		try (LegacyProcess peer = subscribed("receive", "SUB", this.flows.endpoint("out"), String.valueOf(wrapped))) {
			this.flows.send("lines", "sunny");
			assertThat(peer.await("message")).isEqualTo("sunny topic weather source null");
		}
	}

	/** Some fresh connections of a SUB lose its subscriptions in JeroMQ. */
	private LegacyProcess subscribed(String... arguments) throws Exception {
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			LegacyProcess peer = LegacyProcess.start(arguments);
			if (this.flows.socket("out").control().awaitSubscribers("", 1, ATTEMPT)) {
				return peer;
			}
			peer.close();
		}
		throw new AssertionError("The old adapter did not subscribe");
	}

	@Test
	void aQueueChannelIsSharedWithTheOldChannelThroughOurProxy() throws Exception {
		proxied(ZmqProxySpec.streamer("proxy"));
		bothHearEachOther("queue", port("proxy.frontend"), port("proxy.backend"));
	}

	@Test
	void aPublishSubscribeChannelIsSharedWithTheOldChannelThroughOurProxy() throws Exception {
		proxied(ZmqProxySpec.forwarder("proxy"));
		bothHearEachOther("publish-subscribe", port("proxy.frontend"), port("proxy.backend"));
	}

	@Test
	void aQueueChannelIsSharedWithTheOldChannelThroughTheOldProxy() throws Exception {
		this.flows.start();
		try (LegacyProcess proxy = LegacyProcess.launch("proxy", "PULL_PUSH")) {
			String[] ports = proxy.await("ports").split(" ");
			bothHearEachOther("queue", ports[0], ports[1]);
		}
	}

	@Test
	void aPublishSubscribeChannelIsSharedWithTheOldChannelThroughTheOldProxy() throws Exception {
		this.flows.start();
		try (LegacyProcess proxy = LegacyProcess.launch("proxy", "SUB_PUB")) {
			String[] ports = proxy.await("ports").split(" ");
			bothHearEachOther("publish-subscribe", ports[0], ports[1]);
		}
	}

	/**
	 * In a queue each message goes to one of the two: until both have had one from the
	 * other.
	 */
	private void bothHearEachOther(String kind, String frontend, String backend) throws Exception {
		var messages = channel(kind.equals("queue"), frontend, backend);
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			try (LegacyProcess peer = LegacyProcess.start(kind, "tcp://127.0.0.1:" + frontend + ":" + backend)) {
				Awaitility.await().atMost(ATTEMPT).pollInterval(Duration.ofMillis(100)).until(() -> {
					peer.send("theirs");
					sendOurs();
					return peer.hasPrinted("message ours topic null source ours")
							&& messages.stream().anyMatch(this::isTheirs);
				});
				return;
			}
			catch (ConditionTimeoutException ex) {
				// some fresh connections of a SUB lose its subscriptions in JeroMQ
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private void sendOurs() {
		this.flows.send("channel",
				MessageBuilder.withPayload("ours").setHeader("source", "ours").setHeader("secret", "s").build());
	}

	private boolean isTheirs(Message<?> message) {
		return message.getPayload().equals("theirs") && "legacy".equals(message.getHeaders().get("source"));
	}

	/** Our end of the channel, as another process would have it. */
	private BlockingQueue<Message<?>> channel(boolean queue, String frontend, String backend) {
		ZmqSocketRegistry sockets = this.flows.bean(ZmqSocketRegistry.class);
		SocketSpec.Builder in = queue ? SocketSpec.of("channel.in", ZmqSocketType.PULL)
				: SocketSpec.of("channel.in", ZmqSocketType.SUB).topics("");
		SocketSpec.Builder out = SocketSpec.of("channel.out", queue ? ZmqSocketType.PUSH : ZmqSocketType.PUB);
		sockets.register(in.connect("tcp://127.0.0.1:" + backend).build());
		sockets.register(out.connect("tcp://127.0.0.1:" + frontend).build());
		SubscribableZmqChannel channel = queue ? SubscribableZmqChannel.queue("channel.out", "channel.in")
				: SubscribableZmqChannel.publishSubscribe("channel.out", "channel.in");
		channel.setMessageMapper(new ZmqEmbeddedHeadersMessageMapper(SOURCE));
		this.flows.application().registerBean("channel", SubscribableZmqChannel.class, () -> channel);
		this.flows.bean(SubscribableZmqChannel.class).start();
		return this.flows.received("channel");
	}

	private void proxied(ZmqProxySpec.Builder proxy) {
		this.flows.start();
		ZmqProxyRegistry proxies = new ZmqProxyRegistry(this.flows.bean(ZmqSocketRegistry.class),
				Duration.ofSeconds(5));
		this.flows.application().registerBean(ZmqProxyRegistry.class, () -> proxies);
		this.flows.bean(ZmqProxyRegistry.class)
			.register(proxy.frontendBind("tcp://127.0.0.1:*").backendBind("tcp://127.0.0.1:*").build());
		proxies.start();
	}

	private String port(String socket) {
		String endpoint = this.flows.endpoint(socket);
		return endpoint.substring(endpoint.lastIndexOf(':') + 1);
	}

	private static SocketSpec.Builder bound(String type) {
		return SocketSpec.of("in", ZmqSocketType.valueOf(type)).bind("tcp://127.0.0.1:*");
	}

}

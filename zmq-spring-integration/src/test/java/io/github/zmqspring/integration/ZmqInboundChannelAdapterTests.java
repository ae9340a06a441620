package io.github.zmqspring.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.ErrorMessage;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link ZmqInboundChannelAdapter} between real sockets and a flow.
 */
@Timeout(120)
class ZmqInboundChannelAdapterTests {

	@RegisterExtension
	private final Flows flows = new Flows();

	@Test
	void aPayloadIsBytesUnlessATypeIsAskedFor() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in").id("adapter")).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "in");
		peer.send("hello");
		assertThat(Flows.next(messages).getPayload()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
		peer.sendMore("two");
		peer.send("frames");
		assertThat(Flows.next(messages).getPayload()).isEqualTo(ZmqMessage.ofStrings("two", "frames"));
		assertThat(this.flows.counters("adapter").received()).isEqualTo(2);
	}

	@Test
	void aPayloadIsConvertedToTheTypeAskedFor() throws InterruptedException {
		this.flows.bound("text", ZmqSocketType.PULL)
			.bound("json", ZmqSocketType.PULL)
			.channel("out")
			.flow("texts",
					IntegrationFlow.from(Zmq.inboundAdapter("text").payloadType(String.class)).channel("out").get())
			.flow("points",
					IntegrationFlow.from(Zmq.inboundAdapter("json").payloadType(Point.class)).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		this.flows.peer(SocketType.PUSH, "text").send("hello");
		assertThat(Flows.next(messages).getPayload()).isEqualTo("hello");
		this.flows.peer(SocketType.PUSH, "json").send("{\"x\":1,\"y\":2}");
		assertThat(Flows.next(messages).getPayload()).isEqualTo(new Point(1, 2));
	}

	@Test
	void anIdAndATimestampAreThereWhenSomebodyLooks() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in")).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "in");
		peer.send("same");
		peer.send("same");
		Message<?> first = Flows.next(messages);
		Message<?> second = Flows.next(messages);
		assertThat(first).isNotEqualTo(second);
		assertThat(first.getHeaders().getId()).isNotNull().isEqualTo(first.getHeaders().getId());
		assertThat(first.getHeaders().getTimestamp()).isNotNull();
		assertThat(first.getHeaders()).containsEntry(ZmqHeaders.SOCKET, "in")
			.containsEntry(ZmqHeaders.FRAME_COUNT, 1)
			.containsKeys(MessageHeaders.ID, MessageHeaders.TIMESTAMP, ZmqHeaders.PEER_ADDRESS);
	}

	@Test
	void aSubscriberSeesTheTopicUnderTheNameThatFlowsKnow() throws InterruptedException {
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.SUB).bind("tcp://127.0.0.1:*").topics("10001 "))
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in").payloadType(String.class)).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket publisher = this.flows.peer(SocketType.XPUB, "in");
		assertThat(publisher.recv()).as("subscription").isNotNull();
		publisher.sendMore("10001 ");
		publisher.send("-3 C");
		Message<?> message = Flows.next(messages);
		assertThat(message.getPayload()).isEqualTo("-3 C");
		assertThat(message.getHeaders().get("zeromq_topic")).isEqualTo("10001 ");
	}

	@Test
	void onlyHeadersOnTheAllowListComeInAndSequencesAreNumbers() throws InterruptedException {
		HeaderPolicy policy = HeaderPolicy.of(List.of("*"),
				List.of("source", "sequence*", "correlationId", "history", "routingSlip", "sendTimeout"));
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.PULL).bind("tcp://127.0.0.1:*").headers(policy))
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in")).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "in");
		peer.sendMore("source: nyc\nsecret: x\nsequenceNumber: 2\nsequenceSize: many\ncorrelationId: 7\n"
				+ "history: a\nroutingSlip: b\nsendTimeout: 9\nzeromq_socket: forged\nreplyChannel: c\n");
		peer.send("payload");
		MessageHeaders headers = Flows.next(messages).getHeaders();
		assertThat(headers).containsEntry("source", "nyc")
			.containsEntry("correlationId", "7")
			.containsEntry(ZmqHeaders.SOCKET, "in")
			.doesNotContainKeys("secret", "sequenceSize", "history", "routingSlip", "sendTimeout", "replyChannel");
		assertThat(new IntegrationMessageHeaderAccessor(new GenericMessage<>("", headers)).getSequenceNumber())
			.isEqualTo(2);
	}

	@Test
	void aBadMessageGoesToTheErrorChannelAndTheAdapterGoesOn() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.channel("errors")
			.flow("flow",
					IntegrationFlow
						.from(Zmq.inboundAdapter("in").id("adapter").payloadType(Point.class).errorChannel("errors"))
						.channel("out")
						.get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		BlockingQueue<Message<?>> errors = this.flows.received("errors");
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "in");
		peer.send("no JSON");
		peer.send("{\"x\":1,\"y\":2}");
		assertThat(Flows.next(messages).getPayload()).isEqualTo(new Point(1, 2));
		assertThat(Flows.next(errors)).isInstanceOfSatisfying(ErrorMessage.class, (error) -> assertThat(
				((org.springframework.messaging.MessagingException) error.getPayload()).getFailedMessage().getPayload())
			.isEqualTo("no JSON".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aMessageOfAnotherLayoutGoesToTheErrorChannel() throws InterruptedException {
		HeaderPolicy policy = HeaderPolicy.of(List.of(), List.of());
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.PULL).bind("tcp://127.0.0.1:*").headers(policy))
			.channel("out")
			.channel("errors")
			.flow("flow",
					IntegrationFlow.from(Zmq.inboundAdapter("in").id("adapter").errorChannel("errors"))
						.channel("out")
						.get())
			.start();
		BlockingQueue<Message<?>> errors = this.flows.received("errors");
		this.flows.peer(SocketType.PUSH, "in").send("no header frame");
		assertThat(Flows.next(errors).getPayload()).asString().contains("no header frame");
		assertThat(this.flows.counters("adapter").failed()).isEqualTo(1);
	}

	@Test
	void whatAFlowThrowsIsCountedAndTheAdapterGoesOn() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in").id("adapter").payloadType(String.class))
				.filter(String.class, (text) -> {
					if (text.equals("bad")) {
						throw new IllegalArgumentException("bad on purpose");
					}
					return true;
				})
				.channel("out")
				.get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "in");
		peer.send("bad");
		peer.send("good");
		assertThat(Flows.next(messages).getPayload()).isEqualTo("good");
		assertThat(this.flows.counters("adapter").failed()).isEqualTo(1);
	}

	@Test
	void stoppedItReceivesNothingAndStartedAgainItReceivesOnTheSamePort() throws InterruptedException {
		SocketSpec own = SocketSpec.of("own", ZmqSocketType.PULL).bind("tcp://127.0.0.1:*").build();
		this.flows.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter(own).id("adapter")).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		String endpoint = this.flows.endpoint("own");
		ZmqInboundChannelAdapter adapter = this.flows.bean(ZmqInboundChannelAdapter.class);
		for (int round = 0; round < 3; round++) {
			ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "own");
			peer.send("round " + round);
			assertThat(Flows.next(messages).getPayload()).asString().isNotEmpty();
			adapter.stop();
			assertThat(this.flows.socket("own").isRunning()).isFalse();
			peer.close();
			adapter.start();
			assertThat(this.flows.endpoint("own")).isEqualTo(endpoint);
		}
	}

	@Test
	void aPortThatIsTakenFailsTheStart() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			SocketSpec own = SocketSpec.of("own", ZmqSocketType.PULL)
				.bind("tcp://127.0.0.1:" + taken.getLocalPort())
				.build();
			this.flows.channel("out").flow("flow", IntegrationFlow.from(Zmq.inboundAdapter(own)).channel("out").get());
			assertThatThrownBy(this.flows::start).hasStackTraceContaining(ZmqBindException.class.getName());
		}
	}

	@Test
	void whileItIsPausedMessagesWait() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in").id("adapter")).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZmqInboundChannelAdapter adapter = this.flows.bean(ZmqInboundChannelAdapter.class);
		adapter.pause();
		assertThat(adapter.isPaused()).isTrue();
		this.flows.peer(SocketType.PUSH, "in").send("waits");
		Awaitility.await()
			.during(Duration.ofMillis(200))
			.atMost(Flows.SOON)
			.untilAsserted(() -> assertThat(messages).isEmpty());
		adapter.resume();
		assertThat(Flows.next(messages)).isNotNull();
	}

	@Test
	void aSlowFlowMakesThePeersWait() throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(1);
		AtomicInteger handled = new AtomicInteger();
		this.flows
			.socket(SocketSpec.of("in", ZmqSocketType.PULL)
				.bind("tcp://127.0.0.1:*")
				.option(ZmqOptions.RECEIVE_HWM, 10)
				.option(ZmqOptions.RECEIVE_BUFFER, DataSize.ofKilobytes(4)))
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in")).handle((message) -> {
				try {
					busy.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				handled.incrementAndGet();
			}).get())
			.start();
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH);
		peer.setSndHWM(10);
		peer.setSendBufferSize(4096);
		peer.setSendTimeOut(500);
		peer.connect(this.flows.endpoint("in"));
		byte[] payload = new byte[10_000];
		int accepted = 0;
		while (accepted < 10_000 && peer.send(payload)) {
			accepted++;
		}
		assertThat(accepted).as("messages before the peer had to wait").isLessThan(10_000);
		busy.countDown();
		int expected = accepted;
		Awaitility.await().atMost(Flows.SOON).untilAsserted(() -> assertThat(handled).hasValue(expected));
	}

	@Test
	void severalWorkersAreInTheFlowAtTheSameTime() throws InterruptedException {
		CountDownLatch together = new CountDownLatch(3);
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in").concurrency(3)).handle((payload, headers) -> {
				together.countDown();
				try {
					together.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return payload;
			}).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "in");
		for (int i = 0; i < 3; i++) {
			peer.send("task");
		}
		for (int i = 0; i < 3; i++) {
			assertThat(Flows.next(messages)).isNotNull();
		}
	}

	@Test
	void onAReplySocketThePeerGetsAnEmptyReplyWhenTheFlowHasEnded() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.REP)
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in")).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.REQ, "in");
		peer.send("done?");
		assertThat(peer.recv()).isEmpty();
		assertThat(messages).hasSize(1);
	}

	@Test
	void aRouterTellsWhomTheMessageCameFrom() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.ROUTER)
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in")).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.DEALER);
		peer.setIdentity("me".getBytes(StandardCharsets.UTF_8));
		peer.connect(this.flows.endpoint("in"));
		peer.send("hello");
		assertThat(Flows.next(messages).getHeaders().get(ZmqHeaders.ROUTING_ID, byte[].class))
			.isEqualTo("me".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void anXpubTellsOfSubscriptions() throws InterruptedException {
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.XPUB).bind("inproc://in"))
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in")).channel("out").get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		this.flows.bean(ZmqSocketRegistry.class)
			.register(SocketSpec.of("reader", ZmqSocketType.SUB).connect("inproc://in").topics("news").build());
		Message<?> message = Flows.next(messages);
		assertThat(message.getHeaders()).containsEntry(ZmqHeaders.SUBSCRIPTION, true)
			.containsEntry(ZmqHeaders.TOPIC, "news");
	}

	@ParameterizedTest
	@EnumSource(names = { "PUB", "PUSH", "RADIO", "SCATTER", "REQ" })
	void whatDoesNotReceiveIsRefused(ZmqSocketType type) {
		this.flows.socket(SocketSpec.of("in", type).bind("inproc://refused"))
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in").id("adapter")).channel("out").get());
		assertThatThrownBy(this.flows::start).rootCause()
			.isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContaining("Endpoint 'adapter' (zmq:inbound-channel-adapter)")
			.hasMessageContaining(type.toString());
	}

	@Test
	void anEmptyFrameCannotBeUnwrappedWithoutTopics() {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("in").unwrapTopic(true)).channel("out").get());
		assertThatThrownBy(this.flows::start).rootCause().hasMessageContaining("unwrapTopic");
	}

	@Test
	void aSocketThatIsNotThereIsNamed() {
		this.flows.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter("nowhere").id("adapter")).channel("out").get());
		assertThatThrownBy(this.flows::start).rootCause()
			.isInstanceOf(UnknownSocketException.class)
			.hasMessageContaining("nowhere");
	}

	@Test
	void twoReadersOfOneSocketAreRefused() {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("one", IntegrationFlow.from(Zmq.inboundAdapter("in")).channel("out").get())
			.flow("two", IntegrationFlow.from(Zmq.inboundAdapter("in")).channel("out").get());
		assertThatThrownBy(this.flows::start).rootCause().isInstanceOf(DuplicateListenerException.class);
	}

	@Test
	void withoutTheSocketsOfTheApplicationItSaysWhatIsMissing() {
		ZmqInboundChannelAdapter adapter = new ZmqInboundChannelAdapter("in");
		adapter.setOutputChannel(new QueueChannel());
		adapter.setBeanFactory(this.flows.application().getDefaultListableBeanFactory());
		assertThatThrownBy(adapter::afterPropertiesSet)
			.hasStackTraceContaining("declare a ZmqIntegrationBeanPostProcessor");
	}

	@Test
	void whenTheApplicationClosesItsSocketIsForgotten() {
		SocketSpec own = SocketSpec.of("own", ZmqSocketType.PULL).bind("tcp://127.0.0.1:*").build();
		this.flows.channel("out")
			.flow("flow", IntegrationFlow.from(Zmq.inboundAdapter(own)).channel("out").get())
			.start();
		ZmqSocketRegistry sockets = this.flows.bean(ZmqSocketRegistry.class);
		assertThat(sockets.names()).contains("own");
		this.flows.application().close();
		assertThat(sockets.names()).doesNotContain("own");
	}

	record Point(int x, int y) {

	}

}

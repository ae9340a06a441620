package io.github.zmqspring.integration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.MessageHandlingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link ZmqOutboundChannelAdapter} between a flow and real sockets.
 */
@Timeout(120)
class ZmqOutboundChannelAdapterTests {

	@RegisterExtension
	private final Flows flows = new Flows();

	private void outbound(io.github.zmqspring.integration.dsl.ZmqOutboundChannelAdapterSpec adapter) {
		this.flows.flow("flow", IntegrationFlow.from("in").handle(adapter, (endpoint) -> endpoint.id("adapter")).get())
			.start();
	}

	@Test
	void payloadsAreConvertedAndFramesGoAsTheyAre() {
		this.flows.bound("out", ZmqSocketType.PUSH);
		outbound(Zmq.outboundAdapter("out"));
		ZMQ.Socket peer = this.flows.peer(SocketType.PULL, "out");
		this.flows.send("in", "text");
		assertThat(peer.recvStr()).isEqualTo("text");
		this.flows.send("in", new byte[] { 1, 2 });
		assertThat(peer.recv()).containsExactly(1, 2);
		this.flows.send("in", new Point(1, 2));
		assertThat(peer.recvStr()).isEqualTo("{\"x\":1,\"y\":2}");
		this.flows.send("in", ZmqMessage.ofStrings("a", "b"));
		assertThat(ZMsg.recvMsg(peer)).hasSize(2);
		this.flows.send("in", ZMsg.newStringMsg("c", "d", "e"));
		assertThat(ZMsg.recvMsg(peer)).hasSize(3);
		assertThat(this.flows.socket("out").counters().sent()).isEqualTo(5);
	}

	@Test
	void theTopicIsTheHeadersUnlessOneIsSet() {
		this.flows.socket(SocketSpec.of("out", ZmqSocketType.PUB).bind("inproc://out"));
		outbound(Zmq.outboundAdapter("out"));
		ZMQ.Socket peer = this.flows.subscriber("out");
		this.flows.send("in", MessageBuilder.withPayload("sunny").setHeader("zeromq_topic", "weather").build());
		assertThat(ZMsg.recvMsg(peer)).extracting(Object::toString).containsExactly("weather", "sunny");
		this.flows.send("in", MessageBuilder.withPayload("x").setHeader(ZmqHeaders.TOPIC, new byte[] { 'b' }).build());
		assertThat(ZMsg.recvMsg(peer)).extracting(Object::toString).containsExactly("b", "x");
		this.flows.send("in", "no topic");
		assertThat(ZMsg.recvMsg(peer)).extracting(Object::toString).containsExactly("no topic");
	}

	@Test
	void aTopicMayBeMadeOfTheMessage() {
		this.flows.socket(SocketSpec.of("out", ZmqSocketType.PUB).bind("inproc://out"))
			.socket(SocketSpec.of("other", ZmqSocketType.PUB).bind("inproc://other"));
		this.flows.flow("other",
				IntegrationFlow.from("other.in")
					.handle(Zmq.outboundAdapter("other").topicFunction((message) -> "f." + message.getPayload()))
					.get());
		outbound(Zmq.outboundAdapter("out").topicExpression("'t.' + payload"));
		ZMQ.Socket peer = this.flows.subscriber("out");
		this.flows.send("in", "1");
		assertThat(ZMsg.recvMsg(peer)).extracting(Object::toString).containsExactly("t.1", "1");
		ZMQ.Socket other = this.flows.subscriber("other");
		this.flows.send("other.in", "2");
		assertThat(ZMsg.recvMsg(other)).extracting(Object::toString).containsExactly("f.2", "2");
	}

	@Test
	void aWrappedTopicIsFollowedByAnEmptyFrame() {
		this.flows.socket(SocketSpec.of("out", ZmqSocketType.PUB).bind("inproc://out"));
		outbound(Zmq.outboundAdapter("out").topic("t").wrapTopic(true));
		ZMQ.Socket peer = this.flows.subscriber("out");
		this.flows.send("in", "text");
		assertThat(ZMsg.recvMsg(peer)).extracting((frame) -> frame.getString(StandardCharsets.UTF_8))
			.containsExactly("t", "", "text");
	}

	@Test
	void onlyHeadersThatTheSocketLetsOutTravel() {
		HeaderPolicy policy = HeaderPolicy.of(List.of("source"), List.of());
		this.flows.socket(SocketSpec.of("out", ZmqSocketType.PUSH).bind("tcp://127.0.0.1:*").headers(policy));
		outbound(Zmq.outboundAdapter("out"));
		ZMQ.Socket peer = this.flows.peer(SocketType.PULL, "out");
		this.flows.send("in",
				MessageBuilder.withPayload("x").setHeader("source", "nyc").setHeader("secret", "s").build());
		assertThat(ZMsg.recvMsg(peer)).extracting((frame) -> frame.getString(StandardCharsets.UTF_8))
			.containsExactly("source: nyc", "x");
	}

	@Test
	void aRouterSendsToThePeerThatTheHeaderNames() {
		this.flows.bound("out", ZmqSocketType.ROUTER);
		outbound(Zmq.outboundAdapter("out"));
		ZMQ.Socket peer = this.flows.peer(SocketType.DEALER);
		peer.setIdentity("me".getBytes(StandardCharsets.UTF_8));
		peer.connect(this.flows.endpoint("out"));
		// a router knows a peer by its name a little later than that it is there
		Awaitility.await()
			.atMost(Flows.SOON)
			.ignoreExceptions()
			.until(() -> this.flows.send("in",
					MessageBuilder.withPayload("to you").setHeader(ZmqHeaders.ROUTING_ID, "me").build()));
		assertThat(peer.recvStr()).isEqualTo("to you");
		assertThatThrownBy(() -> this.flows.send("in", "to nobody")).hasStackTraceContaining("for whom");
	}

	@Test
	void aRadioSendsToAGroup() throws InterruptedException {
		this.flows.bound("out", ZmqSocketType.RADIO)
			.socket(SocketSpec.of("dish", ZmqSocketType.DISH).bind("inproc://dish").groups("g"))
			.channel("received");
		this.flows.socket(SocketSpec.of("radio", ZmqSocketType.RADIO).connect("inproc://dish"));
		this.flows.flow("dish", IntegrationFlow.from(Zmq.inboundAdapter("dish")).channel("received").get());
		outbound(Zmq.outboundAdapter("radio").group("g"));
		var received = this.flows.received("received");
		assertThat(this.flows.socket("radio").control().awaitPeers(1, Flows.SOON)).isTrue();
		Awaitility.await().atMost(Flows.SOON).untilAsserted(() -> {
			this.flows.send("in", "on air");
			assertThat(received).isNotEmpty();
		});
		assertThat(Flows.next(received).getHeaders()).containsEntry(ZmqHeaders.GROUP, "g");
	}

	@Test
	void whenThereIsNoRoomTheSenderIsTold() {
		this.flows.bound("out", ZmqSocketType.PUSH);
		outbound(Zmq.outboundAdapter("out").sendTimeout(Duration.ofMillis(50)));
		assertThatThrownBy(() -> this.flows.send("in", "nobody is there")).isInstanceOf(MessageHandlingException.class)
			.hasCauseInstanceOf(ZmqQueueFullException.class);
	}

	@Test
	void withAnAbsentPeerTheApplicationCloses() {
		SocketSpec own = SocketSpec.of("own", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:1").build();
		outbound(Zmq.outboundAdapter(own));
		for (int i = 0; i < 100; i++) {
			this.flows.send("in", "queued for nobody");
		}
		long began = System.nanoTime();
		this.flows.application().close();
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Flows.SOON);
	}

	@Test
	void aSocketOfItsOwnClosesAndOpensWithTheEndpoint() {
		SocketSpec own = SocketSpec.of("own", ZmqSocketType.PUSH).bind("tcp://127.0.0.1:*").build();
		outbound(Zmq.outboundAdapter(own));
		ZmqOutboundChannelAdapter adapter = this.flows.bean(ZmqOutboundChannelAdapter.class);
		assertThat(this.flows.socket("own").isRunning()).isTrue();
		adapter.stop();
		assertThat(this.flows.socket("own").isRunning()).isFalse();
		adapter.start();
		ZMQ.Socket peer = this.flows.peer(SocketType.PULL, "own");
		this.flows.send("in", "again");
		assertThat(peer.recvStr()).isEqualTo("again");
	}

	@ParameterizedTest
	@EnumSource(names = { "SUB", "PULL", "DISH", "GATHER", "REQ", "REP" })
	void whatCannotSendByItselfIsRefused(ZmqSocketType type) {
		SocketSpec.Builder spec = SocketSpec.of("out", type).bind("inproc://refused");
		this.flows.socket(switch (type) {
			case SUB -> spec.topics("");
			case DISH -> spec.groups("g");
			default -> spec;
		});
		assertThatThrownBy(() -> outbound(Zmq.outboundAdapter("out"))).rootCause()
			.isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContaining("(zmq:outbound-channel-adapter)")
			.hasMessageContaining(type.toString());
	}

	@Test
	void anOptionThatTheSocketHasNoPlaceForIsRefused() {
		this.flows.bound("out", ZmqSocketType.PUSH);
		assertThatThrownBy(() -> outbound(Zmq.outboundAdapter("out").topic("t"))).rootCause()
			.isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContaining("topic");
	}

	record Point(int x, int y) {

	}

}

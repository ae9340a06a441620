package io.github.zmqspring.integration;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.integration.acks.AckUtils;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link ZmqMessageSource} under a poller.
 */
@Timeout(120)
class ZmqMessageSourceTests {

	private static final Duration OFTEN = Duration.ofMillis(10);

	@RegisterExtension
	private final Flows flows = new Flows();

	@Test
	void aPollerReceivesWhatIsThere() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("flow",
					IntegrationFlow
						.from(Zmq.inboundSource("in").payloadType(String.class).receiveTimeout(Duration.ofSeconds(1)),
								(endpoint) -> endpoint.poller(Pollers.fixedDelay(OFTEN)))
						.channel("out")
						.get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "in");
		peer.send("one");
		peer.send("two");
		assertThat(Flows.next(messages).getPayload()).isEqualTo("one");
		Message<?> second = Flows.next(messages);
		assertThat(second.getPayload()).isEqualTo("two");
		assertThat(second.getHeaders()).containsEntry(ZmqHeaders.SOCKET, "in").containsKey("id");
	}

	@Test
	void whatIsPutBackComesFirst() throws InterruptedException {
		AtomicInteger attempts = new AtomicInteger();
		this.flows.bound("in", ZmqSocketType.PULL)
			.channel("out")
			.flow("flow",
					IntegrationFlow
						.from(Zmq.inboundSource("in").payloadType(String.class),
								(endpoint) -> endpoint.poller(Pollers.fixedDelay(OFTEN)))
						.filter(Message.class, (message) -> {
							if (attempts.incrementAndGet() == 1) {
								AckUtils.requeue(
										new org.springframework.integration.IntegrationMessageHeaderAccessor(message)
											.getAcknowledgmentCallback());
								return false;
							}
							return true;
						})
						.channel("out")
						.get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "in");
		peer.send("one");
		peer.send("two");
		assertThat(Flows.next(messages).getPayload()).isEqualTo("one");
		assertThat(Flows.next(messages).getPayload()).isEqualTo("two");
		assertThat(attempts).hasValue(3);
	}

	@Test
	void anAcceptedRequestGetsAnEmptyReplyAndARejectedOneNone() throws InterruptedException {
		this.flows.bound("in", ZmqSocketType.REP)
			.channel("out")
			.flow("flow",
					IntegrationFlow
						.from(Zmq.inboundSource("in").payloadType(String.class),
								(endpoint) -> endpoint.poller(Pollers.fixedDelay(OFTEN).errorChannel("nullChannel")))
						.channel("out")
						.get())
			.start();
		this.flows.application()
			.getBean("out", org.springframework.messaging.SubscribableChannel.class)
			.subscribe((message) -> {
				if (message.getPayload().equals("bad")) {
					throw new IllegalArgumentException("on purpose");
				}
			});
		ZMQ.Socket rejected = this.flows.peer(SocketType.REQ, "in");
		rejected.setReceiveTimeOut(300);
		rejected.send("bad");
		ZMQ.Socket accepted = this.flows.peer(SocketType.REQ, "in");
		accepted.send("good");
		assertThat(accepted.recv()).isEmpty();
		assertThat(rejected.recv()).isNull();
	}

	@Test
	void aSocketOfItsOwnClosesAndOpensWithThePoller() throws InterruptedException {
		SocketSpec own = SocketSpec.of("own", ZmqSocketType.PULL).bind("tcp://127.0.0.1:*").build();
		this.flows.channel("out")
			.flow("flow", IntegrationFlow
				.from(Zmq.inboundSource(own), (endpoint) -> endpoint.id("poller").poller(Pollers.fixedDelay(OFTEN)))
				.channel("out")
				.get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		var poller = this.flows.application()
			.getBean("poller", org.springframework.integration.endpoint.SourcePollingChannelAdapter.class);
		poller.stop();
		assertThat(this.flows.socket("own").isRunning()).isFalse();
		poller.start();
		this.flows.peer(SocketType.PUSH, "own").send("again");
		assertThat(Flows.next(messages)).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "PUSH", "PUB", "RADIO", "SCATTER", "REQ", "XPUB" })
	void whatCannotBePolledIsRefused(ZmqSocketType type) {
		this.flows.socket(SocketSpec.of("in", type).bind("inproc://refused"))
			.flow("flow",
					IntegrationFlow
						.from(Zmq.inboundSource("in"), (endpoint) -> endpoint.poller(Pollers.fixedDelay(OFTEN)))
						.nullChannel());
		assertThatThrownBy(this.flows::start).rootCause()
			.isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContaining("zmq:inbound-channel-adapter")
			.hasMessageContaining(type.toString());
	}

}

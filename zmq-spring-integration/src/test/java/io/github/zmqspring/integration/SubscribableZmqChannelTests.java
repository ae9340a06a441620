package io.github.zmqspring.integration;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.support.ErrorMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link SubscribableZmqChannel} over real sockets. Two of them stand for two processes.
 */
@Timeout(120)
class SubscribableZmqChannelTests {

	private static final HeaderPolicy ALL = HeaderPolicy.of(List.of("*"), List.of("*"));

	@RegisterExtension
	private final Flows flows = new Flows();

	private void queue() {
		this.flows.socket(SocketSpec.of("q.in", ZmqSocketType.PULL).bind("inproc://q").headers(ALL))
			.socket(SocketSpec.of("q.out", ZmqSocketType.PUSH).connect("inproc://q").headers(ALL))
			.bean("queue", SubscribableZmqChannel.class, SubscribableZmqChannel.queue("q.out", "q.in"))
			.start();
	}

	@Test
	void aQueueGivesEachMessageToOneSubscriberInTurn() throws InterruptedException {
		queue();
		BlockingQueue<Message<?>> one = this.flows.received("queue");
		BlockingQueue<Message<?>> other = this.flows.received("queue");
		for (int i = 0; i < 4; i++) {
			assertThat(this.flows.send("queue", "task")).isTrue();
		}
		for (int i = 0; i < 2; i++) {
			assertThat(Flows.next(one)).isNotNull();
			assertThat(Flows.next(other)).isNotNull();
		}
		assertThat(one).isEmpty();
		assertThat(other).isEmpty();
	}

	@Test
	void publishSubscribeGivesEachMessageToAllSubscribers() throws InterruptedException {
		this.flows.socket(SocketSpec.of("p.out", ZmqSocketType.PUB).bind("inproc://p"))
			.socket(SocketSpec.of("p.in", ZmqSocketType.SUB).connect("inproc://p").topics(""))
			.bean("news", SubscribableZmqChannel.class, SubscribableZmqChannel.publishSubscribe("p.out", "p.in"))
			.start();
		BlockingQueue<Message<?>> one = this.flows.received("news");
		BlockingQueue<Message<?>> other = this.flows.received("news");
		assertThat(this.flows.socket("p.out").control().awaitSubscribers("", 1, Flows.SOON)).isTrue();
		this.flows.send("news", MessageBuilder.withPayload("x").setHeader(ZmqHeaders.TOPIC, "t").build());
		assertThat(Flows.next(one).getHeaders()).containsEntry(ZmqHeaders.TOPIC, "t");
		assertThat(Flows.next(other).getHeaders()).containsEntry(ZmqHeaders.TOPIC, "t");
	}

	@Test
	void headersTravelWhereTheSocketsLetThem() throws InterruptedException {
		queue();
		BlockingQueue<Message<?>> messages = this.flows.received("queue");
		this.flows.send("queue",
				MessageBuilder.withPayload("x")
					.setHeader("source", "nyc")
					.setSequenceNumber(3)
					.setReplyChannelName("nowhere")
					.build());
		Message<?> message = Flows.next(messages);
		assertThat(message.getHeaders()).containsEntry("source", "nyc")
			.containsEntry("sequenceNumber", 3)
			.doesNotContainKey("replyChannel");
	}

	@Test
	void withoutSubscribersMessagesWait() throws InterruptedException {
		queue();
		this.flows.send("queue", "early");
		assertThat(Flows.next(this.flows.received("queue"))).isNotNull();
	}

	@Test
	void whenTheLastSubscriberHasGoneMessagesWaitForTheNext() throws InterruptedException {
		queue();
		BlockingQueue<Message<?>> messages = new LinkedBlockingQueue<>();
		MessageHandler handler = messages::add;
		SubscribableChannel channel = this.flows.application().getBean("queue", SubscribableChannel.class);
		channel.subscribe(handler);
		this.flows.send("queue", "first");
		Flows.next(messages);
		assertThat(channel.unsubscribe(handler)).isTrue();
		this.flows.send("queue", "second");
		assertThat(Flows.next(this.flows.received("queue"))).isNotNull();
		assertThat(messages).isEmpty();
	}

	@Test
	void whatASubscriberThrowsGoesToTheErrorChannelAndTheChannelGoesOn() throws InterruptedException {
		queue();
		BlockingQueue<Message<?>> errors = this.flows.received("errorChannel");
		BlockingQueue<Message<?>> messages = new LinkedBlockingQueue<>();
		this.flows.application().getBean("queue", SubscribableChannel.class).subscribe((message) -> {
			if (new String((byte[]) message.getPayload()).equals("bad")) {
				throw new IllegalArgumentException("on purpose");
			}
			messages.add(message);
		});
		this.flows.send("queue", "bad");
		this.flows.send("queue", "good");
		assertThat(Flows.next(messages)).isNotNull();
		assertThat(Flows.next(errors)).isInstanceOf(ErrorMessage.class);
	}

	@Test
	void theResultOfSendIsTold() {
		this.flows.socket(SocketSpec.of("out", ZmqSocketType.PUSH).bind("tcp://127.0.0.1:*"))
			.bean("queue", SubscribableZmqChannel.class, SubscribableZmqChannel.queue("out", null))
			.start();
		MessageChannel channel = this.flows.application().getBean("queue", MessageChannel.class);
		assertThat(channel.send(MessageBuilder.withPayload("x").build(), 20)).isFalse();
	}

	@Test
	void itIsPartOfAFlow() throws InterruptedException {
		this.flows.socket(SocketSpec.of("q.in", ZmqSocketType.PULL).bind("inproc://q"))
			.socket(SocketSpec.of("q.out", ZmqSocketType.PUSH).connect("inproc://q"))
			.channel("out")
			.flow("flow",
					IntegrationFlow.from("in")
						.channel(Zmq.queueChannel("q.out", "q.in").id("queue").payloadType(String.class).concurrency(2))
						.<String, String>transform(String::toUpperCase)
						.channel("out")
						.get())
			.start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		this.flows.send("in", "hello");
		assertThat(Flows.next(messages).getPayload()).isEqualTo("HELLO");
		assertThat(this.flows.counters("queue").received()).isEqualTo(1);
	}

	@Test
	void stoppedItReceivesNothingAndStartedAgainItReceives() throws InterruptedException {
		queue();
		BlockingQueue<Message<?>> messages = this.flows.received("queue");
		SubscribableZmqChannel channel = this.flows.bean(SubscribableZmqChannel.class);
		channel.stop();
		this.flows.send("queue", "waits");
		Awaitility.await()
			.during(java.time.Duration.ofMillis(200))
			.atMost(Flows.SOON)
			.untilAsserted(() -> assertThat(messages).isEmpty());
		channel.start();
		assertThat(Flows.next(messages)).isNotNull();
	}

	@Test
	void aChannelThatOnlySendsTakesNoSubscribersAndTheOtherWayRound() {
		this.flows.socket(SocketSpec.of("out", ZmqSocketType.PUSH).bind("inproc://one"))
			.socket(SocketSpec.of("in", ZmqSocketType.PULL).bind("inproc://two"))
			.bean("sending", SubscribableZmqChannel.class, SubscribableZmqChannel.queue("out", null))
			.bean("receiving", SubscribableZmqChannel.class, SubscribableZmqChannel.queue(null, "in"))
			.start();
		assertThatThrownBy(() -> this.flows.received("sending")).hasMessageContaining("only sends");
		assertThatThrownBy(() -> this.flows.send("receiving", "x")).isInstanceOf(MessageDeliveryException.class)
			.hasMessageContaining("only receives");
	}

	@Test
	void socketsThatCannotCarryAChannelAreRefused() {
		this.flows.bound("out", ZmqSocketType.ROUTER)
			.bean("queue", SubscribableZmqChannel.class, SubscribableZmqChannel.queue("out", null));
		assertThatThrownBy(this.flows::start).rootCause()
			.isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContaining("sendTo")
			.hasMessageContaining("PUSH");
	}

}

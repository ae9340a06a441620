package io.github.zmqspring.annotation;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;

import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Topics, subscriptions and groups.
 */
@Timeout(180)
class ZmqListenerTopicTests {

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("weather", ZmqSocketType.PUB);

	private String next() throws InterruptedException {
		return this.received.poll(30, TimeUnit.SECONDS);
	}

	private ZmqSocket publisher(String... topics) {
		ZmqSocket publisher = this.listeners.socket("weather");
		for (String topic : topics) {
			assertThat(publisher.control().awaitSubscribers(topic, 1, Duration.ofSeconds(30))).isTrue();
		}
		return publisher;
	}

	private static void publish(ZmqSocket publisher, String topic, String update) {
		publisher.send(publisher.spec().wireFormat().encode(ZmqParts.of(frame(update)).withTopic(topic)));
	}

	private static ZmqMessage frame(String text) {
		return ZmqMessage.ofStrings(text);
	}

	@Test
	void whenSubscribedOnlyMatchingMessagesArriveWithTheirTopic() throws Exception {
		this.listeners.property("weather", TestSockets.endpoint(this.listeners.socket("weather"))).start(new Object() {
			@ZmqListener(type = ZmqSocketType.SUB, connect = "${weather}", topics = { "10001 ", "2" })
			void weather(String update, @Header(ZmqHeaders.TOPIC) String topic,
					@Header(ZmqHeaders.TOPIC_BYTES) byte[] bytes) {
				ZmqListenerTopicTests.this.received.add(topic + "|" + update + "|" + bytes.length);
			}
		});
		ZmqSocket publisher = publisher("10001 ", "20002 ");
		publish(publisher, "99999 ", "no");
		publish(publisher, "10001 ", "80 60");
		publish(publisher, "20002 ", "70 50");
		assertThat(next()).isEqualTo("10001 |80 60|6");
		assertThat(next()).isEqualTo("20002 |70 50|6");
	}

	@Test
	void whenOnlyThePayloadIsAskedForTheTopicIsTakenOff() throws Exception {
		this.listeners.property("weather", TestSockets.endpoint(this.listeners.socket("weather"))).start(new Object() {
			@ZmqListener(type = ZmqSocketType.SUB, connect = "${weather}", topics = "")
			void weather(String update) {
				ZmqListenerTopicTests.this.received.add(update);
			}
		});
		ZmqSocket publisher = publisher("any");
		publish(publisher, "topic", "1");
		publisher.send("no topic".getBytes());
		assertThat(next()).isEqualTo("1");
		assertThat(next()).isEqualTo("no topic");
	}

	@Test
	void whenPeersSubscribeAnXpubListenerIsTold() throws Exception {
		this.listeners.socket("xpub", ZmqSocketType.XPUB).start(new Object() {
			@ZmqListener(socket = "xpub")
			void subscription(String topic,
					@Header(name = ZmqHeaders.SUBSCRIPTION, required = false) Boolean subscribed) {
				ZmqListenerTopicTests.this.received.add(topic + " " + subscribed);
			}
		});
		ZMQ.Socket subscriber = this.listeners.peer(SocketType.XSUB, "xpub");
		subscriber.send(new byte[] { 1, 'a', 'b' });
		assertThat(next()).isEqualTo("ab true");
		subscriber.send("upstream");
		assertThat(next()).isEqualTo("upstream null");
		subscriber.send(new byte[] { 0, 'a', 'b' });
		assertThat(next()).isEqualTo("ab false");
	}

	@Test
	void whenListenerIsAFunctionItSeesSubscriptionsToo() throws Exception {
		this.listeners.socket("xpub", ZmqSocketType.XPUB).start();
		this.listeners.registry().register(ZmqListenerEndpoint.of("xpub").socket("xpub").partsListener((parts) -> {
			this.received.add(parts.topicAsString() + parts.headers());
			return null;
		}).build());
		this.listeners.peer(SocketType.SUB, "xpub").subscribe("news");
		assertThat(next()).isEqualTo("news{" + ZmqHeaders.SUBSCRIPTION + "=true}");
	}

	@Test
	void whenDishListensTheGroupIsAHeader() throws Exception {
		this.listeners.start(new Object() {
			@ZmqListener(id = "dish", type = ZmqSocketType.DISH, bind = "inproc://dish", groups = "tv")
			void watch(String picture, @Header(ZmqHeaders.GROUP) String group) {
				ZmqListenerTopicTests.this.received.add(group + " " + picture);
			}
		});
		ZMQ.Socket radio = this.listeners.peer(SocketType.RADIO, "dish");
		Awaitility.await().until(() -> {
			Msg msg = new Msg("picture".getBytes());
			msg.setGroup("tv");
			radio.base().send(msg, 0);
			return this.received.peek() != null;
		});
		assertThat(next()).isEqualTo("tv picture");
	}

}

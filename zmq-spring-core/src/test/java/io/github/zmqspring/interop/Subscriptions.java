package io.github.zmqspring.interop;

import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocket;
import org.awaitility.Awaitility;

/**
 * Waits until a publisher has a subscriber.
 */
final class Subscriptions {

	private Subscriptions() {
	}

	/**
	 * Wait for subscribers of pyzmq. libzmq subscribes a bound SUB at a new peer only
	 * while the application uses the socket, hence the polls.
	 * @param pub a PUB or XPUB of ours
	 * @param topic the topic
	 * @param subscribers the subscribers
	 */
	static void await(ZmqSocket pub, String topic, PyzmqSocket... subscribers) {
		Awaitility.await().pollDelay(Duration.ZERO).atMost(Speaker.PATIENCE).until(() -> {
			for (PyzmqSocket subscriber : subscribers) {
				subscriber.poll(10);
			}
			return pub.control().subscriberCount(topic) >= subscribers.length;
		});
	}

	/**
	 * Wait for a PUB of pyzmq, which tells nobody about its subscribers: publish probes
	 * until one arrives, then take in those that are still on their way.
	 * @param pub the publisher
	 * @param subscriber a subscriber of ours
	 * @param topic a topic it is subscribed to
	 */
	static void awaitPub(PyzmqSocket pub, ZmqSocket subscriber, String topic) {
		ZmqMessage probe = ZmqMessage.ofStrings(topic + "probe");
		ZmqMessage last = ZmqMessage.ofStrings(topic + "last probe");
		Awaitility.await().pollDelay(Duration.ZERO).atMost(Speaker.PATIENCE).until(() -> {
			pub.send(probe);
			return subscriber.receive(Duration.ofMillis(20)) != null;
		});
		pub.send(last);
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.atMost(Speaker.PATIENCE)
			.until(() -> last.equals(subscriber.receive(Speaker.PATIENCE)));
	}

}

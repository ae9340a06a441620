package io.github.zmqspring.boot.test;

import java.time.Duration;

import io.github.zmqspring.socket.ZmqSocket;

/**
 * Waits for what happens by itself and takes a moment: connections and subscriptions (the
 * Guide's slow joiners). Each method fails the test if it does not happen.
 */
public final class ZmqAwait {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private ZmqAwait() {
	}

	/**
	 * Wait until a socket has a peer, for at most ten seconds.
	 * @param socket the socket
	 */
	public static void awaitConnected(ZmqSocket socket) {
		connected(socket, 1, PATIENCE);
	}

	/**
	 * Wait until a socket has so many peers, for at most ten seconds.
	 * @param socket the socket
	 * @param peers how many peers
	 */
	public static void awaitConnected(ZmqSocket socket, int peers) {
		connected(socket, peers, PATIENCE);
	}

	/**
	 * Wait until somebody would get messages with a topic, for at most ten seconds.
	 * @param publisher a PUB or XPUB
	 * @param topic the topic of the messages to come
	 */
	public static void awaitSubscribed(ZmqSocket publisher, String topic) {
		subscribed(publisher, topic, 1, PATIENCE);
	}

	static void connected(ZmqSocket socket, int peers, Duration patience) {
		if (!socket.control().awaitPeers(peers, patience)) {
			throw new AssertionError("Socket '" + socket.name() + "' has " + socket.control().peerCount()
					+ " peers and not " + peers + " within " + patience);
		}
	}

	static void subscribed(ZmqSocket publisher, String topic, int subscribers, Duration patience) {
		if (!publisher.control().awaitSubscribers(topic, subscribers, patience)) {
			throw new AssertionError(publisher.control().subscriberCount(topic) + " peers and not " + subscribers
					+ " have subscribed to '" + topic + "' of socket '" + publisher.name() + "' within " + patience);
		}
	}

}

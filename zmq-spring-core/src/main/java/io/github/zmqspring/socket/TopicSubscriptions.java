package io.github.zmqspring.socket;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.util.Assert;

/**
 * Subscribes a JeroMQ socket to topics. A SUB has an option for it, an XSUB does not: its
 * subscriptions are messages of a 1, to subscribe, or a 0, to unsubscribe, and the topic
 * (RFC 29). JeroMQ remembers those of both types for peers to come.
 */
final class TopicSubscriptions {

	private static final byte UNSUBSCRIBE = 0;

	private static final byte SUBSCRIBE = 1;

	private TopicSubscriptions() {
	}

	static void subscribe(ZMQ.Socket socket, byte[] topic) {
		if (socket.getSocketType() == SocketType.XSUB) {
			send(socket, SUBSCRIBE, topic);
		}
		else {
			socket.subscribe(topic);
		}
	}

	static void unsubscribe(ZMQ.Socket socket, byte[] topic) {
		if (socket.getSocketType() == SocketType.XSUB) {
			send(socket, UNSUBSCRIBE, topic);
		}
		else {
			socket.unsubscribe(topic);
		}
	}

	private static void send(ZMQ.Socket socket, byte kind, byte[] topic) {
		byte[] message = new byte[1 + topic.length];
		message[0] = kind;
		System.arraycopy(topic, 0, message, 1, topic.length);
		Assert.state(socket.send(message, ZMQ.DONTWAIT), "JeroMQ takes no subscription of an XSUB socket");
	}

}

package io.github.zmqspring.listener;

import java.util.Map;

import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is known of how messages came, as {@link ZmqHeaders headers} of Spring messages:
 * all but the headers that their senders gave them. Thread-safe.
 */
public final class TransportHeaders {

	private final String socketName;

	private final ZmqSocketType type;

	/**
	 * Create the headers of messages from a socket.
	 * @param socketName the name of the socket
	 * @param type its type, which says what there is to know
	 */
	public TransportHeaders(String socketName, ZmqSocketType type) {
		Assert.notNull(socketName, "'socketName' must not be null");
		Assert.notNull(type, "'type' must not be null");
		this.socketName = socketName;
		this.type = type;
	}

	/**
	 * Put the headers of a message where others may be already.
	 * @param headers gets them
	 * @param parts the message
	 * @param origin where it came from, or {@code null} if that is not known
	 */
	public void putAll(Map<String, Object> headers, ZmqParts parts, @Nullable MessageOrigin origin) {
		String subscription = parts.headers().get(ZmqHeaders.SUBSCRIPTION);
		if (subscription != null) {
			headers.put(ZmqHeaders.SUBSCRIPTION, Boolean.valueOf(subscription));
		}
		headers.put(ZmqHeaders.SOCKET, this.socketName);
		headers.put(ZmqHeaders.FRAME_COUNT, parts.payload().size());
		byte[] topic = parts.topic();
		if (topic != null) {
			headers.put(ZmqHeaders.TOPIC, String.valueOf(parts.topicAsString()));
			headers.put(ZmqHeaders.TOPIC_BYTES, topic);
		}
		if (this.type.isRouted()) {
			putIfPresent(headers, ZmqHeaders.ROUTING_ID, parts.routingId());
			ZmqMessage envelope = parts.envelope();
			putIfPresent(headers, ZmqHeaders.ENVELOPE, (envelope != null) ? envelope.frames() : null);
		}
		if (origin != null) {
			putOrigin(headers, origin);
		}
	}

	private void putOrigin(Map<String, Object> headers, MessageOrigin origin) {
		if (this.type.routesByNumber()) {
			headers.put(ZmqHeaders.ROUTING_ID, origin.routingId());
		}
		putIfPresent(headers, ZmqHeaders.GROUP, origin.group());
		putIfPresent(headers, ZmqHeaders.PEER_ADDRESS, origin.peerAddress());
		putIfPresent(headers, ZmqHeaders.USER_ID, origin.userId());
	}

	private static void putIfPresent(Map<String, Object> headers, String name, @Nullable Object value) {
		if (value != null) {
			headers.put(name, value);
		}
	}

}

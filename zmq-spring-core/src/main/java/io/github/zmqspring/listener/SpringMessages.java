package io.github.zmqspring.listener;

import java.util.Map;

import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Turns what a socket received into Spring messages, for handlers that ask for more than
 * the payload.
 */
final class SpringMessages {

	private final String socketName;

	private final ZmqSocketType type;

	SpringMessages(String socketName, ZmqSocketType type) {
		this.socketName = socketName;
		this.type = type;
	}

	/**
	 * Make a message. Its payload is a {@code byte[]} if it is a single frame, otherwise
	 * a {@link ZmqMessage}.
	 * @param received what was received
	 * @return the message
	 */
	Message<?> toMessage(Received received) {
		ZmqMessage payload = received.payload();
		Object content = (payload.size() == 1) ? payload.first() : payload;
		Headers headers = new Headers();
		putAll(headers.getRawHeaders(), received);
		return MessageBuilder.createMessage(content, headers);
	}

	private void putAll(Map<String, Object> headers, Received received) {
		ZmqParts parts = received.parts();
		headers.putAll(parts.headers());
		headers.computeIfPresent(ZmqHeaders.SUBSCRIPTION, (name, value) -> Boolean.valueOf(value.toString()));
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
		MessageOrigin origin = received.raw().origin();
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

	/** Without id and timestamp, which cost more than all the others. */
	@SuppressWarnings("serial")
	private static final class Headers extends MessageHeaders {

		Headers() {
			super(null, MessageHeaders.ID_VALUE_NONE, -1L);
		}

		/** To be filled before anybody sees the message: a copy costs a second map. */
		@Override
		protected Map<String, Object> getRawHeaders() {
			return super.getRawHeaders();
		}

	}

}

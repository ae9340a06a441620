package io.github.zmqspring.listener;

import java.util.Map;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Turns what a socket received into Spring messages, for handlers that ask for more than
 * the payload.
 */
final class SpringMessages {

	private final TransportHeaders transport;

	SpringMessages(String socketName, ZmqSocketType type) {
		this.transport = new TransportHeaders(socketName, type);
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
		ZmqParts parts = received.parts();
		headers.getRawHeaders().putAll(parts.headers());
		this.transport.putAll(headers.getRawHeaders(), parts, received.raw().origin());
		return MessageBuilder.createMessage(content, headers);
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

package io.github.zmqspring.integration;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.github.zmqspring.listener.TransportHeaders;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocket;

import org.springframework.integration.mapping.InboundMessageMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.Assert;

/**
 * Turns what a socket received into messages for a flow. Thread-safe.
 */
final class InboundMessages {

	private final TransportHeaders transport;

	private final SmartMessageConverter converter;

	private final boolean plainText;

	private final InboundOptions options;

	InboundMessages(ZmqSocket socket, SmartMessageConverter converter, InboundOptions options) {
		this.transport = new TransportHeaders(socket.name(), socket.type());
		this.converter = converter;
		this.plainText = ZmqMessageConverters.readsPlainly(converter);
		this.options = options;
	}

	/**
	 * Make a message.
	 * @param parts what was received
	 * @return the message
	 * @throws MessageConversionException if the payload is not what was asked for; with
	 * the message as it is
	 */
	Message<?> toMessage(ZmqParts parts) {
		ZmqMessage frames = this.options.unwrapTopic() ? unwrap(parts) : parts.payload();
		InboundMessageMapper<byte[]> mapper = this.options.mapper();
		if (mapper != null) {
			return map(parts, frames, mapper);
		}
		Class<?> type = this.options.payloadType();
		if (type == null || (type == byte[].class && frames.size() == 1)) {
			return message(plain(frames), parts);
		}
		if (type == ZmqMessage.class) {
			return message(frames, parts);
		}
		if (type == String.class && this.plainText && frames.size() == 1) {
			return message(new String(frames.first(), StandardCharsets.UTF_8), parts);
		}
		return convert(message(plain(frames), parts), type);
	}

	/**
	 * The empty frame between topic and payload, as {@code spring-integration-zeromq}
	 * sends it.
	 */
	private static ZmqMessage unwrap(ZmqParts parts) {
		ZmqMessage frames = parts.payload();
		return (parts.topic() != null && frames.size() > 1 && frames.first().length == 0) ? frames.from(1) : frames;
	}

	private static Object plain(ZmqMessage frames) {
		return (frames.size() == 1) ? frames.first() : frames;
	}

	private Message<?> message(Object payload, ZmqParts parts) {
		return MessageBuilder.createMessage(payload, headers(parts));
	}

	private MessageHeaders headers(ZmqParts parts) {
		return new InboundHeaders(userHeaders(parts), () -> transport(parts));
	}

	private static Map<String, Object> userHeaders(ZmqParts parts) {
		return parts.headers().containsKey(ZmqHeaders.SUBSCRIPTION) ? Map.of()
				: IntegrationHeaders.typed(parts.headers());
	}

	private Message<?> convert(Message<?> message, Class<?> type) {
		Object value;
		try {
			value = this.converter.fromMessage(message, type);
		}
		catch (RuntimeException ex) {
			throw new MessageConversionException(message, "The payload is no " + type.getTypeName(), ex);
		}
		if (value == null) {
			throw new MessageConversionException(message, "No converter makes a " + type.getTypeName());
		}
		return MessageBuilder.createMessage(value, message.getHeaders());
	}

	private Message<?> map(ZmqParts parts, ZmqMessage frames, InboundMessageMapper<byte[]> mapper) {
		Map<String, Object> headers = transport(parts);
		headers.putAll(userHeaders(parts));
		Message<?> mapped;
		try {
			Assert.isTrue(frames.size() == 1,
					() -> "A message of " + frames.size() + " frames cannot go through a mapper of bytes");
			mapped = mapper.toMessage(frames.first(), headers);
		}
		catch (RuntimeException ex) {
			throw new MessageConversionException(message(plain(frames), parts), "The mapper cannot read the payload",
					ex);
		}
		if (mapped == null) {
			throw new MessageConversionException(message(plain(frames), parts), "The mapper made no message");
		}
		return mapped;
	}

	/** What is known of how a message came, apart from the user's headers. */
	private Map<String, Object> transport(ZmqParts parts) {
		Map<String, Object> headers = new HashMap<>();
		this.transport.putAll(headers, parts, parts.payload().origin());
		return headers;
	}

}

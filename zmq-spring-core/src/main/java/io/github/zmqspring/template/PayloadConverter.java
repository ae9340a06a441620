package io.github.zmqspring.template;

import java.nio.charset.StandardCharsets;

import java.util.function.Function;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.message.ZmqParts;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.IdTimestampMessageHeaderInitializer;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * Converts payloads between the application and the wire. Frames are what travels, so
 * {@code byte[]} and {@link ZmqMessage} are not converted; and since no header of the
 * Spring message travels either, none is made up, neither an id nor a timestamp.
 */
final class PayloadConverter {

	private static final MessageHeaders NO_HEADERS = new NoHeaders();

	private final MessageConverter converter;

	/**
	 * Whether text is UTF-8 and nothing else, so that the converter need not be asked.
	 */
	private final boolean plain;

	private final @Nullable Function<Object, byte @Nullable []> json;

	private final IdTimestampMessageHeaderInitializer withoutId = new IdTimestampMessageHeaderInitializer();

	PayloadConverter(MessageConverter converter) {
		this.converter = converter;
		this.plain = ZmqMessageConverters.readsPlainly(converter);
		this.json = ZmqMessageConverters.jsonWriter(converter);
		this.withoutId.setDisableIdGeneration();
	}

	/**
	 * Convert a payload to frames.
	 * @param payload the payload
	 * @return its frames
	 * @throws MessageConversionException if no converter knows the payload's type
	 */
	ZmqMessage toFrames(Object payload) {
		if (payload instanceof byte[] frame) {
			return ZmqMessage.of(frame);
		}
		if (payload instanceof ZmqMessage frames) {
			return frames;
		}
		if (this.plain && payload instanceof String text) {
			return ZmqMessage.of(text.getBytes(StandardCharsets.UTF_8));
		}
		byte[] written = (this.json != null) ? this.json.apply(payload) : null;
		return (written != null) ? ZmqMessage.of(written) : convert(payload);
	}

	private ZmqMessage convert(Object payload) {
		MessageHeaderAccessor headers = new MessageHeaderAccessor();
		headers.setLeaveMutable(true);
		this.withoutId.initHeaders(headers);
		Message<?> message = this.converter.toMessage(payload, headers.getMessageHeaders());
		if (message != null && message.getPayload() instanceof byte[] frame) {
			return ZmqMessage.of(frame);
		}
		if (message != null && message.getPayload() instanceof ZmqMessage frames) {
			return frames;
		}
		throw new MessageConversionException("No converter makes frames of a " + payload.getClass().getTypeName());
	}

	/**
	 * Convert a received payload.
	 * @param <T> the type
	 * @param parts what was received
	 * @param type what to make of the payload; {@link ZmqParts} stands for everything
	 * @return the value
	 * @throws MessageConversionException if no converter can do it
	 */
	<T> T fromParts(ZmqParts parts, ReplyType<T> type) {
		ZmqMessage frames = parts.payload();
		Class<?> target = type.raw();
		if (target == ZmqMessage.class) {
			return type.cast(frames);
		}
		if (target == byte[].class && frames.size() == 1) {
			return type.cast(frames.first());
		}
		if (this.plain && target == String.class && frames.size() == 1) {
			return type.cast(frames.frameAsString(0));
		}
		if (target == ZmqParts.class) {
			return type.cast(parts);
		}
		Message<?> message = new GenericMessage<>((frames.size() == 1) ? frames.first() : frames, NO_HEADERS);
		Object value = convert(message, type);
		if (value == null) {
			throw new MessageConversionException(message, "No converter makes a " + type + " of " + frames);
		}
		return type.cast(value);
	}

	private @Nullable Object convert(Message<?> message, ReplyType<?> type) {
		return (this.converter instanceof SmartMessageConverter smart)
				? smart.fromMessage(message, type.raw(), type.hint()) : this.converter.fromMessage(message, type.raw());
	}

	@SuppressWarnings("serial")
	private static final class NoHeaders extends MessageHeaders {

		NoHeaders() {
			super(null, ID_VALUE_NONE, -1L);
		}

	}

}

package io.github.zmqspring.listener;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.converter.MessageConversionException;

/**
 * The types of a payload that need no converter.
 */
enum PayloadKind {

	/** One frame as {@code byte[]}. */
	BYTES,

	/** One frame as {@link ByteBuffer}. */
	BUFFER,

	/** One frame as {@link String}, UTF-8. */
	TEXT,

	/** All frames as {@link ZmqMessage}. */
	MESSAGE,

	/** All frames as {@code List<byte[]>}. */
	LIST,

	/** All frames as {@code byte[][]}. */
	ARRAY;

	/**
	 * Find the kind of a type.
	 * @param type the type of a parameter
	 * @return the kind, or {@code null} if the type needs a converter
	 */
	static @Nullable PayloadKind of(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		if (raw == byte[].class) {
			return BYTES;
		}
		if (raw == String.class) {
			return TEXT;
		}
		if (raw == ByteBuffer.class) {
			return BUFFER;
		}
		if (raw == ZmqMessage.class) {
			return MESSAGE;
		}
		if (raw == byte[][].class) {
			return ARRAY;
		}
		return (raw == List.class && type.getGeneric(0).resolve() == byte[].class) ? LIST : null;
	}

	/**
	 * Return whether a payload of any number of frames is taken as a whole.
	 * @return whether more than one frame is welcome
	 */
	boolean takesAllFrames() {
		return this == MESSAGE || this == LIST || this == ARRAY;
	}

	/**
	 * Return the type that stands for this kind.
	 * @return the type
	 */
	Class<?> type() {
		return switch (this) {
			case BYTES -> byte[].class;
			case BUFFER -> ByteBuffer.class;
			case TEXT -> String.class;
			case MESSAGE -> ZmqMessage.class;
			case LIST -> List.class;
			case ARRAY -> byte[][].class;
		};
	}

	/**
	 * Read a payload as this kind.
	 * @param payload the payload
	 * @return an object of {@link #type()}
	 * @throws MessageConversionException if there are several frames for one value
	 */
	Object read(ZmqMessage payload) {
		return switch (this) {
			case BYTES -> single(payload);
			case BUFFER -> buffer(payload);
			case TEXT -> text(payload);
			case MESSAGE -> payload;
			case LIST -> payload.frames();
			case ARRAY -> array(payload);
		};
	}

	static byte[] single(ZmqMessage payload) {
		if (payload.size() > 1) {
			throw tooManyFrames(payload);
		}
		return payload.first();
	}

	static MessageConversionException tooManyFrames(ZmqMessage payload) {
		return new MessageConversionException("A message of " + payload.size()
				+ " frames cannot become one value: ask for ZmqMessage or List<byte[]> to get all frames");
	}

	static ByteBuffer buffer(ZmqMessage payload) {
		return ByteBuffer.wrap(single(payload));
	}

	static String text(ZmqMessage payload) {
		return new String(single(payload), StandardCharsets.UTF_8);
	}

	static byte[][] array(ZmqMessage payload) {
		return payload.frames().toArray(new byte[0][]);
	}

}

package io.github.zmqspring.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.AbstractMessageConverter;
import org.springframework.util.MimeType;

/**
 * Converts a single frame to and from {@code byte[]}, {@link String} and
 * {@link ByteBuffer}. It declares no MIME type, so that a {@code contentType} header,
 * which may come from the wire and need not even parse, decides nothing; and none is
 * added to what is sent.
 */
final class ValueMessageConverter extends AbstractMessageConverter {

	private final boolean trimNul;

	ValueMessageConverter(boolean trimNul) {
		super(new MimeType[0]);
		this.trimNul = trimNul;
	}

	@Override
	protected boolean supports(Class<?> type) {
		return type == byte[].class || type == String.class || ByteBuffer.class.isAssignableFrom(type);
	}

	@Override
	protected boolean canConvertFrom(Message<?> message, Class<?> targetClass) {
		// A heap buffer is what we make: asked for a MappedByteBuffer we must decline.
		return message.getPayload() instanceof byte[] && (targetClass == byte[].class || targetClass == Object.class
				|| targetClass == String.class || targetClass == CharSequence.class || targetClass == ByteBuffer.class);
	}

	@Override
	protected @Nullable Object convertFromInternal(Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		byte[] frame = (byte[]) message.getPayload();
		if (targetClass == byte[].class || targetClass == Object.class) {
			return frame;
		}
		return (targetClass == ByteBuffer.class) ? ByteBuffer.wrap(frame) : string(frame);
	}

	@Override
	protected Object convertToInternal(Object payload, @Nullable MessageHeaders headers,
			@Nullable Object conversionHint) {
		if (payload instanceof String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		if (payload instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			// The caller's position stays where it is.
			buffer.duplicate().get(bytes);
			return bytes;
		}
		return payload;
	}

	private String string(byte[] frame) {
		int length = frame.length;
		if (this.trimNul && length > 0 && frame[length - 1] == 0) {
			length--;
		}
		return new String(frame, 0, length, StandardCharsets.UTF_8);
	}

}

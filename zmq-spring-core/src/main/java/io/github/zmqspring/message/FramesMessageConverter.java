package io.github.zmqspring.message;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Converts whole messages to and from types that hold all frames, and hands single frames
 * on to the converters of values. It stands between the two, so that a value is never
 * made of one frame while others are dropped.
 */
final class FramesMessageConverter implements SmartMessageConverter {

	private final SmartMessageConverter values;

	private final boolean plain;

	private final @Nullable PayloadMatcher matcher;

	private final @Nullable DirectJson direct;

	/**
	 * Create a converter.
	 * @param values converts single frames
	 * @param plain whether bytes and text are read as they are
	 * @param matcher tells whether a frame fits a type, or {@code null}
	 * @param direct reads and writes JSON in the place of the converters, or {@code null}
	 */
	FramesMessageConverter(SmartMessageConverter values, boolean plain, @Nullable PayloadMatcher matcher,
			@Nullable DirectJson direct) {
		this.values = values;
		this.plain = plain;
		this.matcher = matcher;
		this.direct = direct;
	}

	boolean isPlain() {
		return this.plain;
	}

	@Nullable PayloadMatcher matcher() {
		return this.matcher;
	}

	@Nullable DirectJson direct() {
		return this.direct;
	}

	/**
	 * Return whether a payload is neither frames nor bytes nor text, whatever it holds.
	 * @param payload the payload
	 * @return whether it is one value that has to be converted
	 */
	static boolean isOneValue(Object payload) {
		return !(payload instanceof Collection || payload instanceof byte[][] || payload instanceof ZmqMessage
				|| payload instanceof byte[] || payload instanceof String || payload instanceof ByteBuffer);
	}

	/**
	 * Return whether a type is made of one frame by a conversion, and is neither frames
	 * nor bytes nor text nor what may hold them.
	 * @param type the type
	 * @return whether it is one value that has to be converted
	 */
	static boolean isOneValue(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		boolean takesFrames = raw.isAssignableFrom(byte[].class) || raw.isAssignableFrom(ZmqMessage.class)
				|| raw == byte[][].class || isListOfFrames(raw, type);
		return !takesFrames && !CharSequence.class.isAssignableFrom(raw) && !ByteBuffer.class.isAssignableFrom(raw)
				&& !Message.class.isAssignableFrom(raw) && raw != Optional.class && !hasVariables(type);
	}

	/** What a type variable stands for is only known where the method is declared. */
	private static boolean hasVariables(ResolvableType type) {
		ResolvableType alone = ResolvableType.forType(type.getType());
		return alone.resolve() == null || alone.hasUnresolvableGenerics();
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		return fromMessage(message, targetClass, null);
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass, @Nullable Object conversionHint) {
		ZmqMessage frames = frames(message.getPayload());
		if (frames == null) {
			return this.values.fromMessage(message, targetClass, conversionHint);
		}
		if (targetClass == ZmqMessage.class || (targetClass == Object.class && frames.size() > 1)) {
			return frames;
		}
		if (targetClass == byte[][].class) {
			return frames.frames().toArray(new byte[0][]);
		}
		if (isListOfFrames(targetClass, declaredType(conversionHint))) {
			return frames.frames();
		}
		return (frames.size() == 1) ? fromFrame(message, frames.first(), targetClass, conversionHint)
				: fromFrames(message, frames, targetClass, conversionHint);
	}

	private @Nullable Object fromFrame(Message<?> message, byte[] frame, Class<?> targetClass,
			@Nullable Object conversionHint) {
		Message<?> single = (message.getPayload() == frame) ? message
				: MessageBuilder.createMessage(frame, message.getHeaders());
		return this.values.fromMessage(single, targetClass, conversionHint);
	}

	/**
	 * Only the user's converters may know a value of several frames. Others that try
	 * (those for JSON parse the payload's {@code toString()}) fail with a message that
	 * leads astray, hence the catch.
	 */
	private Object fromFrames(Message<?> message, ZmqMessage frames, Class<?> targetClass,
			@Nullable Object conversionHint) {
		RuntimeException failure = null;
		try {
			Object value = this.values.fromMessage(message, targetClass, conversionHint);
			if (value != null) {
				return value;
			}
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		throw new MessageConversionException(message, "A message of " + frames.size() + " frames cannot become one "
				+ targetClass.getTypeName() + ": ask for ZmqMessage or List<byte[]> to get all frames", failure);
	}

	@Override
	public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
		return toMessage(payload, headers, null);
	}

	@Override
	public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers,
			@Nullable Object conversionHint) {
		ZmqMessage frames = (payload instanceof ZmqMessage message) ? message
				: (payload instanceof byte[][] array && array.length > 0) ? ZmqMessage.of(array) : fromList(payload);
		if (frames == null) {
			return this.values.toMessage(payload, headers, conversionHint);
		}
		return MessageBuilder.withPayload(frames).copyHeaders(headers).build();
	}

	private static @Nullable ZmqMessage frames(Object payload) {
		if (payload instanceof ZmqMessage message) {
			return message;
		}
		return (payload instanceof byte[] frame) ? ZmqMessage.of(frame) : null;
	}

	private static @Nullable ZmqMessage fromList(Object payload) {
		if (!(payload instanceof Collection<?> list) || list.isEmpty()) {
			return null;
		}
		for (Object element : list) {
			if (!(element instanceof byte[])) {
				return null;
			}
		}
		return ZmqMessage.of(list.toArray(new byte[0][]));
	}

	/**
	 * A {@code List} without a known element type takes frames too: frames are all we
	 * have.
	 */
	private static boolean isListOfFrames(Class<?> targetClass, ResolvableType declared) {
		if (targetClass != List.class && targetClass != Collection.class && targetClass != Iterable.class) {
			return false;
		}
		ResolvableType element = declared.as(Iterable.class).getGeneric(0);
		Class<?> elementClass = element.resolve();
		return elementClass == null || elementClass == byte[].class;
	}

	/**
	 * What the converted value is declared as, seen through the {@code Message} or
	 * {@code Optional} around it.
	 */
	private static ResolvableType declaredType(@Nullable Object conversionHint) {
		if (!(conversionHint instanceof MethodParameter parameter)) {
			return ResolvableType.NONE;
		}
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		Class<?> outer = type.resolve(Object.class);
		return (Message.class.isAssignableFrom(outer) || outer == Optional.class) ? type.getGeneric(0) : type;
	}

}

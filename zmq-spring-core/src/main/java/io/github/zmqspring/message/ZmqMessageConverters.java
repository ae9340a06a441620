package io.github.zmqspring.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;

/**
 * Builds the converter between payloads on the wire and objects in the application.
 * <p>
 * A payload comes in as a {@code byte[]} if it is a single frame and as a
 * {@link ZmqMessage} if there are more. It is converted in this order:
 * <ol>
 * <li>to {@link ZmqMessage}, {@code byte[][]} or {@code List<byte[]>}, which take all
 * frames;</li>
 * <li>by the user's converters;</li>
 * <li>to {@code byte[]}, {@link String} (UTF-8), {@link java.nio.ByteBuffer};</li>
 * <li>by the JSON converter, if there is one.</li>
 * </ol>
 * The target comes from the caller only: a {@code contentType} header from the wire
 * chooses nothing. More than one frame for a single value is a
 * {@link MessageConversionException}, so no frame is lost in silence.
 * <p>
 * In the other direction the result's payload is a {@code byte[]} or a
 * {@link ZmqMessage}. A list counts as frames if it is not empty and holds nothing but
 * {@code byte[]}. The result is {@code null} if no converter takes the object.
 */
public final class ZmqMessageConverters {

	private ZmqMessageConverters() {
	}

	/**
	 * Build the default converter.
	 * @param json the converter for everything else, usually a
	 * {@link ZmqJsonMessageConverter}, or {@code null} for none
	 * @return the converter, safe for use by many threads
	 */
	public static SmartMessageConverter create(@Nullable MessageConverter json) {
		return create(List.of(), json, false);
	}

	/**
	 * Build a converter.
	 * @param first the user's converters, asked in this order before the library's own
	 * @param json the converter for everything else, usually a
	 * {@link ZmqJsonMessageConverter}, or {@code null} for none
	 * @param trimNul whether one NUL at the end of a received string is dropped: old C
	 * programs send it (Guide chapter 1, "A Minor Note on Strings")
	 * @return the converter, safe for use by many threads if all given ones are
	 */
	public static SmartMessageConverter create(Collection<? extends MessageConverter> first,
			@Nullable MessageConverter json, boolean trimNul) {
		List<MessageConverter> chain = new ArrayList<>(first);
		chain.add(new ValueMessageConverter(trimNul));
		if (json != null) {
			chain.add(json);
		}
		boolean plain = first.isEmpty() && !trimNul;
		PayloadMatcher matcher = (json instanceof PayloadMatcher candidate) ? candidate : null;
		DirectJson direct = (plain && json instanceof ZmqJsonMessageConverter own) ? own.direct() : null;
		return new FramesMessageConverter(new CompositeMessageConverter(chain), plain, matcher, direct);
	}

	/**
	 * Make a converter complete: one that this class built stays as it is, any other is
	 * asked first and the library's own after it.
	 * @param converter the converter
	 * @return a converter for whole messages
	 */
	public static SmartMessageConverter complete(MessageConverter converter) {
		return (converter instanceof FramesMessageConverter frames) ? frames : create(List.of(converter), null, false);
	}

	/**
	 * Return whether a converter reads {@code byte[]}, {@link String},
	 * {@link java.nio.ByteBuffer} and all frames as they are, so that it need not be
	 * asked.
	 * @param converter the converter
	 * @return whether this class built it with neither user's converters nor trimming
	 */
	public static boolean readsPlainly(MessageConverter converter) {
		return converter instanceof FramesMessageConverter frames && frames.isPlain();
	}

	/**
	 * Return what tells whether a payload fits a type.
	 * @param converter the converter
	 * @return the JSON converter it was built with, if that can tell, or {@code null}
	 */
	public static @Nullable PayloadMatcher matcher(MessageConverter converter) {
		return (converter instanceof FramesMessageConverter frames) ? frames.matcher() : null;
	}

	/**
	 * Return what reads single frames of JSON without a message around them, with the
	 * same result as the converter.
	 * @param converter the converter
	 * @param type the type to read
	 * @return the reader, which throws {@code MessageConversionException}, or
	 * {@code null} if the converter has to be asked each time: it was not built by this
	 * class with a {@link ZmqJsonMessageConverter}, users' converters come first, or the
	 * type is not read as JSON
	 */
	public static @Nullable Function<byte[], @Nullable Object> jsonReader(MessageConverter converter,
			ResolvableType type) {
		DirectJson json = direct(converter);
		return (json != null && FramesMessageConverter.isOneValue(type)) ? json.reader(type.getType()) : null;
	}

	/**
	 * Return what writes payloads as JSON without a message around them, with the same
	 * result as the converter.
	 * @param converter the converter
	 * @return the writer, which returns {@code null} for a payload that is not written as
	 * JSON and throws {@code MessageConversionException}; or {@code null} if the
	 * converter has to be asked each time
	 */
	public static @Nullable Function<Object, byte @Nullable []> jsonWriter(MessageConverter converter) {
		DirectJson json = direct(converter);
		return (json != null) ? (payload) -> FramesMessageConverter.isOneValue(payload) ? json.write(payload) : null
				: null;
	}

	private static @Nullable DirectJson direct(MessageConverter converter) {
		return (converter instanceof FramesMessageConverter frames) ? frames.direct() : null;
	}

}

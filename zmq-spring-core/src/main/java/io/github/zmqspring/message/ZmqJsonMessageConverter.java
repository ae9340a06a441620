package io.github.zmqspring.message;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.Message;
import org.springframework.messaging.converter.ContentTypeResolver;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConversionException;

/**
 * Converts objects to and from JSON in UTF-8, whatever the {@code contentType} header
 * says: a ZeroMQ peer sends none, and one from the wire shall not decide how a payload is
 * read. Nothing else in this package than this class and {@link DirectJson} needs
 * Jackson, which is an optional dependency.
 */
public class ZmqJsonMessageConverter extends JacksonJsonMessageConverter implements PayloadMatcher {

	private static final ContentTypeResolver NO_CONTENT_TYPE = (headers) -> null;

	/**
	 * Create a converter.
	 * @param mapper the mapper to use; leave its default typing off, or the wire chooses
	 * classes
	 */
	public ZmqJsonMessageConverter(JsonMapper mapper) {
		super(mapper);
		setContentTypeResolver(NO_CONTENT_TYPE);
	}

	/**
	 * Return what does the same without messages.
	 * @return the shorter way, or {@code null} if this is a subclass or was configured,
	 * which may do something else
	 */
	@Nullable DirectJson direct() {
		boolean same = getClass() == ZmqJsonMessageConverter.class && getContentTypeResolver() == NO_CONTENT_TYPE
				&& !isStrictContentTypeMatch() && getSerializedPayloadClass() == byte[].class;
		return same ? new DirectJson(getJsonMapper()) : null;
	}

	/** Jackson lets what the JDK throws at numbers out of all bounds escape. */
	@Override
	protected @Nullable Object convertFromInternal(Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		try {
			return super.convertFromInternal(message, targetClass, conversionHint);
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw new MessageConversionException(message, "Could not read JSON: " + ex.getMessage(), ex);
		}
	}

	@Override
	public boolean matches(byte[] frame, Type type, boolean complete) {
		ObjectReader reader = getJsonMapper().readerFor(getJsonMapper().constructType(type))
			.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
		if (complete) {
			reader = reader.with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
		}
		try {
			return reader.readValue(frame) != null;
		}
		catch (JacksonException | ArithmeticException | NumberFormatException ex) {
			return false;
		}
	}

}

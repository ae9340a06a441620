package io.github.zmqspring.message;

import java.lang.reflect.Type;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.converter.MessageConversionException;

/**
 * Reads and writes single frames of JSON without a message around them: what
 * {@link ZmqJsonMessageConverter} does, less what a message costs.
 */
final class DirectJson {

	private final JsonMapper mapper;

	DirectJson(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Make a reader.
	 * @param type what to read
	 * @return the reader, safe for use by many threads
	 */
	Function<byte[], @Nullable Object> reader(Type type) {
		ObjectReader reader = this.mapper.readerFor(this.mapper.constructType(type));
		return (frame) -> {
			try {
				return reader.readValue(frame);
			}
			catch (JacksonException | ArithmeticException | NumberFormatException ex) {
				// numbers out of all bounds: Jackson lets what the JDK throws escape
				throw new MessageConversionException("Could not read JSON: " + ex.getMessage(), ex);
			}
		};
	}

	/**
	 * Write a payload.
	 * @param payload the payload
	 * @return the frame
	 * @throws MessageConversionException if Jackson cannot write it
	 */
	byte[] write(Object payload) {
		try {
			return this.mapper.writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw new MessageConversionException("Could not write JSON: " + ex.getMessage(), ex);
		}
	}

}

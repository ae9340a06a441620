package io.github.zmqspring.message;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.converter.JacksonJsonMessageConverter;

/**
 * Converts objects to and from JSON in UTF-8, whatever the {@code contentType} header
 * says: a ZeroMQ peer sends none, and one from the wire shall not decide how a payload is
 * read. The only class of this package that needs Jackson, which is an optional
 * dependency.
 */
public class ZmqJsonMessageConverter extends JacksonJsonMessageConverter {

	/**
	 * Create a converter.
	 * @param mapper the mapper to use; leave its default typing off, or the wire chooses
	 * classes
	 */
	public ZmqJsonMessageConverter(JsonMapper mapper) {
		super(mapper);
		setContentTypeResolver((headers) -> null);
	}

}

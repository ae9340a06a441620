package io.github.zmqspring.listener;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * What the annotations of a handler's parameter ask for, as far as the short ways to call
 * it know them.
 */
enum ParameterRole {

	/** Whatever its type says: it has no annotation but {@code @Payload}. */
	BY_TYPE,

	/** What an expression makes of the payload. */
	EXPRESSION,

	/** A header, and nothing else. */
	HEADER,

	/** Something that only the argument resolvers know. */
	OTHER;

	/**
	 * Read the annotations of a parameter.
	 * @param parameter the parameter
	 * @return what they ask for
	 */
	static ParameterRole of(MethodParameter parameter) {
		int annotations = parameter.getParameterAnnotations().length;
		if (annotations == 0) {
			return BY_TYPE;
		}
		if (annotations > 1) {
			return OTHER;
		}
		Payload payload = parameter.getParameterAnnotation(Payload.class);
		if (payload != null) {
			return payload.expression().isEmpty() ? BY_TYPE : EXPRESSION;
		}
		return parameter.hasParameterAnnotation(Header.class) ? HEADER : OTHER;
	}

}

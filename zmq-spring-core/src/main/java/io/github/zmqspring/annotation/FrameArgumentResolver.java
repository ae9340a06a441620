package io.github.zmqspring.annotation;

import java.util.Optional;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Resolves parameters with {@link Frame @Frame}.
 */
final class FrameArgumentResolver implements HandlerMethodArgumentResolver {

	private final SmartMessageConverter converter;

	FrameArgumentResolver(SmartMessageConverter converter) {
		this.converter = converter;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return annotation(parameter) != null;
	}

	private static @Nullable Frame annotation(MethodParameter parameter) {
		return AnnotatedElementUtils.findMergedAnnotation(
				AnnotatedElementUtils.forAnnotations(parameter.getParameterAnnotations()), Frame.class);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
		Frame annotation = annotation(parameter);
		int declared = (annotation != null) ? annotation.value() : 0;
		ZmqMessage frames = (message.getPayload() instanceof ZmqMessage several) ? several
				: ZmqMessage.of((byte[]) message.getPayload());
		int index = (declared < 0) ? frames.size() + declared : declared;
		boolean optional = parameter.getParameterType() == Optional.class;
		if (index < 0 || index >= frames.size()) {
			if (parameter.isOptional()) {
				return optional ? Optional.empty() : null;
			}
			throw new MessageConversionException(message,
					"There is no frame " + declared + " in a payload of " + frames.size());
		}
		Object value = convert(frames.frame(index), parameter.nestedIfOptional(), message);
		return optional ? Optional.of(value) : value;
	}

	private Object convert(byte[] frame, MethodParameter parameter, Message<?> message) {
		Class<?> type = parameter.getNestedParameterType();
		Message<byte[]> single = MessageBuilder.createMessage(frame, message.getHeaders());
		Object value = this.converter.fromMessage(single, type, parameter);
		if (value == null) {
			throw new MessageConversionException(message, "No converter makes a " + type.getTypeName());
		}
		return value;
	}

}

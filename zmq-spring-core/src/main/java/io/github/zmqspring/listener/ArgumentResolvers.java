package io.github.zmqspring.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.handler.annotation.support.HeaderMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.HeadersMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.MessageMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolverComposite;
import org.springframework.validation.Validator;

/**
 * What the parameters of a listener method may be: those of
 * {@code DefaultMessageHandlerMethodFactory}, with the difference that an empty frame is
 * a value (Guide chapter 2: a message may have a length of zero), and Kotlin's
 * continuation.
 */
final class ArgumentResolvers {

	private ArgumentResolvers() {
	}

	static HandlerMethodArgumentResolverComposite create(SmartMessageConverter converter, ListenerSupport support,
			List<ListenerArgumentResolverFactory> additional) {
		ConfigurableBeanFactory expressions = (support.beanFactory() instanceof ConfigurableBeanFactory factory)
				? factory : null;
		HandlerMethodArgumentResolverComposite resolvers = new HandlerMethodArgumentResolverComposite();
		resolvers.addResolver(new ContinuationResolver());
		resolvers.addResolver(new HeaderMethodArgumentResolver(support.conversions(), expressions));
		resolvers.addResolver(new HeadersMethodArgumentResolver());
		resolvers.addResolver(new WholeMessageResolver(converter));
		additional.forEach((factory) -> resolvers.addResolver(factory.create(converter)));
		resolvers.addResolver(new PayloadResolver(converter, support.validator()));
		return resolvers;
	}

	/**
	 * Return whether a resolver gives the payload, and nothing but the payload.
	 * @param resolver one of those that {@link #create} put together
	 * @return whether it is the last of them
	 */
	static boolean isForPayload(HandlerMethodArgumentResolver resolver) {
		return resolver instanceof PayloadResolver;
	}

	/** Kotlin puts the continuation in itself. */
	private static final class ContinuationResolver implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType().getName().equals("kotlin.coroutines.Continuation");
		}

		@Override
		public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
			return null;
		}

	}

	private static final class WholeMessageResolver extends MessageMethodArgumentResolver {

		WholeMessageResolver(SmartMessageConverter converter) {
			super(converter);
		}

		@Override
		protected boolean isEmptyPayload(@Nullable Object payload) {
			return payload == null;
		}

	}

	private static final class PayloadResolver extends PayloadMethodArgumentResolver {

		private final SmartMessageConverter converter;

		PayloadResolver(SmartMessageConverter converter, @Nullable Validator validator) {
			super(converter, validator);
			this.converter = converter;
		}

		@Override
		public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
			if (!isEmptyPayload(message.getPayload())) {
				return super.resolveArgument(parameter, message);
			}
			PayloadKind kind = PayloadKind.of(ResolvableType.forMethodParameter(parameter));
			if (kind == null) {
				return super.resolveArgument(parameter, message);
			}
			Object value = this.converter.fromMessage(message, kind.type(), parameter);
			if (value == null) {
				throw new MessageConversionException(message, "An empty frame cannot become a " + kind.type());
			}
			validate(message, parameter, value);
			return value;
		}

	}

}

package io.github.zmqspring.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolverComposite;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * The arguments of a listener method where each is known beforehand: the payload as it is
 * or as JSON, the message, and headers by plain names. What they are is decided once,
 * when the listener is made, and not again for each message.
 * <p>
 * They are a shorter way to what {@link ArgumentResolvers} gives and never another value:
 * where a message needs more (a header that is missing or has to be converted, several
 * frames for one value, JSON that cannot be read), there are none, and the resolvers have
 * the word.
 */
final class DirectArguments {

	private final Argument[] arguments;

	private final boolean messageNeeded;

	private DirectArguments(List<Argument> arguments) {
		this.arguments = arguments.toArray(new Argument[0]);
		this.messageNeeded = arguments.stream().anyMatch(Argument::needsMessage);
	}

	/**
	 * Find the arguments of a method.
	 * @param method the method
	 * @param resolvers what resolves them otherwise
	 * @param converter what converts payloads
	 * @return the arguments, or {@code null} if only the resolvers know one of them
	 */
	static @Nullable DirectArguments of(ListenerMethod method, HandlerMethodArgumentResolverComposite resolvers,
			SmartMessageConverter converter) {
		List<Argument> arguments = new ArrayList<>();
		for (MethodParameter parameter : method.getMethodParameters()) {
			parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
			Argument argument = argument(parameter, resolvers, converter);
			if (argument == null) {
				return null;
			}
			arguments.add(argument);
		}
		return arguments.isEmpty() ? null : new DirectArguments(arguments);
	}

	private static @Nullable Argument argument(MethodParameter parameter,
			HandlerMethodArgumentResolverComposite resolvers, SmartMessageConverter converter) {
		ParameterRole role = ParameterRole.of(parameter);
		if (role == ParameterRole.HEADER) {
			return header(parameter);
		}
		if (role != ParameterRole.OTHER && parameter.getParameterType() == Message.class) {
			// an expression changes nothing here
			return new WholeMessage(ResolvableType.forMethodParameter(parameter).getGeneric(0).toClass());
		}
		return (role == ParameterRole.BY_TYPE && isPayload(parameter, resolvers)) ? payload(parameter, converter)
				: null;
	}

	private static boolean isPayload(MethodParameter parameter, HandlerMethodArgumentResolverComposite resolvers) {
		for (HandlerMethodArgumentResolver resolver : resolvers.getResolvers()) {
			if (resolver.supportsParameter(parameter)) {
				return ArgumentResolvers.isForPayload(resolver);
			}
		}
		return false;
	}

	private static @Nullable Argument header(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		Assert.state(header != null, "No @Header");
		String declared = header.name().isEmpty() ? header.value() : header.name();
		String name = declared.isEmpty() ? parameter.getParameterName() : declared;
		if (name == null || name.contains("${") || name.contains("#{")
				|| !header.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
			return null;
		}
		return new NamedHeader(name, ClassUtils.resolvePrimitiveIfNecessary(parameter.getParameterType()));
	}

	private static @Nullable Argument payload(MethodParameter parameter, SmartMessageConverter converter) {
		if (!ZmqMessageConverters.readsPlainly(converter)) {
			return null;
		}
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		PayloadKind kind = PayloadKind.of(type);
		if (kind != null) {
			return new PlainPayload(kind);
		}
		Function<byte[], @Nullable Object> reader = ZmqMessageConverters.jsonReader(converter, type);
		return (reader != null) ? new JsonPayload(reader) : null;
	}

	/**
	 * Read the arguments off a message.
	 * @param received the message
	 * @param messages makes a Spring message of it, if one is needed
	 * @return the arguments, or {@code null} if this message goes the long way
	 */
	Object @Nullable [] read(Received received, SpringMessages messages) {
		Message<?> message = this.messageNeeded ? messages.toMessage(received) : null;
		Object[] values = new Object[this.arguments.length];
		for (int i = 0; i < values.length; i++) {
			Object value = this.arguments[i].read(received, message);
			if (value == null) {
				return null;
			}
			values[i] = value;
		}
		return values;
	}

	/**
	 * How one argument is read.
	 */
	private sealed interface Argument {

		/**
		 * Read the argument.
		 * @param received what was received
		 * @param message the same as a Spring message, if any argument needs one
		 * @return the argument, or {@code null} if the message goes the long way
		 */
		@Nullable Object read(Received received, @Nullable Message<?> message);

		default boolean needsMessage() {
			return false;
		}

	}

	private record PlainPayload(PayloadKind kind) implements Argument {

		@Override
		public @Nullable Object read(Received received, @Nullable Message<?> message) {
			ZmqMessage payload = received.payload();
			return (payload.size() == 1 || this.kind.takesAllFrames()) ? this.kind.read(payload) : null;
		}

	}

	private record JsonPayload(Function<byte[], @Nullable Object> reader) implements Argument {

		@Override
		public @Nullable Object read(Received received, @Nullable Message<?> message) {
			ZmqMessage payload = received.payload();
			if (payload.size() > 1 || payload.first().length == 0) {
				return null;
			}
			try {
				return this.reader.apply(payload.first());
			}
			catch (MessageConversionException ex) {
				return null;
			}
		}

	}

	private record WholeMessage(Class<?> payloadType) implements Argument {

		@Override
		public @Nullable Object read(Received received, @Nullable Message<?> message) {
			return (message != null && this.payloadType.isInstance(message.getPayload())) ? message : null;
		}

		@Override
		public boolean needsMessage() {
			return true;
		}

	}

	private record NamedHeader(String name, Class<?> type) implements Argument {

		@Override
		public @Nullable Object read(Received received, @Nullable Message<?> message) {
			Object value = (message != null) ? message.getHeaders().get(this.name) : null;
			return this.type.isInstance(value) ? value : null;
		}

		@Override
		public boolean needsMessage() {
			return true;
		}

	}

}

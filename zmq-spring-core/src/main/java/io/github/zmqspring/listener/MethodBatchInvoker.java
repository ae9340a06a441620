package io.github.zmqspring.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Calls a method whose only parameter is a list of payloads, or of Spring messages.
 */
final class MethodBatchInvoker implements BatchInvoker {

	private final ListenerMethod method;

	private final SpringMessages messages;

	private final SmartMessageConverter converter;

	private final @Nullable String sendTo;

	private final ResultType resultType;

	/** Points at the type of a payload, inside the list and maybe a message. */
	private final MethodParameter payload;

	private final Class<?> payloadType;

	private final boolean wholeMessages;

	MethodBatchInvoker(ListenerMethod method, SpringMessages messages, SmartMessageConverter converter,
			@Nullable String sendTo) {
		this.method = method;
		this.messages = messages;
		this.converter = converter;
		this.sendTo = sendTo;
		this.resultType = ResultType.of(method.getMethod());
		MethodParameter element = method.getMethodParameters()[0].nested();
		this.wholeMessages = Message.class.isAssignableFrom(element.getNestedParameterType());
		this.payload = this.wholeMessages ? element.nested() : element;
		this.payloadType = ResolvableType.forMethodParameter(this.payload).resolve(Object.class);
	}

	@Override
	public Object convert(Received received) {
		PayloadKind kind = PayloadKind.of(ResolvableType.forMethodParameter(this.payload));
		Message<?> message = this.messages.toMessage(received);
		Object value = this.converter.fromMessage(message, (kind != null) ? kind.type() : this.payloadType,
				this.payload);
		if (value == null) {
			throw new MessageConversionException("No converter makes a " + this.payloadType.getTypeName());
		}
		return this.wholeMessages ? MessageBuilder.createMessage(value, message.getHeaders()) : value;
	}

	@Override
	public @Nullable Object invoke(List<Object> elements) throws Throwable {
		return this.method.call(elements);
	}

	@Override
	public @Nullable String sendTo() {
		return this.sendTo;
	}

	@Override
	public ResultType resultType() {
		return this.resultType;
	}

}

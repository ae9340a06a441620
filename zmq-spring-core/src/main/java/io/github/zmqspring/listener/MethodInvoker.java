package io.github.zmqspring.listener;

import org.jspecify.annotations.Nullable;

/**
 * Calls a method with any parameters that Spring's messaging knows.
 */
final class MethodInvoker implements Invoker {

	private final ListenerMethod method;

	private final SpringMessages messages;

	private final @Nullable String sendTo;

	private final ResultType resultType;

	MethodInvoker(ListenerMethod method, SpringMessages messages, @Nullable String sendTo) {
		this.method = method;
		this.messages = messages;
		this.sendTo = sendTo;
		this.resultType = ResultType.of(method.getMethod());
	}

	@Override
	public @Nullable Object invoke(Received received) throws Throwable {
		return this.method.call(this.method.arguments(this.messages.toMessage(received)));
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

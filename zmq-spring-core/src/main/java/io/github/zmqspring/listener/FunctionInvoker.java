package io.github.zmqspring.listener;

import org.jspecify.annotations.Nullable;

/**
 * Calls a function.
 */
final class FunctionInvoker implements Invoker {

	private final ZmqPartsListener listener;

	private final @Nullable String sendTo;

	private final ResultType resultType;

	FunctionInvoker(ZmqPartsListener listener, @Nullable String sendTo, ResultType resultType) {
		this.listener = listener;
		this.sendTo = sendTo;
		this.resultType = resultType;
	}

	@Override
	public @Nullable Object invoke(Received received) throws Throwable {
		return this.listener.onMessage(received.parts());
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

package io.github.zmqspring.listener;

import java.util.List;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function with several payloads.
 */
final class FunctionBatchInvoker implements BatchInvoker {

	private final ZmqBatchListener listener;

	FunctionBatchInvoker(ZmqBatchListener listener) {
		this.listener = listener;
	}

	@Override
	public Object convert(Received received) {
		return received.payload();
	}

	@Override
	public @Nullable Object invoke(List<Object> elements) throws Throwable {
		this.listener.onMessages(elements.stream().map(ZmqMessage.class::cast).toList());
		return null;
	}

	@Override
	public @Nullable String sendTo() {
		return null;
	}

	@Override
	public ResultType resultType() {
		return ResultType.NONE;
	}

}

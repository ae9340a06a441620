package io.github.zmqspring.listener;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Calls a method whose only parameter is the payload as it is: the fast path. Nothing is
 * allocated but the parameter.
 */
final class PayloadInvoker implements Invoker {

	/** Bound to the bean, from {@link PayloadKind#type()} to {@link Object}. */
	private final MethodHandle handle;

	private final PayloadKind kind;

	private final @Nullable String sendTo;

	private final ResultType resultType;

	private PayloadInvoker(MethodHandle handle, PayloadKind kind, @Nullable String sendTo, ResultType resultType) {
		this.handle = handle;
		this.kind = kind;
		this.sendTo = sendTo;
		this.resultType = resultType;
	}

	static PayloadInvoker ofMethod(Object bean, Method method, PayloadKind kind, @Nullable String sendTo) {
		MethodHandle handle = BoundMethods.bind(bean, method).asType(MethodType.methodType(Object.class, kind.type()));
		return new PayloadInvoker(handle, kind, sendTo, ResultType.of(method));
	}

	/**
	 * Call the handler.
	 * @param payload the payload
	 * @return what the handler returned
	 * @throws UnreadableMessageException if there are several frames for one value
	 * @throws Throwable what the handler threw
	 */
	@Nullable Object invoke(ZmqMessage payload) throws Throwable {
		if (payload.size() > 1 && !this.kind.takesAllFrames()) {
			throw new UnreadableMessageException(PayloadKind.tooManyFrames(payload));
		}
		return switch (this.kind) {
			case BYTES -> (@Nullable Object) this.handle.invokeExact(payload.first());
			case BUFFER -> (@Nullable Object) this.handle.invokeExact(PayloadKind.buffer(payload));
			case TEXT -> (@Nullable Object) this.handle.invokeExact(PayloadKind.text(payload));
			case MESSAGE -> (@Nullable Object) this.handle.invokeExact(payload);
			case LIST -> (@Nullable Object) this.handle.invokeExact((List<?>) payload.frames());
			case ARRAY -> (@Nullable Object) this.handle.invokeExact(PayloadKind.array(payload));
		};
	}

	@Override
	public @Nullable Object invoke(Received received) throws Throwable {
		return invoke(received.payload());
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

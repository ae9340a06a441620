package io.github.zmqspring.listener;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Calls a method whose {@link DirectArguments arguments} are known beforehand.
 */
final class DirectInvoker implements Invoker {

	/** Bound to the bean, from an array of arguments to {@link Object}. */
	private final MethodHandle handle;

	private final DirectArguments arguments;

	private final SpringMessages messages;

	private final MethodInvoker otherwise;

	/**
	 * Create an invoker.
	 * @param bean the bean
	 * @param method its method
	 * @param arguments the arguments
	 * @param messages makes Spring messages for those arguments that need one
	 * @param otherwise what calls the method when a message has not all arguments
	 */
	DirectInvoker(Object bean, Method method, DirectArguments arguments, SpringMessages messages,
			MethodInvoker otherwise) {
		this.handle = BoundMethods.bind(bean, method)
			.asSpreader(Object[].class, method.getParameterCount())
			.asType(MethodType.methodType(Object.class, Object[].class));
		this.arguments = arguments;
		this.messages = messages;
		this.otherwise = otherwise;
	}

	@Override
	public @Nullable Object invoke(Received received) throws Throwable {
		Object[] values = this.arguments.read(received, this.messages);
		if (values == null) {
			return this.otherwise.invoke(received);
		}
		return (@Nullable Object) this.handle.invokeExact(values);
	}

	@Override
	public @Nullable String sendTo() {
		return this.otherwise.sendTo();
	}

	@Override
	public ResultType resultType() {
		return this.otherwise.resultType();
	}

}

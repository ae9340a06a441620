package io.github.zmqspring.listener;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolverComposite;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * A method that is called in two steps, so that what goes wrong with its arguments can be
 * told from what goes wrong in it. Knows Kotlin's suspending functions.
 */
final class ListenerMethod extends InvocableHandlerMethod {

	private final boolean suspending;

	ListenerMethod(Object bean, Method method, HandlerMethodArgumentResolverComposite resolvers) {
		super(bean, method);
		setMessageMethodArgumentResolvers(resolvers);
		this.suspending = KotlinDetector.isSuspendingFunction(method);
	}

	/**
	 * Resolve the arguments.
	 * @param message the message
	 * @return the arguments
	 * @throws UnreadableMessageException if that failed
	 */
	@Nullable Object[] arguments(Message<?> message) {
		try {
			return getMethodArgumentValues(message);
		}
		catch (Exception ex) {
			throw new UnreadableMessageException(ex);
		}
	}

	@Nullable Object call(@Nullable Object... arguments) throws Exception {
		if (this.suspending) {
			return Coroutines.call(getBridgedMethod(), getBean(), arguments);
		}
		return doInvoke(arguments);
	}

	/** Loaded when it is needed: Kotlin is optional. */
	private static final class Coroutines {

		static Object call(Method method, Object bean, @Nullable Object... arguments) {
			return CoroutinesUtils.invokeSuspendingFunction(method, bean, arguments);
		}

	}

}

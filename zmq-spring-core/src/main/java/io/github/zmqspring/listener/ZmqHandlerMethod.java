package io.github.zmqspring.listener;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A method that handles messages.
 *
 * @param method the method, of the bean's class or one of its interfaces
 * @param isDefault whether it gets the messages that no other method of the listener
 * takes
 * @param sendTo the name of the socket its results go to, or {@code null} for the
 * listener's
 */
public record ZmqHandlerMethod(Method method, boolean isDefault, @Nullable String sendTo) {

	/**
	 * Create a handler method.
	 */
	public ZmqHandlerMethod {
		Assert.notNull(method, "'method' must not be null");
	}

}

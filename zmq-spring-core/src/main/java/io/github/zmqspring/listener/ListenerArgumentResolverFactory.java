package io.github.zmqspring.listener;

import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Makes a resolver for parameters of listener methods that this package knows nothing of.
 */
@FunctionalInterface
public interface ListenerArgumentResolverFactory {

	/**
	 * Make a resolver. The messages it gets have a {@code byte[]} as their payload if it
	 * is a single frame, otherwise a {@link io.github.zmqspring.message.ZmqMessage}.
	 * @param converter the converter of the listener
	 * @return the resolver, asked before those for payloads
	 */
	HandlerMethodArgumentResolver create(SmartMessageConverter converter);

}

package io.github.zmqspring.annotation;

import io.github.zmqspring.listener.ZmqListenerRegistry;

/**
 * Registers listeners without annotations, when all singletons are there and before
 * anything is started. Found as a bean.
 */
@FunctionalInterface
public interface ZmqListenerConfigurer {

	/**
	 * Register listeners.
	 * @param registry takes them
	 */
	void configureListeners(ZmqListenerRegistry registry);

}

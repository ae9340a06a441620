package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.listener.ZmqListenerContainerFactory;

/**
 * Changes the auto-configured {@link ZmqListenerContainerFactory}, after the properties
 * have been applied to it. To change single listeners, declare a
 * {@link io.github.zmqspring.listener.ZmqListenerContainerCustomizer} bean.
 *
 * @see ZmqListenerContainerFactoryConfigurer
 */
@FunctionalInterface
public interface ZmqListenerContainerFactoryCustomizer {

	/**
	 * Change the factory.
	 * @param factory the factory, before it makes its first container
	 */
	void customize(ZmqListenerContainerFactory factory);

}

package io.github.zmqspring.integration;

/**
 * An endpoint that works on the sockets of the application, or a description of one.
 * Beans, the components of a flow among them, are given them by a
 * {@link ZmqIntegrationBeanPostProcessor}.
 */
public interface ZmqIntegrationAware {

	/**
	 * Set what this endpoint works on. Called once, before the endpoint is initialised.
	 * @param integration sockets, listeners, operations, converter
	 */
	void setZmqIntegration(ZmqIntegration integration);

}

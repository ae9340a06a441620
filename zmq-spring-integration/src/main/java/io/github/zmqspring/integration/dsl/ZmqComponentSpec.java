package io.github.zmqspring.integration.dsl;

import io.github.zmqspring.integration.ZmqIntegration;
import io.github.zmqspring.integration.ZmqIntegrationAware;

/**
 * A description that may be a bean itself: what it makes is none then that would be given
 * the sockets of the application.
 */
interface ZmqComponentSpec extends ZmqIntegrationAware {

	/**
	 * Return what is described.
	 * @return the component
	 */
	Object getObject();

	@Override
	default void setZmqIntegration(ZmqIntegration integration) {
		((ZmqIntegrationAware) getObject()).setZmqIntegration(integration);
	}

}

package io.github.zmqspring.integration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.Assert;

/**
 * Gives each {@link ZmqIntegrationAware} bean the {@link ZmqIntegration} of the
 * application, also those of flows that are registered at run time, and those that a bean
 * of the DSL describes. Spring Boot declares it; without Boot declare it in a
 * {@code static} bean method.
 */
public class ZmqIntegrationBeanPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<ZmqIntegration> integration;

	/**
	 * Create a post-processor.
	 * @param integration asked when the first endpoint is initialised, not before
	 */
	public ZmqIntegrationBeanPostProcessor(ObjectProvider<ZmqIntegration> integration) {
		Assert.notNull(integration, "'integration' must not be null");
		this.integration = integration;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof ZmqIntegrationAware endpoint) {
			endpoint.setZmqIntegration(this.integration.getObject());
		}
		return bean;
	}

}

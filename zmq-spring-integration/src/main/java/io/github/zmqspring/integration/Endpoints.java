package io.github.zmqspring.integration;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.support.context.NamedComponent;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What all endpoints do alike.
 */
final class Endpoints {

	private Endpoints() {
	}

	static ZmqIntegration required(@Nullable ZmqIntegration integration, NamedComponent endpoint) {
		Assert.state(integration != null,
				() -> endpoint.getComponentType() + " '" + endpoint.getComponentName()
						+ "' has no ZmqIntegration: declare a ZmqIntegrationBeanPostProcessor, as Spring Boot's "
						+ "auto-configuration does, or call setZmqIntegration(..)");
		return integration;
	}

	/** The name of the bean, by which it is known among the listeners. */
	static String name(NamedComponent endpoint, SocketReference socket) {
		String name = endpoint.getComponentName();
		return StringUtils.hasText(name) ? name : endpoint.getComponentType() + "." + socket.name();
	}

	static String describe(NamedComponent endpoint, SocketReference socket) {
		return "endpoint '" + name(endpoint, socket) + "' (" + endpoint.getComponentType() + ")";
	}

}

package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.boot.actuate.endpoint.ZmqComponentDescriptor;
import io.github.zmqspring.boot.actuate.endpoint.ZmqEndpoint;
import io.github.zmqspring.boot.actuate.endpoint.ZmqEndpointWebExtension;
import io.github.zmqspring.boot.actuate.endpoint.ZmqProblemDescriptor;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the Actuator endpoint {@code zmq}.
 */
@AutoConfiguration(after = ZmqComponentsAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration")
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(ZmqEndpoint.class)
@ConditionalOnBean(ZmqComponents.class)
@RegisterReflectionForBinding({ ZmqComponentDescriptor.class, ZmqProblemDescriptor.class })
public final class ZmqEndpointAutoConfiguration {

	ZmqEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqEndpoint zmqEndpoint(ZmqComponents components, ObjectProvider<EndpointAccessResolver> accessResolver) {
		EndpointAccessResolver resolver = accessResolver.getIfAvailable();
		Access byDefault = Access.READ_ONLY;
		return new ZmqEndpoint(components,
				(resolver != null) ? resolver.accessFor(EndpointId.of(ZmqEndpoint.ID), byDefault) : byDefault);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ZmqEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	ZmqEndpointWebExtension zmqEndpointWebExtension(ZmqEndpoint endpoint) {
		return new ZmqEndpointWebExtension(endpoint);
	}

}

package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.observation.ZmqProcessObservationConvention;
import io.github.zmqspring.observation.ZmqRequestObservationConvention;
import io.github.zmqspring.observation.ZmqSendObservationConvention;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of observations, for applications with an
 * {@link ObservationRegistry}. Conventions that are beans are used.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnBean(ZmqProperties.class)
@ConditionalOnBooleanProperty(name = "zmq.observation.enabled", matchIfMissing = true)
public final class ZmqObservationAutoConfiguration {

	ZmqObservationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnBean(ObservationRegistry.class)
	@ConditionalOnMissingBean
	ZmqObservations zmqObservations(ObservationRegistry registry, ZmqProperties properties,
			ObjectProvider<ZmqSendObservationConvention> sendConvention,
			ObjectProvider<ZmqRequestObservationConvention> requestConvention,
			ObjectProvider<ZmqProcessObservationConvention> processConvention) {
		return ZmqObservations.builder(registry)
			.plainSockets(properties.getObservation().isPlainSockets())
			.sendConvention(sendConvention.getIfAvailable())
			.requestConvention(requestConvention.getIfAvailable())
			.processConvention(processConvention.getIfAvailable())
			.build();
	}

	/**
	 * Refuses to observe what nobody would be told of.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean({ ObservationRegistry.class, ZmqObservations.class })
	static class NobodyToTellConfiguration {

		NobodyToTellConfiguration(ZmqProperties properties) {
			if (properties.getObservation().isPlainSockets()) {
				throw PropertyChecks.refused("observation.plain-sockets", true, REASON, ACTION);
			}
			properties.getSockets().forEach((name, socket) -> {
				if (Boolean.TRUE.equals(socket.observe())) {
					throw ZmqConfigurationException.forSocket(name, "observe", true, REASON, ACTION);
				}
			});
		}

		private static final String REASON = "the application has no ObservationRegistry";

		private static final String ACTION = "Add spring-boot-starter-actuator, or remove the property.";

	}

}

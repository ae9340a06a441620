package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.listener.ListenerArgumentResolverFactory;
import io.github.zmqspring.listener.ZmqListenerContainerCustomizer;
import io.github.zmqspring.listener.ZmqListenerContainerFactory;
import io.github.zmqspring.listener.ZmqMessageRecoverer;
import io.github.zmqspring.observation.ZmqObservations;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.retry.RetryPolicySettings;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.converter.MessageConverter;

/**
 * Applies to a {@link ZmqListenerContainerFactory} what Spring Boot applies to the
 * auto-configured one: the properties below {@code zmq.listener}, converter, validator,
 * virtual threads, observations and customizers. Inject it to configure a factory of your
 * own.
 */
public final class ZmqListenerContainerFactoryConfigurer {

	private final ZmqProperties.Listener properties;

	private final MessageConverter converter;

	private final boolean virtualThreads;

	private final Collaborators collaborators;

	ZmqListenerContainerFactoryConfigurer(ZmqProperties.Listener properties, MessageConverter converter,
			boolean virtualThreads, Collaborators collaborators) {
		this.properties = properties;
		this.converter = converter;
		this.virtualThreads = virtualThreads;
		this.collaborators = collaborators;
	}

	/**
	 * Configure a factory.
	 * @param factory the factory, before it makes its first container
	 */
	public void configure(ZmqListenerContainerFactory factory) {
		factory.setAutoStartup(this.properties.isAutoStartup());
		factory.setConcurrency(PropertyChecks.atLeast("listener.concurrency", 1, this.properties.getConcurrency()));
		factory.setStopTimeout(
				PropertyChecks.between("listener.stop-timeout", Duration.ZERO, this.properties.getStopTimeout()));
		factory.setBatchTimeout(PropertyChecks.between("listener.batch-timeout", Duration.ofMillis(1),
				this.properties.getBatchTimeout()));
		Duration idleEventInterval = this.properties.getIdleEventInterval();
		if (idleEventInterval != null) {
			factory.setIdleEventInterval(
					PropertyChecks.between("listener.idle-event-interval", Duration.ofMillis(1), idleEventInterval));
		}
		factory.setVirtualThreads(this.virtualThreads);
		factory.setMessageConverter(this.converter);
		factory.setRetryPolicy(retryPolicy(this.properties.getRetry()));
		factory.setRecoverer(this.collaborators.recoverer());
		factory.setObservations(this.collaborators.observations());
		factory.setArgumentResolvers(this.collaborators.argumentResolvers());
		factory.setCustomizers(this.collaborators.containerCustomizers());
		this.collaborators.factoryCustomizers().forEach((customizer) -> customizer.customize(factory));
	}

	private static @Nullable RetryPolicy retryPolicy(RetryProperties properties) {
		if (!properties.isEnabled()) {
			return null;
		}
		RetryPolicySettings settings = new RetryPolicySettings();
		PropertyMapper map = PropertyMapper.get();
		map.from(properties::getMaxRetries).to(settings::setMaxRetries);
		map.from(properties::getDelay).to(settings::setDelay);
		map.from(properties::getJitter).to(settings::setJitter);
		map.from(properties::getMultiplier).to(settings::setMultiplier);
		map.from(properties::getMaxDelay).to(settings::setMaxDelay);
		settings.setFactory((builder) -> {
			map.from(properties::getTimeout).to(builder::timeout);
			return builder.build();
		});
		try {
			return settings.createRetryPolicy();
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw PropertyChecks.refused("listener.retry", "(see the properties below it)",
					String.valueOf(ex.getMessage()), "Correct the properties below zmq.listener.retry.");
		}
	}

	/**
	 * The beans that take part.
	 */
	record Collaborators(@Nullable ZmqMessageRecoverer recoverer, ZmqObservations observations,
			List<ListenerArgumentResolverFactory> argumentResolvers,
			List<ZmqListenerContainerCustomizer> containerCustomizers,
			List<ZmqListenerContainerFactoryCustomizer> factoryCustomizers) {

	}

}

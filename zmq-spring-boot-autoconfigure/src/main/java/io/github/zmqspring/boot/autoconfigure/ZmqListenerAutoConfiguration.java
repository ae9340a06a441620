package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.annotation.EnableZmq;
import io.github.zmqspring.boot.autoconfigure.ZmqListenerContainerFactoryConfigurer.Collaborators;
import io.github.zmqspring.listener.ListenerArgumentResolverFactory;
import io.github.zmqspring.listener.ZmqListenerConfigUtils;
import io.github.zmqspring.listener.ZmqListenerContainerCustomizer;
import io.github.zmqspring.listener.ZmqListenerContainerFactory;
import io.github.zmqspring.listener.ZmqMessageRecoverer;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import jakarta.validation.Validator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Auto-configuration of {@link io.github.zmqspring.annotation.ZmqListener @ZmqListener}
 * methods.
 */
@AutoConfiguration(
		after = { ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
				ZmqObservationAutoConfiguration.class },
		afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnBean({ ZmqProperties.class, ZmqSocketRegistry.class })
public final class ZmqListenerAutoConfiguration {

	ZmqListenerAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqListenerContainerFactoryConfigurer zmqListenerContainerFactoryConfigurer(ZmqProperties properties,
			Environment environment,
			@Qualifier(ZmqMessageConverterAutoConfiguration.CONVERTER_BEAN_NAME) MessageConverter converter,
			ObjectProvider<ZmqMessageRecoverer> recoverer,
			ObjectProvider<ListenerArgumentResolverFactory> argumentResolvers,
			ObjectProvider<ZmqListenerContainerCustomizer> containerCustomizers,
			ObjectProvider<ZmqListenerContainerFactoryCustomizer> factoryCustomizers,
			ObjectProvider<ZmqObservations> observations) {
		Collaborators collaborators = new Collaborators(recoverer.getIfAvailable(),
				observations.getIfAvailable(() -> ZmqObservations.NONE), argumentResolvers.orderedStream().toList(),
				containerCustomizers.orderedStream().toList(), factoryCustomizers.orderedStream().toList());
		return new ZmqListenerContainerFactoryConfigurer(properties.getListener(), converter,
				Threading.VIRTUAL.isActive(environment), collaborators);
	}

	@Bean(ZmqListenerConfigUtils.CONTAINER_FACTORY_BEAN_NAME)
	@ConditionalOnMissingBean(name = ZmqListenerConfigUtils.CONTAINER_FACTORY_BEAN_NAME)
	ZmqListenerContainerFactory zmqListenerContainerFactory(ZmqListenerContainerFactoryConfigurer configurer) {
		ZmqListenerContainerFactory factory = new ZmqListenerContainerFactory();
		configurer.configure(factory);
		return factory;
	}

	/**
	 * Annotated listeners, unless the application has switched them on itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableZmq
	@ConditionalOnMissingBean(name = ZmqListenerConfigUtils.ANNOTATION_PROCESSOR_BEAN_NAME)
	static class EnableZmqConfiguration {

	}

	/**
	 * Validation of payloads, for applications that have a validator.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Validator.class, SpringValidatorAdapter.class })
	@ConditionalOnSingleCandidate(Validator.class)
	static class ValidationConfiguration {

		@Bean
		ValidatorCustomizer zmqListenerValidatorCustomizer(Validator validator) {
			return new ValidatorCustomizer(validator);
		}

	}

	/**
	 * Sets the validator before any customizer of the application is called.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class ValidatorCustomizer implements ZmqListenerContainerFactoryCustomizer {

		private final Validator validator;

		ValidatorCustomizer(Validator validator) {
			this.validator = validator;
		}

		@Override
		public void customize(ZmqListenerContainerFactory factory) {
			factory.setValidator((this.validator instanceof org.springframework.validation.Validator spring) ? spring
					: new SpringValidatorAdapter(this.validator));
		}

	}

}

package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.integration.ZmqIntegration;
import io.github.zmqspring.integration.ZmqIntegrationBeanPostProcessor;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqOperations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.messaging.converter.MessageConverter;

/**
 * Auto-configuration of ZeroMQ endpoints in the flows of Spring Integration, for
 * applications that have {@code zmq-spring-integration}. Integration itself is switched
 * on by Spring Boot ({@code spring-boot-starter-integration}) or the application.
 */
@AutoConfiguration(after = { ZmqListenerAutoConfiguration.class, ZmqTemplateAutoConfiguration.class },
		afterName = "org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration")
@ConditionalOnClass({ ZmqIntegration.class, EnableIntegration.class })
@ConditionalOnBean({ ZmqSocketRegistry.class, ZmqListenerRegistry.class, ZmqOperations.class })
public final class ZmqIntegrationAutoConfiguration {

	ZmqIntegrationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqIntegration zmqIntegration(ZmqSocketRegistry sockets, ZmqListenerRegistry listeners, ZmqOperations operations,
			@Qualifier(ZmqMessageConverterAutoConfiguration.CONVERTER_BEAN_NAME) MessageConverter converter) {
		return ZmqIntegration.of(sockets, listeners, operations, converter);
	}

	@Bean
	@ConditionalOnMissingBean
	static ZmqIntegrationBeanPostProcessor zmqIntegrationBeanPostProcessor(ObjectProvider<ZmqIntegration> integration) {
		return new ZmqIntegrationBeanPostProcessor(integration);
	}

}

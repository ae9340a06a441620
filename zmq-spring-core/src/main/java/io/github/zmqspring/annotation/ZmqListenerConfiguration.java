package io.github.zmqspring.annotation;

import io.github.zmqspring.listener.ZmqListenerConfigUtils;
import io.github.zmqspring.listener.ZmqListenerContainerFactory;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.ZmqSocketRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * What {@link EnableZmq} switches on.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class ZmqListenerConfiguration {

	@Bean(ZmqListenerConfigUtils.ANNOTATION_PROCESSOR_BEAN_NAME)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ZmqListenerAnnotationBeanPostProcessor zmqListenerAnnotationProcessor() {
		return new ZmqListenerAnnotationBeanPostProcessor();
	}

	@Bean(ZmqListenerConfigUtils.REGISTRY_BEAN_NAME)
	ZmqListenerRegistry zmqListenerRegistry(ZmqSocketRegistry sockets,
			@Qualifier(ZmqListenerConfigUtils.CONTAINER_FACTORY_BEAN_NAME) ObjectProvider<ZmqListenerContainerFactory> factory) {
		return new ZmqListenerRegistry(sockets, factory.getIfAvailable(ZmqListenerContainerFactory::new));
	}

}

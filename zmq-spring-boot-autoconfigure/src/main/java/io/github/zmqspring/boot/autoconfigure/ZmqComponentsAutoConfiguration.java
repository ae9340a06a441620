package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that collects what endpoint, health and metrics tell of.
 */
@AutoConfiguration(after = { ZmqAutoConfiguration.class, ZmqListenerAutoConfiguration.class,
		ZmqProxyAutoConfiguration.class, ZmqTemplateAutoConfiguration.class })
@ConditionalOnBean(ZmqSocketRegistry.class)
public final class ZmqComponentsAutoConfiguration {

	ZmqComponentsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqComponents zmqComponents(ZmqSocketRegistry sockets, ObjectProvider<ZmqListenerRegistry> listeners,
			ObjectProvider<ZmqProxyRegistry> proxies, ObjectProvider<ZmqTemplate> template) {
		return new ZmqComponents(sockets, listeners.getIfUnique(), proxies.getIfUnique(), template.getIfUnique());
	}

}

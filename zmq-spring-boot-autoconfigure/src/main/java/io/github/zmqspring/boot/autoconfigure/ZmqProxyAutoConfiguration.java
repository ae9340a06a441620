package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;

import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.proxy.ZmqProxySpec;
import io.github.zmqspring.socket.ZmqSocketRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the proxies that are declared in properties ({@code zmq.proxies})
 * or as {@link ZmqProxySpec} beans.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnBean({ ZmqProperties.class, ZmqSocketRegistry.class })
public final class ZmqProxyAutoConfiguration {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	ZmqProxyAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqProxyRegistry zmqProxyRegistry(ZmqProperties properties, ZmqSocketRegistry sockets,
			ObjectProvider<ZmqConnectionDetails> connectionDetails, SocketSecurityMapper security,
			ObjectProvider<ZmqProxySpec> specs) {
		ZmqProxyRegistry registry = new ZmqProxyRegistry(sockets, STOP_TIMEOUT);
		ProxySpecMapper mapper = new ProxySpecMapper(new SocketSpecMapper(properties.getDefaults(),
				new CombinedConnectionDetails(connectionDetails.orderedStream()), security));
		properties.getProxies().forEach((name, proxy) -> registry.register(mapper.map(name, proxy)));
		specs.orderedStream().forEach(registry::register);
		return registry;
	}

	/**
	 * Refuses declarations that a registry of the application would leave unopened.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(value = ZmqProxyRegistry.class, search = SearchStrategy.CURRENT)
	static class OwnRegistryConfiguration {

		OwnRegistryConfiguration(ZmqProperties properties) {
			if (!properties.getProxies().isEmpty()) {
				throw PropertyChecks.refused("proxies", properties.getProxies().keySet(),
						"the application has a ZmqProxyRegistry bean of its own, which does not know them",
						"Register the proxies with that bean and remove the properties, or remove the bean.");
			}
		}

	}

}

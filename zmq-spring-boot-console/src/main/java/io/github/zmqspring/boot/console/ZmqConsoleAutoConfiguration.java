package io.github.zmqspring.boot.console;

import io.github.zmqspring.boot.autoconfigure.ZmqComponentsAutoConfiguration;
import io.github.zmqspring.socket.ZmqSocketRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the live page in servlet and reactive web applications.
 */
@AutoConfiguration(after = ZmqComponentsAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBean(ZmqSocketRegistry.class)
@ConditionalOnBooleanProperty(name = "zmq.console.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ZmqConsoleProperties.class)
@ImportRuntimeHints(ConsoleRuntimeHints.class)
public final class ZmqConsoleAutoConfiguration {

	ZmqConsoleAutoConfiguration() {
	}

	@Bean
	ConsolePage zmqConsolePage(ZmqConsoleProperties properties, Environment environment) {
		return new ConsolePage(properties.getPath(), new ConsoleFiles(), environment);
	}

	/**
	 * Servlet applications.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DispatcherServlet.class)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		org.springframework.web.servlet.function.RouterFunction<?> zmqConsoleRoutes(ConsolePage page) {
			return ServletConsoleRoutes.of(page);
		}

	}

	/**
	 * Reactive applications.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DispatcherHandler.class)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		org.springframework.web.reactive.function.server.RouterFunction<?> zmqConsoleRoutes(ConsolePage page) {
			return ReactiveConsoleRoutes.of(page);
		}

	}

}

package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.zeromq.ZContext;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the ZeroMQ context and of the sockets that are declared in
 * properties ({@code zmq.sockets}) or as {@link SocketSpec} beans.
 * <p>
 * A {@link ZContext} or {@link ZmqContext} bean of the application is used if there is
 * one. {@code zmq.enabled=false} switches it off, and with it everything else of this
 * library.
 */
@AutoConfiguration
@ConditionalOnClass({ ZContext.class, ZmqSocketRegistry.class })
@ConditionalOnBooleanProperty(name = "zmq.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ZmqProperties.class)
@Import(ZmqSecurityConfiguration.class)
public final class ZmqAutoConfiguration {

	private final ZmqProperties properties;

	private final ZmqContextOptions contextOptions;

	ZmqAutoConfiguration(ZmqProperties properties) {
		this.properties = properties;
		this.contextOptions = contextOptions(properties.getContext());
	}

	private static ZmqContextOptions contextOptions(ZmqProperties.Context context) {
		return new ZmqContextOptions(PropertyChecks.atLeast("context.io-threads", 1, context.getIoThreads()),
				PropertyChecks.atLeast("context.max-sockets", 1, context.getMaxSockets()),
				PropertyChecks.between("context.linger", Duration.ZERO, context.getLinger()), context.isIpv6(),
				context.getThreadNamePrefix());
	}

	@Bean
	static TopicsConverter zmqTopicsConverter() {
		return new TopicsConverter();
	}

	@Bean
	static UnknownPropertyBindHandlerAdvisor zmqUnknownPropertyBindHandlerAdvisor() {
		return new UnknownPropertyBindHandlerAdvisor();
	}

	@Bean
	@ConditionalOnMissingBean(ZmqConnectionDetails.class)
	PropertiesZmqConnectionDetails zmqConnectionDetails() {
		return new PropertiesZmqConnectionDetails(this.properties);
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqContext zmqContext(ObjectProvider<ZContext> external) {
		ZContext engine = external.getIfAvailable();
		return (engine != null) ? new ZmqContext(engine) : new ZmqContext(this.contextOptions);
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqSocketRegistry zmqSocketRegistry(ZmqContext context, ObjectProvider<ZmqConnectionDetails> connectionDetails,
			ObjectProvider<ZmqSocketCustomizer> customizers, SocketSecurityMapper securityMapper,
			SocketSecurity security, ListableBeanFactory beanFactory, ApplicationEventPublisher events) {
		requireHonoured(context);
		CombinedConnectionDetails details = new CombinedConnectionDetails(connectionDetails.orderedStream());
		details.requireDeclared(this.properties);
		ZmqSocketRegistry registry = new ZmqSocketRegistry(context, this.properties.getStartupFailurePolicy(),
				withSecurityLast(customizers, security), events);
		SocketSpecMapper mapper = new SocketSpecMapper(this.properties.getDefaults(), details, securityMapper);
		this.properties.getSockets().forEach((name, socket) -> registry.register(mapper.map(name, socket)));
		SocketSpecBeans.find(beanFactory).forEach(registry::register);
		return registry;
	}

	/**
	 * No customizer of the application comes after the one that judges the result.
	 */
	private static List<ZmqSocketCustomizer> withSecurityLast(ObjectProvider<ZmqSocketCustomizer> customizers,
			SocketSecurity security) {
		return Stream
			.concat(customizers.orderedStream().filter((customizer) -> customizer != security), Stream.of(security))
			.toList();
	}

	private void requireHonoured(ZmqContext context) {
		ZmqContextOptions options = this.contextOptions;
		// nearly always the same one: comparing records takes the JVM 15 ms to prepare
		boolean honoured = context.getOptions() == options || options.equals(ZmqContextOptions.DEFAULTS)
				|| options.equals(context.getOptions());
		if (!honoured) {
			throw PropertyChecks.refused("context", options,
					"the application has a ZContext or ZmqContext bean of its own",
					"Configure that bean and remove the properties, or remove the bean.");
		}
	}

	/**
	 * Refuses declarations that a registry of the application would leave unopened.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(value = ZmqSocketRegistry.class, search = SearchStrategy.CURRENT)
	static class OwnRegistryConfiguration {

		OwnRegistryConfiguration(ZmqProperties properties) {
			if (!properties.getSockets().isEmpty()) {
				throw PropertyChecks.refused("sockets", properties.getSockets().keySet(),
						"the application has a ZmqSocketRegistry bean of its own, which does not know them",
						"Register the sockets with that bean and remove the properties, or remove the bean.");
			}
		}

	}

}

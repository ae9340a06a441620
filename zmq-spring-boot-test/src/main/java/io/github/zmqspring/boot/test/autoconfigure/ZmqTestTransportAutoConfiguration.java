package io.github.zmqspring.boot.test.autoconfigure;

import io.github.zmqspring.boot.autoconfigure.ZmqAutoConfiguration;
import io.github.zmqspring.boot.test.transport.ZmqTestTransport;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqSocketRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the test transport, switched on by
 * {@link AutoConfigureZmqTestTransport}.
 */
@AutoConfiguration(before = ZmqAutoConfiguration.class)
@ConditionalOnBooleanProperty("test.zmq.transport.enabled")
public final class ZmqTestTransportAutoConfiguration {

	ZmqTestTransportAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqTestTransport zmqTestTransport() {
		return new ZmqTestTransport();
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ZmqSocketCustomizer zmqTestTransportCustomizer(ZmqTestTransport transport,
			ObjectProvider<ZmqSocketRegistry> registry) {
		return transport.application(registry::getIfAvailable);
	}

}

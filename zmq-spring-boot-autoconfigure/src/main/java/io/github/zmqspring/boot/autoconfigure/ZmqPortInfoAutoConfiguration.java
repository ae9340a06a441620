package io.github.zmqspring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.github.zmqspring.socket.ZmqSocketRegistry;

/**
 * Auto-configuration that publishes the ports of bound sockets as properties, so that an
 * ephemeral port ({@code tcp://127.0.0.1:*}) can be found: {@code local.zmq.<name>.port}.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnBean(ZmqSocketRegistry.class)
public final class ZmqPortInfoAutoConfiguration {

	ZmqPortInfoAutoConfiguration() {
	}

	@Bean
	ZmqPortInfoListener zmqPortInfoListener(ConfigurableApplicationContext context) {
		return new ZmqPortInfoListener(context);
	}

}

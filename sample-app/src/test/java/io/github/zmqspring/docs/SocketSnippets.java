package io.github.zmqspring.docs;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.boot.autoconfigure.ZmqConnectionDetails;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpointBoundEvent;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqSocketType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Snippets of {@code sockets.md}.
 */
class SocketSnippets {

	@Configuration(proxyBeanMethods = false)
	static class SocketConfiguration {

		@Bean
		SocketSpec tasks() {
			return SocketSpec.of("tasks", ZmqSocketType.PULL)
				.bind("tcp://127.0.0.1:*")
				.option(ZmqOptions.RECEIVE_HWM, 10_000)
				.option(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofMegabytes(1))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		ZmqSocketCustomizer remoteSockets() {
			return (name, builder) -> {
				if (name.startsWith("remote-")) {
					builder.option(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(30))
						.configure((socket) -> socket.setTCPKeepAlive(1));
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectionConfiguration {

		@Bean
		ZmqConnectionDetails zmqConnectionDetails(BrokerContainer broker) {
			return (socketName) -> switch (socketName) {
				case "jobs" -> List.of("tcp://" + broker.host() + ":" + broker.mappedPort(5555));
				default -> null;
			};
		}

	}

	/** Stands for something that a test has started. */
	record BrokerContainer(String host, int port) {

		int mappedPort(int inside) {
			return this.port;
		}

	}

	@Component
	static class Ports {

		private static final Log logger = LogFactory.getLog(Ports.class);

		@EventListener
		void onBound(ZmqEndpointBoundEvent event) {
			logger.info(event.getSocketName() + " listens on " + event.getEndpoint());
		}

	}

}

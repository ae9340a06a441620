package io.github.zmqspring.docs.testing;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.github.zmqspring.boot.autoconfigure.ZmqConnectionDetails;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqEndpointMapping;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqTap;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Beans of {@code testing.md}, used by {@code TestingSnippetsTests}.
 */
final class TestingSnippets {

	private TestingSnippets() {
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class TapConfiguration {

		@Bean
		AtomicInteger count() {
			return new AtomicInteger();
		}

		@Bean
		ZmqSocketCustomizer meteredNews(AtomicInteger count) {
			return (name, builder) -> {
				if (name.equals("news")) {
					builder.tap(new ZmqTap() {

						@Override
						public void sending(ZmqMessage message, BooleanSupplier attempt) {
							if (attempt.getAsBoolean()) {
								count.incrementAndGet();
							}
						}

						@Override
						public void received(ZmqMessage message) {
						}

					});
				}
			};
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class DetailsConfiguration {

		@Bean
		ZmqConnectionDetails stagingWarehouse() {
			return (socketName) -> socketName.equals("shipments") ? List.of("tcp://localhost:6558") : null;
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class MappingConfiguration {

		// @formatter:off
		@Bean
		ZmqSocketCustomizer moved() {
			return (name, builder) -> builder.endpointMapping(new ZmqEndpointMapping() {

				@Override
				public Bound bind(SocketSpec spec, ZmqEndpoint endpoint) {
					return new Bound(endpoint, List.of(endpoint));
				}

				@Override
				public ZmqEndpoint connect(SocketSpec spec, ZmqEndpoint endpoint) {
					return "warehouse.example".equals(endpoint.host()) ? ZmqEndpoint.parse("tcp://127.0.0.1:6558") : endpoint;
				}

				@Override
				public ZmqEndpoint disconnect(SocketSpec spec, ZmqEndpoint endpoint) {
					return connect(spec, endpoint);
				}

				@Override
				public void closing(SocketSpec spec) {
				}

			});
		}
		// @formatter:on

	}

}

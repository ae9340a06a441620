package io.github.zmqspring.listener;

import java.time.Duration;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.ZmqListenerEndpoint.Builder;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ZmqListenerEndpointTests {

	private static Builder complete() {
		return ZmqListenerEndpoint.of("id").socket("in").listener((payload) -> {
		});
	}

	private static void assertRefused(Builder builder, String property, String reason) {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(builder::build).satisfies((ex) -> {
			assertThat(ex.getProperty()).isEqualTo(property);
			assertThat(ex.getReason()).contains(reason);
			assertThat(ex.getSubject()).isEqualTo("listener 'id'");
		});
	}

	@Test
	void whenBuiltItStaysAsItIs() {
		Builder builder = complete().group("one");
		ZmqListenerEndpoint endpoint = builder.build();
		builder.group("two");
		assertThat(endpoint.group()).isEqualTo("one");
		assertThat(endpoint.toBuilder().concurrency(3).build().group()).isEqualTo("one");
		assertThat(endpoint.concurrency()).isNull();
		assertThat(endpoint.description()).isEqualTo("listener 'id'");
	}

	@Test
	void whenThereIsNoHandlerItIsRefused() {
		assertRefused(ZmqListenerEndpoint.of("id").socket("in"), "handler", "nothing handles the messages");
	}

	@Test
	void whenThereIsNoSocketItIsRefused() {
		assertRefused(ZmqListenerEndpoint.of("id").listener((payload) -> {
		}), "socket", "reads no socket");
	}

	@Test
	void whenThereAreTwoSocketsItIsRefused() {
		assertRefused(complete().socket(SocketSpec.of("own", ZmqSocketType.PULL).bind("inproc://own").build()),
				"socket", "a socket of its own");
	}

	@Test
	void whenANumberIsNotPositiveItIsRefused() {
		assertRefused(complete().concurrency(0), "concurrency", "less than 1");
		assertRefused(complete().batchSize(0), "batchSize", "less than 1");
		assertRefused(complete().batchTimeout(Duration.ZERO), "batchTimeout", "not positive");
	}

}

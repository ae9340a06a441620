package io.github.zmqspring.boot.container;

import java.util.Map;

import io.github.zmqspring.error.ZmqConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SocketLabelsTests {

	@Test
	void eachLabelIsAboutOneSocket() {
		SocketLabels labels = new SocketLabels("container x", Map.of("io.github.zmqspring.socket.tasks", "5557, 5558",
				"io.github.zmqspring.socket.broker.frontend", "5555", "other", "1"));
		assertThat(labels.socketNames()).containsExactlyInAnyOrder("tasks", "broker.frontend");
		assertThat(labels.connect("tasks", "localhost", (port) -> port + 10000))
			.containsExactly("tcp://localhost:15557", "tcp://localhost:15558");
		assertThat(labels.connect("broker.frontend", "::1", (port) -> port)).containsExactly("tcp://[::1]:5555");
		assertThat(labels.connect("other", "localhost", (port) -> port)).isNull();
	}

	@Test
	void whenNoLabelIsAboutASocketItIsRefused() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> new SocketLabels("container x", Map.of("a", "b")))
			.withMessageContaining("Container x")
			.withMessageContaining("no label says which socket connects to which port");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http", "0", "65536", "5557,", "-1" })
	void whatIsNoPortIsRefused(String port) {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> new SocketLabels("container x", Map.of("io.github.zmqspring.socket.tasks", port)))
			.withMessageContaining("io.github.zmqspring.socket.tasks")
			.withMessageContaining("is no port");
	}

}

package io.github.zmqspring.boot.container;

import java.util.Map;

import io.github.zmqspring.boot.autoconfigure.ZmqConnectionDetails;
import io.github.zmqspring.error.ZmqConfigurationException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * With a service that is not there: nothing is started.
 */
class ZmqDockerComposeConnectionDetailsFactoryTests {

	@Test
	void labelledServiceIsConnectedWhereItsPortsAre() {
		ZmqConnectionDetails details = details(Map.of("org.springframework.boot.service-connection", "zmq",
				"io.github.zmqspring.socket.tasks", "5557"));
		assertThat(details).isNotNull();
		assertThat(details.getConnect("tasks")).containsExactly("tcp://docker.example:49153");
		assertThat(details.getConnect("other")).isNull();
		assertThat(details.getSocketNames()).containsExactly("tasks");
	}

	@Test
	void otherServicesAreLeftAlone() {
		assertThat(details(Map.of("io.github.zmqspring.socket.tasks", "5557"))).isNull();
	}

	@Test
	void whenNoLabelIsAboutASocketItIsRefused() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> details(Map.of("org.springframework.boot.service-connection", "zmq")))
			.withMessageContaining("Docker Compose service 'broker'");
	}

	private static ZmqConnectionDetails details(Map<String, String> labels) {
		ConnectionPorts ports = mock(ConnectionPorts.class);
		given(ports.get(5557)).willReturn(49153);
		RunningService service = mock(RunningService.class);
		given(service.name()).willReturn("broker");
		given(service.host()).willReturn("docker.example");
		given(service.image()).willReturn(ImageReference.of("example/broker:1"));
		given(service.ports()).willReturn(ports);
		given(service.labels()).willReturn(labels);
		DockerComposeConnectionSource source = mock(DockerComposeConnectionSource.class);
		given(source.getRunningService()).willReturn(service);
		Map<Class<?>, ConnectionDetails> found = new ConnectionDetailsFactories(
				ZmqDockerComposeConnectionDetailsFactoryTests.class.getClassLoader())
			.getConnectionDetails(source, false);
		return (ZmqConnectionDetails) found.get(ZmqConnectionDetails.class);
	}

}

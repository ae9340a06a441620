package io.github.zmqspring.boot.container;

import java.util.List;
import java.util.Set;

import io.github.zmqspring.boot.autoconfigure.ZmqConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/**
 * Connects sockets to a service of Docker Compose that is labelled with
 * {@code org.springframework.boot.service-connection: zmq} and, for each socket, with
 * {@code io.github.zmqspring.socket.<name>: <port>}.
 */
class ZmqDockerComposeConnectionDetailsFactory extends DockerComposeConnectionDetailsFactory<ZmqConnectionDetails> {

	ZmqDockerComposeConnectionDetailsFactory() {
		super("zmq");
	}

	@Override
	protected ZmqConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new ServiceConnectionDetails(source.getRunningService());
	}

	private static final class ServiceConnectionDetails extends DockerComposeConnectionDetails
			implements ZmqConnectionDetails {

		private final RunningService service;

		private final SocketLabels labels;

		private ServiceConnectionDetails(RunningService service) {
			super(service);
			this.service = service;
			this.labels = new SocketLabels("Docker Compose service '" + service.name() + "'", service.labels());
		}

		@Override
		public @Nullable List<String> getConnect(String socketName) {
			return this.labels.connect(socketName, this.service.host(), this.service.ports()::get);
		}

		@Override
		public Set<String> getSocketNames() {
			return this.labels.socketNames();
		}

	}

}

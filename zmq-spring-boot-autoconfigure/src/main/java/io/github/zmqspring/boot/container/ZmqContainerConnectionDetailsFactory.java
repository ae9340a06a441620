package io.github.zmqspring.boot.container;

import java.util.List;
import java.util.Set;

import io.github.zmqspring.boot.autoconfigure.ZmqConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Connects sockets to a {@link GenericContainer} that is annotated with
 * {@code @ServiceConnection(name = "zmq")} and has, for each socket, a label
 * {@code io.github.zmqspring.socket.<name>} with the port.
 */
class ZmqContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<GenericContainer<?>, ZmqConnectionDetails> {

	ZmqContainerConnectionDetailsFactory() {
		super("zmq");
	}

	@Override
	protected ZmqConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<GenericContainer<?>> source) {
		return new GenericContainerConnectionDetails(source);
	}

	private static final class GenericContainerConnectionDetails extends ContainerConnectionDetails<GenericContainer<?>>
			implements ZmqConnectionDetails {

		private GenericContainerConnectionDetails(ContainerConnectionSource<GenericContainer<?>> source) {
			super(source);
		}

		@Override
		public @Nullable List<String> getConnect(String socketName) {
			GenericContainer<?> container = getContainer();
			return labels().connect(socketName, container.getHost(), container::getMappedPort);
		}

		@Override
		public Set<String> getSocketNames() {
			return labels().socketNames();
		}

		private SocketLabels labels() {
			GenericContainer<?> container = getContainer();
			return new SocketLabels("container " + container.getDockerImageName(), container.getLabels());
		}

	}

}

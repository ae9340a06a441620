package io.github.zmqspring.boot.container;

import java.util.List;

import io.github.zmqspring.boot.autoconfigure.ZmqAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqConnectionDetails;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With containers that only say that they run: nothing is started.
 */
class ZmqContainerConnectionDetailsFactoryTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class, ZmqAutoConfiguration.class))
		.withPropertyValues("zmq.sockets.tasks.type=push", "zmq.sockets.tasks.connect=tcp://localhost:1",
				"zmq.sockets.other.type=push", "zmq.sockets.other.connect=tcp://localhost:2");

	@Test
	void labelledContainerIsConnectedWhereItsPortsAre() {
		this.contextRunner.withUserConfiguration(OneContainer.class).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ZmqConnectionDetails.class);
			ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
			assertThat(sockets.get("tasks").spec().connects()).extracting(ZmqEndpoint::toString)
				.containsExactly("tcp://127.0.0.1:15557");
			assertThat(sockets.get("other").spec().connects()).extracting(ZmqEndpoint::toString)
				.containsExactly("tcp://localhost:2");
		});
	}

	/**
	 * Boot makes one bean of each type for containers; the application may add others.
	 */
	@Test
	void socketConnectsToAllThatNameIt() {
		this.contextRunner
			.withBean("first", ZmqConnectionDetails.class,
					() -> (name) -> name.equals("tasks") ? List.of("tcp://localhost:11", "tcp://localhost:12") : null)
			.withBean("second", ZmqConnectionDetails.class,
					() -> (name) -> name.equals("tasks") ? List.of("tcp://localhost:12", "tcp://localhost:13") : null)
			.run((context) -> assertThat(context.getBean(ZmqSocketRegistry.class).get("tasks").spec().connects())
				.extracting(ZmqEndpoint::toString)
				.containsExactlyInAnyOrder("tcp://localhost:11", "tcp://localhost:12", "tcp://localhost:13"));
	}

	@Test
	void whenALabelNamesNoSocketTheStartFails() {
		this.contextRunner.withUserConfiguration(MistypedContainer.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnknownSocketException.class)
				.hasMessageContaining("taks"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OneContainer {

		@Bean
		@ServiceConnection(name = "zmq")
		GenericContainer<?> oneContainer() {
			return new FakeContainer().withLabel("io.github.zmqspring.socket.tasks", "5557");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MistypedContainer {

		@Bean
		@ServiceConnection(name = "zmq")
		GenericContainer<?> mistypedContainer() {
			return new FakeContainer().withLabel("io.github.zmqspring.socket.taks", "5557");
		}

	}

	static class FakeContainer extends GenericContainer<FakeContainer> {

		FakeContainer() {
			super(DockerImageName.parse("example/worker:1"));
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return true;
		}

		@Override
		public String getHost() {
			return "127.0.0.1";
		}

		@Override
		public Integer getMappedPort(int port) {
			return port + 10000;
		}

		@Override
		public String getDockerImageName() {
			return "example/worker:1";
		}

	}

}

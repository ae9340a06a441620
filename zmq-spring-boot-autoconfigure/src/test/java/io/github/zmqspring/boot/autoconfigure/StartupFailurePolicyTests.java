package io.github.zmqspring.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code zmq.startup-failure-policy} with a port that is really taken.
 */
@Timeout(120)
class StartupFailurePolicyTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqPortInfoAutoConfiguration.class))
		.withPropertyValues("zmq.sockets.a.type=pull", "zmq.sockets.b.type=pull", "zmq.sockets.b.bind=inproc://b");

	@Test
	void whenNothingIsSetTheStartFails() throws IOException {
		try (ServerSocket taken = takePort()) {
			this.contextRunner.withPropertyValues(bind(taken))
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOfSatisfying(ZmqBindException.class, (ex) -> {
						assertThat(ex.getSocketName()).isEqualTo("a");
						assertThat(ex.isAddressInUse()).isTrue();
					}));
		}
	}

	@Test
	void whenFailTheStartFails() throws IOException {
		try (ServerSocket taken = takePort()) {
			this.contextRunner.withPropertyValues(bind(taken), "zmq.startup-failure-policy=fail")
				.run((context) -> assertThat(context).hasFailed());
		}
	}

	@Test
	void whenRetryTheSocketOpensWhenThePortIsFree() throws IOException {
		try (ServerSocket taken = takePort()) {
			this.contextRunner.withPropertyValues(bind(taken), "zmq.startup-failure-policy=retry").run((context) -> {
				assertThat(context).hasNotFailed();
				ZmqSocket socket = context.getBean(ZmqSocketRegistry.class).get("a");
				assertThat(socket.isRunning()).isFalse();
				assertThat(context.getEnvironment().containsProperty("local.zmq.a.port")).isFalse();
				taken.close();
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.until(() -> context.getEnvironment().getProperty("local.zmq.a.port", int.class, 0),
							(port) -> port == taken.getLocalPort());
				assertThat(socket.isRunning()).isTrue();
			});
		}
	}

	@Test
	void whenContinueTheOthersOpenAndTheSocketCanBeStartedLater() throws IOException {
		try (ServerSocket taken = takePort()) {
			this.contextRunner.withPropertyValues(bind(taken), "zmq.startup-failure-policy=continue").run((context) -> {
				assertThat(context).hasNotFailed();
				ZmqSocketRegistry registry = context.getBean(ZmqSocketRegistry.class);
				assertThat(registry.get("a").isRunning()).isFalse();
				assertThat(registry.get("b").isRunning()).isTrue();
				taken.close();
				registry.get("a").start();
				assertThat(registry.get("a").isRunning()).isTrue();
			});
		}
	}

	private static ServerSocket takePort() throws IOException {
		return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	private static String bind(ServerSocket taken) {
		return "zmq.sockets.a.bind=tcp://127.0.0.1:" + taken.getLocalPort();
	}

}

package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqPortInfoAutoConfiguration}.
 */
@Timeout(60)
class ZmqPortInfoAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqPortInfoAutoConfiguration.class));

	@Test
	void portsOfBoundSocketsAreProperties() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.my_feed.type=pub",
					"zmq.sockets.my_feed.bind=inproc://feed,tcp://127.0.0.1:*,tcp://127.0.0.1:*")
			.run((context) -> {
				Environment environment = context.getEnvironment();
				assertThat(environment.getProperty("local.zmq.my_feed.port", int.class))
					.isEqualTo(port(context, "my_feed", 1));
				assertThat(environment.getProperty("local.zmq.my_feed.ports[0]", int.class))
					.isEqualTo(port(context, "my_feed", 1));
				assertThat(environment.getProperty("local.zmq.my_feed.ports[1]", int.class))
					.isEqualTo(port(context, "my_feed", 2));
				assertThat(environment.containsProperty("local.zmq.my_feed.ports[2]")).isFalse();
			});
	}

	@Test
	void whenASocketHasNoTcpEndpointItHasNoPort() {
		this.contextRunner.withPropertyValues("zmq.sockets.a.type=pub", "zmq.sockets.a.bind=inproc://a")
			.run((context) -> assertThat(context.getEnvironment().containsProperty("local.zmq.a.port")).isFalse());
	}

	@Test
	void portsOfSocketsThatAreRegisteredLaterAreProperties() {
		this.contextRunner.run((context) -> {
			context.getBean(ZmqSocketRegistry.class)
				.register(SocketSpec.of("late", ZmqSocketType.PULL).bind("tcp://127.0.0.1:*").build());
			assertThat(context.getEnvironment().getProperty("local.zmq.late.port", int.class))
				.isEqualTo(port(context, "late", 0));
		});
	}

	@Test
	void portsAreVisibleInTheParentContext() {
		new ApplicationContextRunner().run((parent) -> this.contextRunner.withParent(parent)
			.withPropertyValues("zmq.sockets.a.type=pub", "zmq.sockets.a.bind=tcp://127.0.0.1:*")
			.run((child) -> assertThat(parent.getEnvironment().getProperty("local.zmq.a.port", int.class))
				.isEqualTo(port(child, "a", 0))));
	}

	@Test
	void whenDisabledBacksOff() {
		this.contextRunner.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqPortInfoListener.class));
	}

	private static int port(ApplicationContext context, String socket, int index) {
		return context.getBean(ZmqSocketRegistry.class).get(socket).boundEndpoints().get(index).port();
	}

}

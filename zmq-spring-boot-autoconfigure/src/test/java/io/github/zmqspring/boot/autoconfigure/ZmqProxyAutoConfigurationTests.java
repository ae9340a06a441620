package io.github.zmqspring.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.proxy.ZmqProxyKind;
import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.proxy.ZmqProxySpec;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqProxyAutoConfiguration}.
 */
@Timeout(60)
class ZmqProxyAutoConfigurationTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqProxyAutoConfiguration.class));

	@Test
	void streamerOfPropertiesForwardsAndCaptures() {
		this.contextRunner
			.withPropertyValues("zmq.proxies.line.kind=streamer", "zmq.proxies.line.frontend.bind=inproc://front",
					"zmq.proxies.line.backend.bind=inproc://back", "zmq.proxies.line.capture.socket=copies",
					"zmq.sockets.copies.type=push", "zmq.sockets.copies.connect=inproc://copied",
					"zmq.sockets.copied.type=pull", "zmq.sockets.copied.bind=inproc://copied",
					"zmq.sockets.in.type=push", "zmq.sockets.in.connect=inproc://front", "zmq.sockets.out.type=pull",
					"zmq.sockets.out.connect=inproc://back")
			.run((context) -> {
				ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
				sockets.get("in").send("hello".getBytes(StandardCharsets.UTF_8));
				assertThat(text(sockets.get("out").receive(SOON))).isEqualTo("hello");
				assertThat(text(sockets.get("copied").receive(SOON))).isEqualTo("hello");
			});
	}

	@Test
	void socketsThatAProxyBringsAlongHaveTypesOfItsKindAndTheirProperties() {
		this.contextRunner
			.withPropertyValues("zmq.defaults=jeromq", "zmq.proxies.broker.kind=queue",
					"zmq.proxies.broker.frontend.bind=tcp://127.0.0.1:*", "zmq.proxies.broker.frontend.send-hwm=7",
					"zmq.proxies.broker.frontend.type=rep", "zmq.proxies.broker.backend.bind=tcp://127.0.0.1:*",
					"zmq.proxies.broker.auto-startup=false")
			.run((context) -> {
				assertThat(context.getBean(ZmqProxyRegistry.class).get("broker").state())
					.isEqualTo(ZmqProxy.State.STOPPED);
				ZmqSocketRegistry sockets = context.getBean(ZmqSocketRegistry.class);
				SocketSpec frontend = sockets.get("broker.frontend").spec();
				assertThat(frontend.type()).isEqualTo(ZmqSocketType.REP);
				assertThat(frontend.source()).isEqualTo("zmq.proxies.broker.frontend");
				assertThat(frontend.options().get(ZmqOptions.SEND_HWM)).isEqualTo(7);
				assertThat(frontend.defaults()).hasToString("JEROMQ");
				assertThat(sockets.get("broker.backend").type()).isEqualTo(ZmqSocketType.DEALER);
				assertThat(sockets.sockets()).noneMatch(ZmqSocket::isRunning);
			});
	}

	@Test
	void proxyBeansAreRegistered() {
		this.contextRunner
			.withBean(ZmqProxySpec.class,
					() -> ZmqProxySpec.forwarder("mine")
						.frontendBind("inproc://front")
						.backendBind("inproc://back")
						.build())
			.run((context) -> {
				ZmqProxyRegistry proxies = context.getBean(ZmqProxyRegistry.class);
				assertThat(proxies.names()).containsExactly("mine");
				assertThat(proxies.get("mine").state()).isEqualTo(ZmqProxy.State.RUNNING);
				assertThat(proxies.get("mine").spec().kind()).isEqualTo(ZmqProxyKind.FORWARDER);
			});
	}

	@Test
	void whenPropertiesAndABeanHaveOneNameTheStartFails() {
		this.contextRunner
			.withBean(ZmqProxySpec.class,
					() -> ZmqProxySpec.forwarder("mine")
						.frontendBind("inproc://front")
						.backendBind("inproc://back")
						.build())
			.withPropertyValues("zmq.proxies.mine.kind=queue", "zmq.proxies.mine.frontend.bind=inproc://f",
					"zmq.proxies.mine.backend.bind=inproc://b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("there is a proxy of that name already"));
	}

	@Test
	void whenASocketOfAProxyHasItsOwnAutoStartupItIsRefused() {
		this.contextRunner
			.withPropertyValues("zmq.proxies.p.kind=queue", "zmq.proxies.p.frontend.bind=inproc://f",
					"zmq.proxies.p.frontend.auto-startup=false", "zmq.proxies.p.backend.bind=inproc://b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("frontend.auto-startup"));
	}

	@Test
	void connectionDetailsReachTheSocketsOfAProxy() {
		this.contextRunner
			.withBean(ZmqConnectionDetails.class,
					() -> (name) -> name.equals("p.backend") ? List.of("inproc://moved") : null)
			.withPropertyValues("zmq.proxies.p.kind=queue", "zmq.proxies.p.frontend.bind=inproc://f",
					"zmq.proxies.p.backend.connect=inproc://b")
			.run((context) -> assertThat(context.getBean(ZmqSocketRegistry.class).get("p.backend").spec().connects())
				.extracting(Object::toString)
				.containsExactly("inproc://moved"));
	}

	@Test
	void whenThereIsAProxyRegistryBeanBacksOff() {
		ZmqSocketRegistry sockets = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
				StartupFailurePolicy.FAIL, List.of(), (event) -> {
				});
		this.contextRunner.withBean("mine", ZmqProxyRegistry.class, () -> new ZmqProxyRegistry(sockets, SOON))
			.run((context) -> assertThat(context).getBeanNames(ZmqProxyRegistry.class).containsExactly("mine"));
	}

	@Test
	void whenThereIsAProxyRegistryBeanProxiesOfPropertiesAreRefused() {
		ZmqSocketRegistry sockets = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
				StartupFailurePolicy.FAIL, List.of(), (event) -> {
				});
		this.contextRunner.withBean(ZmqProxyRegistry.class, () -> new ZmqProxyRegistry(sockets, SOON))
			.withPropertyValues("zmq.proxies.p.kind=queue")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.proxies"));
	}

	@Test
	void whenDisabledBacksOff() {
		this.contextRunner.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqProxyRegistry.class));
	}

	private static String text(@Nullable ZmqMessage message) {
		assertThat(message).isNotNull();
		return new String(message.first(), StandardCharsets.UTF_8);
	}

}

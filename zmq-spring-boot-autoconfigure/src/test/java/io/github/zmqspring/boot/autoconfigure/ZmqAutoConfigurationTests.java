package io.github.zmqspring.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.ZContext;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqAutoConfiguration}.
 */
@Timeout(60)
class ZmqAutoConfigurationTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	@Test
	void whenNothingIsDeclaredThereAreAContextAndAnEmptyRegistry() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(ZmqContext.class)
				.hasSingleBean(ZmqSocketRegistry.class)
				.hasSingleBean(PropertiesZmqConnectionDetails.class);
			assertThat(context.getBean(ZmqContext.class).getOptions()).isEqualTo(ZmqContextOptions.DEFAULTS);
			assertThat(context.getBean(ZmqSocketRegistry.class).sockets()).isEmpty();
		});
	}

	@Test
	void whenDisabledBacksOff() {
		this.contextRunner.withPropertyValues("zmq.enabled=false", "zmq.sockets.a.type=pub")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqContext.class)
				.doesNotHaveBean(ZmqSocketRegistry.class)
				.doesNotHaveBean(ZmqConnectionDetails.class));
	}

	@Test
	void whenJeroMqIsMissingBacksOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ZContext.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqSocketRegistry"));
	}

	@Test
	void contextTakesItsProperties() {
		this.contextRunner
			.withPropertyValues("zmq.context.io-threads=2", "zmq.context.max-sockets=16", "zmq.context.linger=3s",
					"zmq.context.ipv6=true", "zmq.context.thread-name-prefix=mine-")
			.run((context) -> assertThat(context.getBean(ZmqContext.class).getOptions())
				.isEqualTo(new ZmqContextOptions(2, 16, Duration.ofSeconds(3), true, "mine-")));
	}

	@Test
	void socketsOfPropertiesAreOpenedAndTalk() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=inproc://tasks",
					"zmq.sockets.work.type=push", "zmq.sockets.work.connect=inproc://tasks")
			.run((context) -> {
				ZmqSocketRegistry registry = context.getBean(ZmqSocketRegistry.class);
				assertThat(registry.names()).containsExactly("tasks", "work");
				registry.get("work").send(bytes("hello"));
				assertReceives(registry.get("tasks"), "hello");
			});
	}

	@Test
	void publisherAndSubscriberOfPropertiesTalkOverTcp() {
		this.contextRunner.withPropertyValues("zmq.sockets.feed.type=pub", "zmq.sockets.feed.bind=tcp://127.0.0.1:*")
			.run((publisher) -> {
				int port = publisher.getBean(ZmqSocketRegistry.class).get("feed").boundEndpoints().get(0).port();
				this.contextRunner
					.withPropertyValues("zmq.sockets.weather.type=sub",
							"zmq.sockets.weather.connect=tcp://127.0.0.1:" + port)
					.withInitializer((context) -> context.getEnvironment()
						.getPropertySources()
						// withPropertyValues would cut off the space
						.addLast(new MapPropertySource("topics", Map.of("zmq.sockets.weather.topics", "10001 "))))
					.run((subscriber) -> {
						ZmqSocket feed = publisher.getBean(ZmqSocketRegistry.class).get("feed");
						assertThat(feed.control().awaitSubscribers("10001 ", 1, SOON)).isTrue();
						feed.send(ZmqMessage.of(bytes("100011"), bytes("not this one")));
						feed.send(ZmqMessage.of(bytes("10001 "), bytes("sunny")));
						ZmqMessage message = subscriber.getBean(ZmqSocketRegistry.class).get("weather").receive(SOON);
						assertThat(message).isNotNull();
						assertThat(message.frame(1)).asString(StandardCharsets.UTF_8).isEqualTo("sunny");
					});
			});
	}

	@Test
	void whenDefaultsAreThoseOfJeroMqSocketsHaveThem() {
		this.contextRunner
			.withPropertyValues("zmq.defaults=jeromq", "zmq.sockets.a.type=push", "zmq.sockets.a.bind=inproc://a")
			.run((context) -> {
				SocketSpec spec = context.getBean(ZmqSocketRegistry.class).get("a").spec();
				assertThat(spec.defaults()).isEqualTo(SocketDefaults.JEROMQ);
			});
	}

	@Test
	void whenAutoStartupIsOffTheSocketStaysClosed() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.a.type=push", "zmq.sockets.a.bind=inproc://a",
					"zmq.sockets.a.auto-startup=false")
			.run((context) -> assertThat(context.getBean(ZmqSocketRegistry.class).get("a").isRunning()).isFalse());
	}

	@Test
	void socketBeansAreOpenedInTheirOrderAndKnowTheirNames() {
		this.contextRunner.withUserConfiguration(SocketBeans.class).run((context) -> {
			ZmqSocketRegistry registry = context.getBean(ZmqSocketRegistry.class);
			assertThat(registry.names()).containsExactly("second", "first");
			assertThat(registry.get("first").spec().source()).isEqualTo("bean 'firstSocket'");
			assertThat(registry.get("second").spec().source()).isEqualTo("mine");
			assertThat(registry.sockets()).allMatch(ZmqSocket::isRunning);
		});
	}

	@Test
	void whenPropertiesAndABeanHaveOneNameTheStartFails() {
		this.contextRunner.withUserConfiguration(SocketBeans.class)
			.withPropertyValues("zmq.sockets.first.type=push", "zmq.sockets.first.bind=inproc://other")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.sockets.first")
				.hasMessageContaining("bean 'firstSocket'"));
	}

	@Test
	void customizersChangeSocketsInTheirOrder() {
		this.contextRunner.withUserConfiguration(Customizers.class)
			.withPropertyValues("zmq.sockets.a.type=push", "zmq.sockets.a.bind=inproc://a", "zmq.sockets.a.send-hwm=1")
			.run((context) -> assertThat(
					context.getBean(ZmqSocketRegistry.class).get("a").spec().options().get(ZmqOptions.SEND_HWM))
				.isEqualTo(30));
	}

	@Test
	void whenThereIsAConnectionDetailsBeanSocketsConnectWhereItSays() {
		this.contextRunner
			.withBean(ZmqConnectionDetails.class, () -> (name) -> name.equals("a") ? List.of("inproc://moved") : null)
			.withPropertyValues("zmq.sockets.a.type=push", "zmq.sockets.a.connect=inproc://a",
					"zmq.sockets.b.type=push", "zmq.sockets.b.connect=inproc://b")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(PropertiesZmqConnectionDetails.class);
				ZmqSocketRegistry registry = context.getBean(ZmqSocketRegistry.class);
				assertThat(registry.get("a").spec().connects()).extracting(Object::toString)
					.containsExactly("inproc://moved");
				assertThat(registry.get("b").spec().connects()).extracting(Object::toString)
					.containsExactly("inproc://b");
			});
	}

	@Test
	void whenThereIsAJeroMqContextItIsUsedAndClosedByItsOwner() {
		try (ZContext external = new ZContext()) {
			this.contextRunner
				.withBean(ZContext.class, () -> external, (definition) -> definition.setDestroyMethodName(""))
				.withPropertyValues("zmq.sockets.a.type=pull", "zmq.sockets.a.bind=inproc://a")
				.run((context) -> {
					assertThat(context.getBean(ZmqContext.class).engine()).isSameAs(external);
					assertThat(context.getBean(ZmqSocketRegistry.class).get("a").isRunning()).isTrue();
				});
			assertThat(external.isClosed()).isFalse();
		}
	}

	@Test
	void whenThereIsAJeroMqContextItsPropertiesAreRefused() {
		this.contextRunner.withBean(ZContext.class)
			.withPropertyValues("zmq.context.io-threads=2")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.context"));
	}

	@Test
	void whenThereIsAContextBeanBacksOff() {
		ZmqContext mine = new ZmqContext(ZmqContextOptions.DEFAULTS);
		this.contextRunner.withBean(ZmqContext.class, () -> mine).run((context) -> {
			assertThat(context).hasSingleBean(ZmqContext.class);
			assertThat(context.getBean(ZmqSocketRegistry.class).getContext()).isSameAs(mine);
		});
	}

	@Test
	void whenThereIsARegistryBeanBacksOff() {
		ZmqContext mine = new ZmqContext(ZmqContextOptions.DEFAULTS);
		this.contextRunner.withBean("mine", ZmqSocketRegistry.class,
				() -> new ZmqSocketRegistry(mine, StartupFailurePolicy.FAIL, List.of(), (event) -> {
				}))
			.run((context) -> assertThat(context).getBeanNames(ZmqSocketRegistry.class).containsExactly("mine"));
	}

	@Test
	void whenThereIsARegistryBeanSocketsOfPropertiesAreRefused() {
		ZmqContext mine = new ZmqContext(ZmqContextOptions.DEFAULTS);
		this.contextRunner.withBean(ZmqSocketRegistry.class,
				() -> new ZmqSocketRegistry(mine, StartupFailurePolicy.FAIL, List.of(), (event) -> {
				}))
			.withPropertyValues("zmq.sockets.a.type=pull", "zmq.sockets.a.bind=inproc://a")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.sockets"));
	}

	@Test
	void whenThereIsAContextBeanPropertiesOfTheContextAreRefused() {
		this.contextRunner.withBean(ZmqContext.class, () -> new ZmqContext(ZmqContextOptions.DEFAULTS))
			.withPropertyValues("zmq.context.io-threads=2")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.context"));
	}

	@Test
	void whenStoppedAndStartedSocketsHaveTheirPortsAgain() {
		this.contextRunner.withPropertyValues("zmq.sockets.a.type=pull", "zmq.sockets.a.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				ZmqSocket socket = context.getBean(ZmqSocketRegistry.class).get("a");
				int port = socket.boundEndpoints().get(0).port();
				for (int i = 0; i < 3; i++) {
					context.getSourceApplicationContext().stop();
					assertThat(socket.isRunning()).isFalse();
					context.getSourceApplicationContext().start();
					assertThat(socket.isRunning()).isTrue();
					assertThat(socket.boundEndpoints().get(0).port()).isEqualTo(port);
				}
			});
	}

	private static void assertReceives(ZmqSocket socket, String expected) {
		ZmqMessage message = socket.receive(SOON);
		assertThat(message).isNotNull();
		assertThat(message.first()).asString(StandardCharsets.UTF_8).isEqualTo(expected);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Configuration(proxyBeanMethods = false)
	static class SocketBeans {

		@Bean
		@Order(2)
		SocketSpec firstSocket() {
			return SocketSpec.of("first", ZmqSocketType.PULL).bind("inproc://first").build();
		}

		@Bean
		@Order(1)
		SocketSpec secondSocket() {
			return SocketSpec.of("second", ZmqSocketType.PULL).bind("inproc://second").source("mine").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		ZmqSocketCustomizer timesTen() {
			return (name, builder) -> builder.option(ZmqOptions.SEND_HWM, 30);
		}

		@Bean
		@Order(1)
		ZmqSocketCustomizer plusTwo() {
			return (name, builder) -> builder.option(ZmqOptions.SEND_HWM, 3);
		}

	}

}

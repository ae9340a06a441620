package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.annotation.EnableZmq;
import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.ZmqListenerConfigUtils;
import io.github.zmqspring.listener.ZmqListenerContainerCustomizer;
import io.github.zmqspring.listener.ZmqListenerContainerFactory;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.listener.ZmqMessageRecoverer;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZmqListenerAutoConfiguration}, and of listeners with templates from
 * properties only.
 */
@Timeout(60)
class ZmqListenerAutoConfigurationTests {

	private static final long SOON = 30;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class,
				ZmqMessageConverterAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
				ZmqListenerAutoConfiguration.class, ZmqPortInfoAutoConfiguration.class,
				ZmqProxyAutoConfiguration.class));

	private final ApplicationContextRunner withValidation = this.contextRunner
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class));

	@Test
	void requestsAreAnsweredByAListener() {
		this.contextRunner.withUserConfiguration(Hello.class)
			.withPropertyValues("zmq.sockets.server.type=rep", "zmq.sockets.server.bind=tcp://127.0.0.1:*")
			.run((server) -> {
				String port = server.getEnvironment().getRequiredProperty("local.zmq.server.port");
				this.contextRunner
					.withPropertyValues("zmq.sockets.client.type=dealer",
							"zmq.sockets.client.connect=tcp://127.0.0.1:" + port)
					.run((client) -> {
						ZmqTemplate template = client.getBean(ZmqTemplate.class);
						assertThat(template.request("client", new Person("World"), Person.class))
							.isEqualTo(new Person("Hello World"));
					});
			});
	}

	@Test
	void requestsAreAnsweredThroughAProxy() {
		this.contextRunner.withUserConfiguration(Hello.class)
			.withPropertyValues("zmq.proxies.broker.kind=queue", "zmq.proxies.broker.frontend.bind=inproc://front",
					"zmq.proxies.broker.backend.bind=inproc://back", "zmq.sockets.server.type=rep",
					"zmq.sockets.server.connect=inproc://back", "zmq.sockets.client.type=dealer",
					"zmq.sockets.client.connect=inproc://front")
			.run((context) -> assertThat(
					context.getBean(ZmqTemplate.class).request("client", new Person("Proxy"), Person.class))
				.isEqualTo(new Person("Hello Proxy")));
	}

	@Test
	void portOfAListenersOwnSocketIsAPropertyUnderTheListenersId() {
		this.contextRunner.withUserConfiguration(OwnSocket.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getEnvironment().getProperty("local.zmq.mine.port", int.class))
				.isEqualTo(context.getBean(ZmqSocketRegistry.class).get("mine").boundEndpoints().get(0).port());
		});
	}

	@Test
	void whenStoppedAndStartedListenersAnswerAgainOnTheSamePort() {
		this.contextRunner.withUserConfiguration(Hello.class)
			.withPropertyValues("zmq.sockets.server.type=rep", "zmq.sockets.server.bind=tcp://127.0.0.1:*")
			.run((server) -> {
				String port = server.getEnvironment().getRequiredProperty("local.zmq.server.port");
				this.contextRunner
					.withPropertyValues("zmq.sockets.client.type=dealer",
							"zmq.sockets.client.connect=tcp://127.0.0.1:" + port)
					.run((client) -> {
						ZmqTemplate template = client.getBean(ZmqTemplate.class);
						for (int i = 0; i < 3; i++) {
							server.getSourceApplicationContext().stop();
							server.getSourceApplicationContext().start();
							assertThat(server.getEnvironment().getProperty("local.zmq.server.port")).isEqualTo(port);
							assertThat(template.request("client", new Person("Again"), Person.class))
								.isEqualTo(new Person("Hello Again"));
						}
					});
			});
	}

	@Test
	void factoryTakesItsProperties() {
		this.contextRunner.withPropertyValues("zmq.listener.auto-startup=false", "zmq.listener.concurrency=4",
				"zmq.listener.stop-timeout=3s", "zmq.listener.batch-timeout=5ms", "zmq.listener.retry.enabled=true",
				"zmq.listener.retry.max-retries=7", "zmq.listener.retry.delay=2s", "zmq.listener.retry.multiplier=2.5",
				"zmq.listener.retry.max-delay=1m", "zmq.listener.retry.jitter=10ms", "zmq.listener.retry.timeout=5m")
			.run((context) -> {
				ZmqListenerContainerFactory factory = context.getBean(ZmqListenerContainerFactory.class);
				assertThat(factory).hasFieldOrPropertyWithValue("autoStartup", false)
					.hasFieldOrPropertyWithValue("concurrency", 4)
					.hasFieldOrPropertyWithValue("stopTimeout", Duration.ofSeconds(3))
					.hasFieldOrPropertyWithValue("batchTimeout", Duration.ofMillis(5))
					.hasFieldOrPropertyWithValue("virtualThreads", false)
					.hasFieldOrPropertyWithValue("messageConverter", context.getBean("zmqMessageConverter"));
				assertThat(factory).extracting("retryPolicy.backOff")
					.hasFieldOrPropertyWithValue("initialInterval", 2000L)
					.hasFieldOrPropertyWithValue("multiplier", 2.5)
					.hasFieldOrPropertyWithValue("maxInterval", 60000L)
					.hasFieldOrPropertyWithValue("jitter", 10L)
					.hasFieldOrPropertyWithValue("maxAttempts", 7L);
				assertThat(factory).extracting("retryPolicy.timeout").isEqualTo(Duration.ofMinutes(5));
			});
	}

	@Test
	void whenRetryIsOffThereIsNoPolicy() {
		this.contextRunner.run((context) -> assertThat(context.getBean(ZmqListenerContainerFactory.class))
			.hasFieldOrPropertyWithValue("retryPolicy", null));
	}

	@Test
	void whenRetryIsOutOfRangeItIsNamed() {
		this.contextRunner.withPropertyValues("zmq.listener.retry.enabled=true", "zmq.listener.retry.multiplier=0.5")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.listener.retry"));
	}

	@Test
	void whenConcurrencyIsOutOfRangeThePropertyIsNamed() {
		this.contextRunner.withPropertyValues("zmq.listener.concurrency=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.listener.concurrency"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenVirtualThreadsAreSwitchedOnWorkersAreVirtual() {
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(context.getBean(ZmqListenerContainerFactory.class))
				.hasFieldOrPropertyWithValue("virtualThreads", true));
	}

	@Test
	void failedMessagesAreTriedAgainAndThenRecovered() {
		this.contextRunner.withUserConfiguration(Failing.class)
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://in",
					"zmq.listener.retry.enabled=true", "zmq.listener.retry.max-retries=2",
					"zmq.listener.retry.delay=1ms")
			.run((context) -> {
				context.getBean(ZmqTemplate.class).send("out", "poison");
				Failing failing = context.getBean(Failing.class);
				assertThat(failing.recovered.poll(SOON, TimeUnit.SECONDS)).isNotNull();
				assertThat(failing.calls).hasValue(3);
			});
	}

	@Test
	void whenNulIsTrimmedListenersGetStringsWithoutIt() {
		this.contextRunner.withUserConfiguration(Strings.class)
			.withPropertyValues("zmq.strings.trim-nul=true", "zmq.sockets.in.type=pull",
					"zmq.sockets.in.bind=inproc://in", "zmq.sockets.out.type=push",
					"zmq.sockets.out.connect=inproc://in")
			.run((context) -> {
				context.getBean(ZmqTemplate.class).send("out", "text\0");
				assertThat(context.getBean(Strings.class).received.poll(SOON, TimeUnit.SECONDS)).isEqualTo("text");
			});
	}

	@Test
	void whenThereIsAValidatorPayloadsAreValidated() {
		this.withValidation.withUserConfiguration(Validating.class)
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://in")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.send("out", new Person(""));
				template.send("out", new Person("right"));
				Validating listener = context.getBean(Validating.class);
				assertThat(listener.received.poll(SOON, TimeUnit.SECONDS)).isEqualTo(new Person("right"));
				assertThat(listener.received).isEmpty();
			});
	}

	@Test
	void whenValidationIsMissingThereIsNoValidator() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("jakarta.validation", "org.hibernate.validator"))
			.run((context) -> assertThat(context.getBean(ZmqListenerContainerFactory.class))
				.hasFieldOrPropertyWithValue("validator", null));
	}

	@Test
	void whenReactorAndJacksonAreMissingListenersWork() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("reactor", "tools.jackson", "org.springframework.boot.jackson"))
			.withUserConfiguration(OwnSocket.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ZmqListenerRegistry.class).ids()).containsExactly("mine");
			});
	}

	@Test
	void customizersOfListenersAndOfTheFactoryAreCalledAfterTheProperties() {
		this.contextRunner.withUserConfiguration(OwnSocket.class)
			.withBean(ZmqListenerContainerFactoryCustomizer.class, () -> (factory) -> factory.setConcurrency(5))
			.withBean(ZmqListenerContainerCustomizer.class, () -> (id, endpoint) -> endpoint.group("group-of-" + id))
			.withPropertyValues("zmq.listener.concurrency=2")
			.run((context) -> {
				ZmqListenerRegistry registry = context.getBean(ZmqListenerRegistry.class);
				assertThat(registry.group("group-of-mine")).hasSize(1);
				assertThat(context.getBean(ZmqListenerContainerFactory.class))
					.hasFieldOrPropertyWithValue("concurrency", 5);
			});
	}

	@Test
	void whenAnotherFactoryIsConfiguredItIsLikeTheAutoConfiguredOne() {
		this.contextRunner.withUserConfiguration(OwnFactory.class)
			.withPropertyValues("zmq.listener.concurrency=3")
			.run((context) -> {
				assertThat(context.getBean("mine")).hasFieldOrPropertyWithValue("concurrency", 3)
					.hasFieldOrPropertyWithValue("autoStartup", false);
				assertThat(context).hasBean(ZmqListenerConfigUtils.CONTAINER_FACTORY_BEAN_NAME);
			});
	}

	@Test
	void whenThereIsAFactoryOfTheWellKnownNameBacksOff() {
		ZmqListenerContainerFactory mine = new ZmqListenerContainerFactory();
		this.contextRunner
			.withBean(ZmqListenerConfigUtils.CONTAINER_FACTORY_BEAN_NAME, ZmqListenerContainerFactory.class, () -> mine)
			.run((context) -> assertThat(context.getBean(ZmqListenerContainerFactory.class)).isSameAs(mine));
	}

	@Test
	void whenListenersAreSwitchedOnByTheApplicationBacksOff() {
		this.contextRunner.withUserConfiguration(SwitchedOn.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ZmqListenerRegistry.class)
				.doesNotHaveBean(ZmqListenerAutoConfiguration.EnableZmqConfiguration.class));
	}

	@Test
	void whenThereAreTwoValidatorsNoneIsChosen() {
		this.withValidation.withUserConfiguration(TwoValidators.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqListenerValidatorCustomizer"));
	}

	@Test
	void whenDisabledBacksOff() {
		this.contextRunner.withUserConfiguration(OwnSocket.class)
			.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqListenerRegistry.class)
				.doesNotHaveBean(ZmqListenerContainerFactory.class)
				.doesNotHaveBean(ZmqListenerContainerFactoryConfigurer.class));
	}

	record Person(@NotBlank String name) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Hello {

		@ZmqListener(socket = "server")
		Person hello(Person person) {
			return new Person("Hello " + person.name());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSocket {

		@ZmqListener(id = "mine", type = ZmqSocketType.PULL, bind = "tcp://127.0.0.1:*")
		void take(String text) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		final AtomicInteger calls = new AtomicInteger();

		final BlockingQueue<Object> recovered = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "in")
		void fail(String text) {
			this.calls.incrementAndGet();
			throw new IllegalStateException("on purpose");
		}

		@Bean
		ZmqMessageRecoverer recoverer() {
			return (message, failure) -> this.recovered.add(message);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Strings {

		final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "in")
		void take(String text) {
			this.received.add(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Validating {

		final BlockingQueue<Person> received = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "in")
		void take(@Valid @Payload Person person) {
			this.received.add(person);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean
		ZmqListenerContainerFactory mine(ZmqListenerContainerFactoryConfigurer configurer) {
			ZmqListenerContainerFactory factory = new ZmqListenerContainerFactory();
			configurer.configure(factory);
			factory.setAutoStartup(false);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableZmq
	static class SwitchedOn {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoValidators {

		@Bean
		Validator one() {
			return mock(Validator.class);
		}

		@Bean
		Validator other() {
			return mock(Validator.class);
		}

	}

}

package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.template.ZmqOperations;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZmqTemplateAutoConfiguration}.
 */
@Timeout(60)
class ZmqTemplateAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class,
				ZmqMessageConverterAutoConfiguration.class, ZmqTemplateAutoConfiguration.class));

	@Test
	void templateSendsAndReceivesWhatTheConverterKnows() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=tcp://127.0.0.1:*",
					"zmq.sockets.memory.type=pull", "zmq.sockets.memory.bind=inproc://memory",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://memory")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.send("out", new Task("a", 1));
				assertThat(template.receive("memory", Duration.ofSeconds(30), Task.class)).isEqualTo(new Task("a", 1));
			});
	}

	record Task(String name, int number) {

	}

	@Test
	void requestsTakeTimeoutAndTriesFromProperties() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.absent.type=dealer", "zmq.sockets.absent.connect=inproc://absent",
					"zmq.template.request-timeout=20ms", "zmq.template.request-tries=2")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThatExceptionOfType(ZmqRequestTimeoutException.class)
					.isThrownBy(() -> template.request("absent", "hello", String.class))
					.satisfies((ex) -> {
						assertThat(ex.getTries()).isEqualTo(2);
						assertThat(ex.getTimeout()).isEqualTo(Duration.ofMillis(20));
					});
			});
	}

	@Test
	void whenTriesAreOutOfRangeThePropertyIsNamed() {
		this.contextRunner.withPropertyValues("zmq.template.request-tries=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.template.request-tries"));
	}

	@Test
	void whenTheTimeoutIsOutOfRangeThePropertyIsNamed() {
		this.contextRunner.withPropertyValues("zmq.template.request-timeout=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("zmq.template.request-timeout"));
	}

	@Test
	void whenThereAreOperationsOfTheApplicationBacksOff() {
		this.contextRunner.withBean(ZmqOperations.class, () -> mock(ZmqOperations.class))
			.run((context) -> assertThat(context).hasSingleBean(ZmqOperations.class)
				.doesNotHaveBean(ZmqTemplate.class));
	}

	@Test
	void whenDisabledBacksOff() {
		this.contextRunner.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqOperations.class));
	}

}

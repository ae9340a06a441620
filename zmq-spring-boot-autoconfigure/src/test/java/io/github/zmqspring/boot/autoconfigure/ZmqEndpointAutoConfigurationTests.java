package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.boot.actuate.endpoint.ZmqEndpoint;
import io.github.zmqspring.boot.actuate.endpoint.ZmqEndpointWebExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqEndpointAutoConfiguration}.
 */
@Timeout(60)
class ZmqEndpointAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = Actuators.contextRunner()
		.withInitializer((context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class, ZmqEndpointAutoConfiguration.class));

	private final ApplicationContextRunner exposed = this.contextRunner
		.withPropertyValues("management.endpoints.web.exposure.include=zmq");

	@Test
	void whenExposedThereIsAnEndpoint() {
		this.exposed.run((context) -> assertThat(context).hasSingleBean(ZmqEndpoint.class)
			.hasSingleBean(ZmqEndpointWebExtension.class));
	}

	@Test
	void whenNotExposedThereIsNone() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(ZmqEndpoint.class)
			.doesNotHaveBean(ZmqEndpointWebExtension.class));
	}

	@Test
	void whenExposedOverJmxOnlyThereIsNoWebExtension() {
		this.contextRunner
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=zmq",
					"management.endpoints.web.exposure.exclude=zmq")
			.run((context) -> assertThat(context).hasSingleBean(ZmqEndpoint.class)
				.doesNotHaveBean(ZmqEndpointWebExtension.class));
	}

	@Test
	void unlessSaidOtherwiseItIsReadOnly() {
		this.exposed
			.run((context) -> assertThat(context.getBean(ZmqEndpoint.class).zmq().access()).isEqualTo("read-only"));
	}

	@Test
	void accessIsTold() {
		this.exposed.withPropertyValues("management.endpoint.zmq.access=unrestricted")
			.run((context) -> assertThat(context.getBean(ZmqEndpoint.class).zmq().access()).isEqualTo("unrestricted"));
	}

	@Test
	void accessIsCapped() {
		this.exposed
			.withPropertyValues("management.endpoint.zmq.access=unrestricted",
					"management.endpoints.access.max-permitted=read-only")
			.run((context) -> assertThat(context.getBean(ZmqEndpoint.class).zmq().access()).isEqualTo("read-only"));
	}

	@Test
	void whenAccessIsNoneThereIsNoEndpoint() {
		this.exposed.withPropertyValues("management.endpoint.zmq.access=none")
			.run((context) -> assertThat(context).doesNotHaveBean(ZmqEndpoint.class));
	}

	@Test
	void whenTheApplicationHasAnEndpointBacksOff() {
		this.exposed.withBean("own", OwnEndpoint.class)
			.run((context) -> assertThat(context).hasSingleBean(ZmqEndpoint.class).hasBean("own"));
	}

	@Test
	void withoutActuatorBacksOff() {
		this.exposed.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqEndpointAutoConfiguration.class));
	}

	@Test
	void whenDisabledBacksOff() {
		this.exposed.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqEndpoint.class));
	}

	static class OwnEndpoint extends ZmqEndpoint {

		OwnEndpoint(ZmqComponents components) {
			super(components, Access.NONE);
		}

	}

}

package io.github.zmqspring.boot.autoconfigure;

import java.util.Map;

import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.boot.actuate.info.ZmqInfoContributor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZmqInfoContributorAutoConfiguration}.
 */
@Timeout(60)
class ZmqInfoContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = Actuators.contextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqInfoContributorAutoConfiguration.class));

	@Test
	void versionsAreTold() {
		this.contextRunner.run((context) -> {
			Info.Builder info = new Info.Builder();
			context.getBean(ZmqInfoContributor.class).contribute(info);
			assertThat(info.build().get("zmq")).asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
				.containsKeys("version", "jeromq", "libzmq", "zmtp")
				.containsAllEntriesOf(Map.of("jeromq", "0.6.0", "zmtp", "3.0"));
		});
	}

	@Test
	void whenSwitchedOffBacksOff() {
		this.contextRunner.withPropertyValues("management.info.zmq.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ZmqInfoContributor.class));
	}

	@Test
	void withoutActuatorBacksOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(InfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqInfoContributorAutoConfiguration.class));
	}

}

package io.github.zmqspring.boot.actuate;

import java.time.Duration;

import io.github.zmqspring.boot.autoconfigure.ZmqAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqComponentsAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqMessageConverterAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqProxyAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqTemplateAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * What the tests of the operations have in common.
 */
public final class Actuators {

	/** Longer than anything takes, for what has to happen. */
	public static final Duration SOON = Duration.ofSeconds(30);

	private Actuators() {
	}

	public static ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
						ZmqTemplateAutoConfiguration.class, ZmqListenerAutoConfiguration.class,
						ZmqProxyAutoConfiguration.class, ZmqComponentsAutoConfiguration.class));
	}

}

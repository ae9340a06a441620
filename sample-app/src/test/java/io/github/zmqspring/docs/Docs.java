package io.github.zmqspring.docs;

import java.time.Duration;

import io.github.zmqspring.boot.autoconfigure.ZmqAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqMessageConverterAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqObservationAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqPortInfoAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqProxyAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqTemplateAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * What the tests of the guide have in common.
 */
final class Docs {

	/** Longer than anything takes, for what has to happen. */
	static final Duration SOON = Duration.ofSeconds(30);

	/** Long enough to see that something does not happen. */
	static final Duration SHORT = Duration.ofMillis(200);

	private Docs() {
	}

	static ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class,
				ObservationAutoConfiguration.class, ZmqObservationAutoConfiguration.class, ZmqAutoConfiguration.class,
				ZmqMessageConverterAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
				ZmqListenerAutoConfiguration.class, ZmqProxyAutoConfiguration.class,
				ZmqPortInfoAutoConfiguration.class));
	}

}

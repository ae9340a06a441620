package io.github.zmqspring.boot.test;

import io.github.zmqspring.boot.autoconfigure.ZmqAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqMessageConverterAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqPortInfoAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqProxyAutoConfiguration;
import io.github.zmqspring.boot.autoconfigure.ZmqTemplateAutoConfiguration;
import io.github.zmqspring.boot.test.autoconfigure.ZmqTestAutoConfiguration;
import io.github.zmqspring.boot.test.autoconfigure.ZmqTestTransportAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Applications for the tests of the test support.
 */
public final class TestContexts {

	private TestContexts() {
	}

	public static ApplicationContextRunner tcp() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class,
				ZmqListenerAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
				ZmqPortInfoAutoConfiguration.class, ZmqProxyAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
				ZmqTestAutoConfiguration.class, ZmqTestTransportAutoConfiguration.class));
	}

	public static ApplicationContextRunner testTransport() {
		return tcp().withPropertyValues("test.zmq.transport.enabled=true");
	}

}

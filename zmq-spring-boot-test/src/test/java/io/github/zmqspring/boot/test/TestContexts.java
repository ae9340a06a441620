package io.github.zmqspring.boot.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

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

	private static final int LOWEST_PORT = 20_000;

	private static final int HIGHEST_PORT = 32_000;

	private TestContexts() {
	}

	public static ApplicationContextRunner tcp() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class,
				ZmqListenerAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
				ZmqPortInfoAutoConfiguration.class, ZmqProxyAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
				ZmqTestAutoConfiguration.class, ZmqTestTransportAutoConfiguration.class))
			.withPropertyValues("test.zmq.timeout=30s");
	}

	/**
	 * A port that nobody has just now, and that the system does not give to an outgoing
	 * connection before it is bound.
	 */
	public static int freePort() {
		for (int attempt = 0; attempt < 100; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
			try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return probe.getLocalPort();
			}
			catch (IOException ex) {
				// somebody has it: another one
			}
		}
		throw new IllegalStateException("No port is free");
	}

	public static ApplicationContextRunner testTransport() {
		return tcp().withPropertyValues("test.zmq.transport.enabled=true");
	}

}

package io.github.zmqspring.boot.actuate.metrics;

import java.util.function.BiConsumer;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.boot.actuate.Actuators;
import io.github.zmqspring.boot.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * An application that has something of everything that is measured, with Prometheus.
 */
final class MeteredApplication {

	private MeteredApplication() {
	}

	static ApplicationContextRunner contextRunner() {
		return Actuators.contextRunner()
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class, ZmqMetricsAutoConfiguration.class))
			.withBean(MeterRegistry.class, () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
	}

	static void run(BiConsumer<AssertableApplicationContext, PrometheusMeterRegistry> test) {
		contextRunner().withUserConfiguration(Echo.class)
			.withPropertyValues("zmq.sockets.service.type=rep", "zmq.sockets.service.bind=inproc://service",
					"zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=inproc://service",
					"zmq.sockets.feed.type=pub", "zmq.sockets.feed.bind=tcp://127.0.0.1:*",
					"zmq.sockets.entrance.type=pull", "zmq.sockets.entrance.bind=tcp://127.0.0.1:*",
					"zmq.sockets.entrance.plain-server=true", "zmq.security.plain.users.alice=secret",
					"zmq.proxies.broker.kind=queue", "zmq.proxies.broker.frontend.bind=inproc://front",
					"zmq.proxies.broker.backend.bind=inproc://back")
			.run((context) -> test.accept(context, (PrometheusMeterRegistry) context.getBean(MeterRegistry.class)));
	}

	static class Echo {

		@ZmqListener(id = "echo", socket = "service")
		String echo(String text) {
			return text;
		}

	}

}

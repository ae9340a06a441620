package io.github.zmqspring.boot.autoconfigure.metrics;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.boot.actuate.metrics.ZmqMetrics;
import io.github.zmqspring.boot.autoconfigure.ZmqComponentsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the metrics of sockets, listeners, requests and proxies.
 */
@AutoConfiguration(after = ZmqComponentsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, ZmqComponents.class })
public final class ZmqMetricsAutoConfiguration {

	ZmqMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqMetrics zmqMetrics(ZmqComponents components) {
		return new ZmqMetrics(components);
	}

}

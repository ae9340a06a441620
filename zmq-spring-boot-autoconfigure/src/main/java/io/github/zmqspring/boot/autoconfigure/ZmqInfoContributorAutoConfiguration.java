package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.boot.actuate.info.ZmqInfoContributor;
import io.github.zmqspring.socket.EngineVersion;
import io.github.zmqspring.socket.ZmqSocketRegistry;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the versions that {@code /actuator/info} tells.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnBean(ZmqSocketRegistry.class)
@ConditionalOnEnabledInfoContributor("zmq")
public final class ZmqInfoContributorAutoConfiguration {

	ZmqInfoContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqInfoContributor zmqInfoContributor() {
		return new ZmqInfoContributor(EngineVersion::current);
	}

}

package io.github.zmqspring.boot.test.autoconfigure;

import io.github.zmqspring.boot.autoconfigure.ZmqAutoConfiguration;
import io.github.zmqspring.boot.test.ZmqRecorder;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.transport.ZmqTestTransport;
import io.github.zmqspring.socket.ZmqSocketRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the beans that tests ask: {@link ZmqTestPeers} and
 * {@link ZmqRecorder}.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnBean(ZmqSocketRegistry.class)
@EnableConfigurationProperties(ZmqTestProperties.class)
public final class ZmqTestAutoConfiguration {

	ZmqTestAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "test.zmq.recorder.enabled", matchIfMissing = true)
	ZmqRecorder zmqRecorder(ZmqTestProperties properties) {
		return new ZmqRecorder(properties.getRecorder().getLimit(), properties.getTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqTestPeers zmqTestPeers(ZmqSocketRegistry sockets, ObjectProvider<ZmqTestTransport> transport,
			ZmqTestProperties properties) {
		return new ZmqTestPeers(sockets, transport.getIfAvailable(), properties.getTimeout());
	}

}

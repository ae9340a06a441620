package io.github.zmqspring.docs;

import io.github.zmqspring.proxy.ZmqProxySpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Snippets of {@code proxies.md}.
 */
class ProxySnippets {

	@Configuration(proxyBeanMethods = false)
	static class BrokerConfiguration {

		@Bean
		ZmqProxySpec broker() {
			return ZmqProxySpec.queue("broker")
				.frontendBind("tcp://127.0.0.1:*")
				.backend((socket) -> socket.bind("inproc://workers").option(ZmqOptions.SEND_HWM, 100))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CaptureConfiguration {

		@Bean
		ZmqProxySpec tap() {
			return ZmqProxySpec.streamer("tap")
				.frontendBind("inproc://producers")
				.backendBind("inproc://consumers")
				.captureType(ZmqSocketType.PUB)
				.capture((socket) -> socket.bind("inproc://tap"))
				.build();
		}

	}

}

package io.github.zmqspring.docs;

import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.proxy.ZmqProxyStatistics;

import org.springframework.stereotype.Component;

/**
 * A snippet of {@code proxies.md}.
 */
@Component
class BrokerControl {

	private final ZmqProxyRegistry proxies;

	BrokerControl(ZmqProxyRegistry proxies) {
		this.proxies = proxies;
	}

	void pause() {
		this.proxies.pause("broker");
	}

	void resume() {
		this.proxies.resume("broker");
	}

	long requests() {
		ZmqProxyStatistics statistics = this.proxies.get("broker").statistics();
		return statistics.frontendToBackend().messages();
	}

}

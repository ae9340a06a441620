package io.github.zmqspring.docs;

import java.time.Duration;

import io.github.zmqspring.listener.ZmqListenerRegistry;

import org.springframework.stereotype.Component;

/**
 * A snippet of {@code listeners.md}.
 */
@Component
class Maintenance {

	private final ZmqListenerRegistry listeners;

	Maintenance(ZmqListenerRegistry listeners) {
		this.listeners = listeners;
	}

	void begin() {
		this.listeners.pause("orders");
	}

	void end() {
		this.listeners.resume("orders");
	}

	void drain(String id) {
		this.listeners.get(id).stop(Duration.ofSeconds(30));
	}

	void follow(String topic) {
		this.listeners.get("weather.update").getSocket().control().subscribe(topic);
	}

}

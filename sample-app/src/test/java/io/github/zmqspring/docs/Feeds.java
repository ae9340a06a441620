package io.github.zmqspring.docs;

import java.time.Duration;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.stereotype.Component;

/**
 * A snippet of {@code sockets.md}.
 */
@Component
class Feeds {

	private final ZmqSocketRegistry sockets;

	Feeds(ZmqSocketRegistry sockets) {
		this.sockets = sockets;
	}

	ZmqSocket add(String name, String endpoint) {
		return this.sockets
			.register(SocketSpec.of(name, ZmqSocketType.SUB).connect(endpoint).topics("weather.").build());
	}

	void alsoFollow(String name, String topic) {
		this.sockets.get(name).control().subscribe(topic);
	}

	void alsoRead(String name, String endpoint) {
		this.sockets.get(name).control().connect(endpoint);
	}

	void restart(String name) {
		ZmqSocket socket = this.sockets.get(name);
		socket.stop(Duration.ofSeconds(5));
		socket.start();
	}

	void remove(String name) {
		this.sockets.remove(name, Duration.ofSeconds(5));
	}

}

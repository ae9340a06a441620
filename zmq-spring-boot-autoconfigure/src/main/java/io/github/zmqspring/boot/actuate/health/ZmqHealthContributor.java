package io.github.zmqspring.boot.actuate.health;

import java.util.stream.Stream;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.socket.ZmqSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

/**
 * Health of all sockets, each by its name; of those too that come and go while the
 * application runs.
 */
public class ZmqHealthContributor implements CompositeHealthContributor {

	private final ZmqComponents components;

	/**
	 * Create a contributor.
	 * @param components what it asks
	 */
	public ZmqHealthContributor(ZmqComponents components) {
		this.components = components;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		ZmqSocket socket = this.components.sockets().find(name);
		return (socket != null) ? new ZmqSocketHealthIndicator(socket, this.components) : null;
	}

	@Override
	public Stream<Entry> stream() {
		return this.components.sockets()
			.sockets()
			.stream()
			.map((socket) -> new Entry(socket.name(), new ZmqSocketHealthIndicator(socket, this.components)));
	}

}

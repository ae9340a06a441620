package io.github.zmqspring.integration;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The socket of an endpoint: one of the application's, by its name, or one of the
 * endpoint's own.
 */
final class SocketReference {

	private final String name;

	private final @Nullable SocketSpec own;

	private SocketReference(String name, @Nullable SocketSpec own) {
		this.name = name;
		this.own = own;
	}

	static SocketReference named(String name) {
		Assert.hasText(name, "'socket' must not be empty");
		return new SocketReference(name, null);
	}

	static SocketReference own(SocketSpec spec) {
		Assert.notNull(spec, "'spec' must not be null");
		return new SocketReference(spec.name(), spec);
	}

	String name() {
		return this.name;
	}

	/** A listener on this socket, which opens and closes it if it is its own. */
	ZmqListenerEndpoint.Builder listener(String id) {
		ZmqListenerEndpoint.Builder builder = ZmqListenerEndpoint.of(id);
		return (this.own != null) ? builder.socket(this.own) : builder.socket(this.name);
	}

	/** Whether the socket is the endpoint's own. */
	boolean isOwn() {
		return this.own != null;
	}

	/**
	 * Find the socket, or add the endpoint's own to the others.
	 * @param sockets where the sockets are
	 * @param description who asks
	 * @return the socket
	 */
	ZmqSocket find(ZmqSocketRegistry sockets, String description) {
		return (this.own != null) ? sockets.register(this.own) : sockets.get(this.name, description);
	}

	/** A declaration that cannot be honoured, as an exception that names the endpoint. */
	ZmqConfigurationException refused(String description, String property, @Nullable Object value, String reason,
			String action) {
		return new ZmqConfigurationException(description, this.name, property, value, reason, action);
	}

}

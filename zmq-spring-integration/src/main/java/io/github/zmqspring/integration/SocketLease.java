package io.github.zmqspring.integration;

import java.time.Duration;

import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A socket in the hands of an endpoint that does not read it all the time: there once the
 * endpoint is initialised, used while it runs. A socket of its own opens with the
 * application as all others do, whatever the phase of the endpoint; it closes and opens
 * again when the endpoint does.
 */
final class SocketLease {

	private final SocketReference reference;

	private @Nullable ZmqSocketRegistry sockets;

	private @Nullable ZmqSocket socket;

	private volatile boolean closed;

	private volatile boolean running;

	SocketLease(SocketReference reference) {
		this.reference = reference;
	}

	SocketReference reference() {
		return this.reference;
	}

	/**
	 * Find the socket, or add the endpoint's own to the others.
	 * @param registry where the sockets are
	 * @param description who asks
	 * @return the socket
	 */
	ZmqSocket begin(ZmqSocketRegistry registry, String description) {
		ZmqSocket found = this.reference.find(registry, description);
		this.sockets = registry;
		this.socket = found;
		return found;
	}

	/**
	 * Run, and open the endpoint's own socket, unless the registry has done so or is
	 * going to.
	 */
	void start() {
		ZmqSocketRegistry registry = this.sockets;
		ZmqSocket current = this.socket;
		if (this.running || registry == null || current == null) {
			return;
		}
		boolean opensWithOthers = current.spec().autoStartup() && !this.closed;
		if (this.reference.isOwn() && !opensWithOthers && registry.isRunning()) {
			current.start();
			this.closed = false;
		}
		this.running = true;
	}

	/** Run no longer, and close the endpoint's own socket. */
	void stop() {
		ZmqSocket current = this.socket;
		if (!this.running || current == null) {
			return;
		}
		this.running = false;
		if (this.reference.isOwn()) {
			current.stop(Duration.ZERO);
			this.closed = true;
		}
	}

	boolean isRunning() {
		return this.running;
	}

	/** Forget the endpoint's own socket. */
	void end() {
		ZmqSocketRegistry registry = this.sockets;
		ZmqSocket current = this.socket;
		if (this.reference.isOwn() && registry != null && current != null && registry.find(current.name()) == current) {
			registry.remove(current.name(), Duration.ZERO);
		}
	}

}

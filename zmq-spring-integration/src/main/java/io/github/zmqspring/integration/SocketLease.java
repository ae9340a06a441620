package io.github.zmqspring.integration;

import java.time.Duration;

import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;

/**
 * A socket in the hands of an endpoint that does not read it all the time. A socket of
 * its own opens with the application as all others do, whatever the phase of the
 * endpoint; it closes and opens again when the endpoint does.
 */
final class SocketLease {

	private final ZmqSocketRegistry sockets;

	private final ZmqSocket socket;

	private final boolean owned;

	private volatile boolean closed;

	SocketLease(ZmqSocketRegistry sockets, ZmqSocket socket, boolean owned) {
		this.sockets = sockets;
		this.socket = socket;
		this.owned = owned;
	}

	ZmqSocket socket() {
		return this.socket;
	}

	/**
	 * Open the endpoint's own socket, unless the registry has done so or is going to.
	 */
	void open() {
		boolean opensWithOthers = this.socket.spec().autoStartup() && !this.closed;
		if (this.owned && !opensWithOthers && this.sockets.isRunning()) {
			this.socket.start();
			this.closed = false;
		}
	}

	void close() {
		if (this.owned) {
			this.socket.stop(Duration.ZERO);
			this.closed = true;
		}
	}

	/** Forget the endpoint's own socket. */
	void end() {
		if (this.owned && this.sockets.find(this.socket.name()) == this.socket) {
			this.sockets.remove(this.socket.name(), Duration.ZERO);
		}
	}

}

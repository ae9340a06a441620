package io.github.zmqspring.socket;

import io.github.zmqspring.security.ZapHandler;
import io.github.zmqspring.security.ZmqAuthentication;
import io.github.zmqspring.security.ZmqAuthenticationRequest;
import io.github.zmqspring.security.ZmqAuthenticator;
import org.zeromq.ZMQ;

/**
 * An authenticator that closes the socket of the handler which asks it, on the handler's
 * own thread: from another one JeroMQ would break.
 */
final class HandlerBomb implements ZmqAuthenticator {

	private final ZmqContext context;

	private final ZmqAuthenticator others;

	private volatile boolean armed;

	HandlerBomb(ZmqContext context, ZmqAuthenticator others) {
		this.context = context;
		this.others = others;
	}

	/** The next request is the last one. */
	void arm() {
		this.armed = true;
	}

	void disarm() {
		this.armed = false;
	}

	@Override
	public ZmqAuthentication authenticate(ZmqAuthenticationRequest request) throws Exception {
		if (this.armed) {
			this.context.engine()
				.getSockets()
				.stream()
				.filter((socket) -> ZapHandler.ENDPOINT.equals(socket.getLastEndpoint()))
				.forEach(ZMQ.Socket::close);
		}
		return this.others.authenticate(request);
	}

	@Override
	public boolean isQuick() {
		return true;
	}

}

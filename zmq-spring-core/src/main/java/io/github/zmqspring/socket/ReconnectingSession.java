package io.github.zmqspring.socket;

import zmq.Options;
import zmq.io.IOThread;
import zmq.io.SessionBase;
import zmq.io.StreamEngine.ErrorReason;

/**
 * Stands for the session of a connecting endpoint while its connection ends.
 * <p>
 * JeroMQ gives such an endpoint up for good when its connection ends with a protocol
 * error: a frame above the limit, a wrong key, a peer that is not what it should be for a
 * moment. What is sent from then on goes nowhere, and nothing says so. Here every end is
 * told to the session as the loss of a connection, which is made again after a while;
 * what is queued stays queued.
 */
final class ReconnectingSession extends SessionBase {

	private final SessionBase session;

	private final Reconnects reconnects;

	ReconnectingSession(IOThread thread, SessionBase session, Options options, Reconnects reconnects) {
		super(thread, true, session.getSocket(), options, null);
		this.session = session;
		this.reconnects = reconnects;
	}

	@Override
	public void flush() {
		this.session.flush();
	}

	@Override
	public void engineError(boolean handshaked, ErrorReason reason) {
		if (reason != ErrorReason.PROTOCOL) {
			this.session.engineError(handshaked, reason);
			return;
		}
		// the connecter takes its first interval from here, on this thread
		this.options.reconnectIvl = this.reconnects.next(this.session.getEndpoint(), System.nanoTime());
		try {
			this.session.engineError(handshaked, ErrorReason.CONNECTION);
		}
		finally {
			this.options.reconnectIvl = this.reconnects.usual();
		}
	}

}

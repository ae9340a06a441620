package io.github.zmqspring.socket;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.PeerSeal;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * A JeroMQ socket whose messages somebody else sees too. As long as no socket has a tap
 * this class is not loaded, and the calls of its superclass stay direct.
 */
final class TappedEngineSocket extends EngineSocket {

	private final ZmqTap tap;

	TappedEngineSocket(ZMQ.Socket socket, SocketSpec spec, SocketCounters counters, PeerSeal seal, ZmqTap tap) {
		super(socket, spec, counters, seal);
		this.tap = tap;
	}

	@Override
	SendResult trySend(ZmqMessage message) {
		@Nullable SendResult[] result = new SendResult[1];
		this.tap.sending(message, () -> (result[0] = super.trySend(message)) == SendResult.SENT);
		SendResult outcome = result[0];
		if (outcome == null) {
			throw new IllegalStateException(this.tap + " has not sent the message it was given");
		}
		return outcome;
	}

	@Override
	@Nullable ZmqMessage tryReceive() {
		return seen(super.tryReceive());
	}

	@Override
	@Nullable ZmqMessage receive(AtomicBoolean cancelled) {
		return seen(super.receive(cancelled));
	}

	@Override
	@Nullable ZmqMessage receiveInterruptibly(AtomicBoolean cancelled) {
		return seen(super.receiveInterruptibly(cancelled));
	}

	private @Nullable ZmqMessage seen(@Nullable ZmqMessage message) {
		if (message != null) {
			this.tap.received(message);
		}
		return message;
	}

}

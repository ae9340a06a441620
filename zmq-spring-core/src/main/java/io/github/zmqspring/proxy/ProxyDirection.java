package io.github.zmqspring.proxy;

import io.github.zmqspring.error.ZmqInterruptedException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqReceiver;
import io.github.zmqspring.socket.ZmqSocket;
import org.jspecify.annotations.Nullable;

/**
 * Sends what one socket of a proxy receives through the other, whole messages with all
 * their frames as they are. Called by the one thread that reads the receiving socket.
 * <p>
 * Where the other socket is full, the thread waits and the high-water mark does its work
 * at the peers. Where it is a ROUTER, one peer must not make the others wait: what is for
 * a full or absent peer is dropped and counted, as {@code zmq_proxy} drops it uncounted.
 */
final class ProxyDirection implements ZmqReceiver {

	private final ZmqSocket target;

	private final boolean addressed;

	private final ProxyGate gate;

	private final @Nullable ProxyCapture capture;

	private final DirectionCounters counters;

	ProxyDirection(ZmqSocket target, ProxyGate gate, @Nullable ProxyCapture capture, DirectionCounters counters) {
		this.target = target;
		this.addressed = ProxyPairs.isAddressed(target.type());
		this.gate = gate;
		this.capture = capture;
		this.counters = counters;
	}

	@Override
	public void onMessage(ZmqMessage message) {
		this.gate.pass();
		ProxyCapture copies = this.capture;
		if (copies != null) {
			// before it is forwarded, or a reply could be captured before its request
			copies.copy(message);
		}
		if (this.addressed) {
			route(message);
		}
		else {
			forward(message);
		}
	}

	private void route(ZmqMessage message) {
		if (message.size() < 2) {
			// JeroMQ swallows a message that is nothing but an address
			this.counters.unroutable();
			return;
		}
		try {
			if (this.target.trySend(message)) {
				this.counters.forwarded(message.byteCount());
			}
			else {
				this.counters.full();
			}
		}
		catch (ZmqUnroutableException | ZmqSocketStoppedException ex) {
			// a closed ROUTER has no peers: when it opens again, they have other ids
			this.counters.unroutable();
		}
		catch (RuntimeException ex) {
			this.counters.undelivered();
			throw ex;
		}
	}

	private void forward(ZmqMessage message) {
		do {
			try {
				if (this.target.send(message, this.gate.slice())) {
					this.counters.forwarded(message.byteCount());
					return;
				}
			}
			catch (ZmqSocketStoppedException ex) {
				this.gate.rest();
			}
			catch (ZmqInterruptedException ex) {
				// nobody may interrupt the thread of a loop, and no message is lost for
				// it
				Thread.interrupted();
			}
			catch (RuntimeException ex) {
				this.counters.undelivered();
				throw ex;
			}
			this.gate.pass();
		}
		while (!this.gate.isOver());
		this.counters.undelivered();
	}

}

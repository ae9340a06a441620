package io.github.zmqspring.proxy;

import java.util.concurrent.atomic.LongAdder;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocket;

/**
 * Copies messages to the capture socket, without ever waiting for it. Used by both
 * directions at once.
 */
final class ProxyCapture {

	/** Counts for a proxy's whole life; the capture itself is made new for each start. */
	static final class Counters {

		private final LongAdder captured = new LongAdder();

		private final LongAdder dropped = new LongAdder();

		long captured() {
			return this.captured.sum();
		}

		long dropped() {
			return this.dropped.sum();
		}

	}

	private final ZmqSocket socket;

	private final Counters counters;

	ProxyCapture(ZmqSocket socket, Counters counters) {
		this.socket = socket;
		this.counters = counters;
	}

	void copy(ZmqMessage message) {
		boolean taken = false;
		try {
			taken = this.socket.trySend(message);
		}
		catch (ZmqException ex) {
			// closed, or at odds with the engine: the copy is lost, the message is not
		}
		(taken ? this.counters.captured : this.counters.dropped).increment();
	}

}

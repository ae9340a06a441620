package io.github.zmqspring.proxy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what goes one way. Written by the thread that reads the receiving socket, and by
 * no other; read from anywhere.
 */
final class DirectionCounters {

	private final AtomicLong messages = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	private final AtomicLong full = new AtomicLong();

	private final AtomicLong unroutable = new AtomicLong();

	private final AtomicLong undelivered = new AtomicLong();

	void forwarded(long size) {
		add(this.bytes, size);
		add(this.messages, 1);
	}

	void full() {
		add(this.full, 1);
	}

	void unroutable() {
		add(this.unroutable, 1);
	}

	void undelivered() {
		add(this.undelivered, 1);
	}

	long undeliveredCount() {
		return this.undelivered.get();
	}

	/** One writer needs no atomic addition, and no fence per message. */
	private static void add(AtomicLong counter, long value) {
		counter.lazySet(counter.getPlain() + value);
	}

	ZmqProxyStatistics.Direction snapshot() {
		return new ZmqProxyStatistics.Direction(this.messages.get(), this.bytes.get(), this.full.get(),
				this.unroutable.get(), this.undelivered.get());
	}

}

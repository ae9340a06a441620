package io.github.zmqspring.socket;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What has passed through a socket since the application started. Reading is cheap and
 * may be done from any thread; a figure is never reset.
 */
public final class SocketCounters {

	/** Written under the socket's lock only: no atomic addition, no fence per message. */
	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong received = new AtomicLong();

	private final LongAdder rejected = new LongAdder();

	private final LongAdder unroutable = new LongAdder();

	private final LongAdder undelivered = new LongAdder();

	SocketCounters() {
	}

	/**
	 * Return the messages that JeroMQ took for sending.
	 * @return a number of messages
	 */
	public long sent() {
		return this.sent.get();
	}

	/**
	 * Return the messages that were taken from JeroMQ.
	 * @return a number of messages
	 */
	public long received() {
		return this.received.get();
	}

	/**
	 * Return the sends that were refused because the high-water mark was reached or no
	 * peer was there.
	 * @return a number of messages
	 */
	public long rejected() {
		return this.rejected.sum();
	}

	/**
	 * Return the sends whose routing id no peer had.
	 * @return a number of messages
	 */
	public long unroutable() {
		return this.unroutable.sum();
	}

	/**
	 * Return the messages that were received and not handed to the receiver because the
	 * socket stopped.
	 * @return a number of messages
	 */
	public long undelivered() {
		return this.undelivered.sum();
	}

	void add(EngineSocket.SendResult result) {
		switch (result) {
			case SENT -> this.sent.lazySet(this.sent.getPlain() + 1);
			case FULL -> addRejected();
			case UNROUTABLE -> this.unroutable.increment();
		}
	}

	void addRejected() {
		this.rejected.increment();
	}

	void addReceived(int messages) {
		this.received.lazySet(this.received.getPlain() + messages);
	}

	void addUndelivered(int messages) {
		this.undelivered.add(messages);
	}

}

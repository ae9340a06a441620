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

	private final AtomicLong sentBytes = new AtomicLong();

	private final AtomicLong received = new AtomicLong();

	private final AtomicLong receivedBytes = new AtomicLong();

	private final AtomicLong dropped = new AtomicLong();

	private final LongAdder rejectedFull = new LongAdder();

	private final LongAdder rejectedNoPeer = new LongAdder();

	private final LongAdder unroutable = new LongAdder();

	private final LongAdder undelivered = new LongAdder();

	private final LongAdder unsent = new LongAdder();

	private final Runnable onLoss;

	/**
	 * Create counters that are all 0.
	 * @param onLoss called after a message was dropped or refused, maybe under the
	 * socket's lock
	 */
	SocketCounters(Runnable onLoss) {
		this.onLoss = onLoss;
	}

	/**
	 * Return the messages that JeroMQ took for sending.
	 * @return a number of messages
	 */
	public long sent() {
		return this.sent.get();
	}

	/**
	 * Return the bytes of all frames that JeroMQ took for sending.
	 * @return a number of bytes, without what the protocol adds
	 */
	public long sentBytes() {
		return this.sentBytes.get();
	}

	/**
	 * Return the messages that were taken from JeroMQ.
	 * @return a number of messages
	 */
	public long received() {
		return this.received.get();
	}

	/**
	 * Return the bytes of all frames that were taken from JeroMQ.
	 * @return a number of bytes, without what the protocol adds
	 */
	public long receivedBytes() {
		return this.receivedBytes.get();
	}

	/**
	 * Return the copies of messages that peers have missed because their queue was full:
	 * one for each slow subscriber of a PUB, XPUB or RADIO, one for each message that a
	 * ROUTER without {@code router-mandatory} has thrown away. JeroMQ reports them as
	 * sent. What {@code conflate} replaces is not among them.
	 * @return a number of messages; 0 where JeroMQ's internals are not open to this
	 * library
	 */
	public long dropped() {
		return this.dropped.get();
	}

	/**
	 * Return the sends that were refused because the high-water mark was reached or no
	 * peer was there.
	 * @return a number of messages
	 */
	public long rejected() {
		return rejectedFull() + rejectedNoPeer();
	}

	/**
	 * Return the sends that were refused because the high-water mark was reached for
	 * every peer.
	 * @return a number of messages
	 */
	public long rejectedFull() {
		return this.rejectedFull.sum();
	}

	/**
	 * Return the sends that were refused because no peer was there.
	 * @return a number of messages
	 */
	public long rejectedNoPeer() {
		return this.rejectedNoPeer.sum();
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

	/**
	 * Return the messages that JeroMQ took for sending and that never left: the socket
	 * was closed and its linger time was over, or it was reopened, or the peer they were
	 * queued for had left.
	 * @return a number of messages, one for each peer; 0 where JeroMQ's internals are not
	 * open to this library
	 */
	public long unsent() {
		return this.unsent.sum();
	}

	/** The lock is held. */
	void addSent(long bytes) {
		this.sent.lazySet(this.sent.getPlain() + 1);
		this.sentBytes.lazySet(this.sentBytes.getPlain() + bytes);
	}

	/** The lock is held. */
	void addDropped(int messages) {
		this.dropped.lazySet(this.dropped.getPlain() + messages);
		this.onLoss.run();
	}

	void addRejected(boolean peers) {
		(peers ? this.rejectedFull : this.rejectedNoPeer).increment();
		this.onLoss.run();
	}

	void addUnroutable() {
		this.unroutable.increment();
		this.onLoss.run();
	}

	/** The lock is held. */
	void addReceived(int messages, long bytes) {
		this.received.lazySet(this.received.getPlain() + messages);
		this.receivedBytes.lazySet(this.receivedBytes.getPlain() + bytes);
	}

	void addUnsent(long messages) {
		this.unsent.add(messages);
	}

	void addUndelivered(int messages) {
		this.undelivered.add(messages);
	}

}

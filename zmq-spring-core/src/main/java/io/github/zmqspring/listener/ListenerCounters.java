package io.github.zmqspring.listener;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What has become of a listener's messages since the application started. Reading is
 * cheap, allocates nothing and may be done from any thread; a figure is never reset.
 */
public final class ListenerCounters {

	/** Written by the thread that reads the socket only: no atomic addition. */
	private final AtomicLong received = new AtomicLong();

	/** Written by that thread only, where it handles the messages, too. */
	private final AtomicLong finishedByReader = new AtomicLong();

	private final LongAdder finished = new LongAdder();

	private final LongAdder filtered = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder unreadable = new LongAdder();

	private final LongAdder retried = new LongAdder();

	private final LongAdder abandoned = new LongAdder();

	private final LongAdder replied = new LongAdder();

	private final LongAdder undeliverableReplies = new LongAdder();

	ListenerCounters() {
	}

	/**
	 * Return the messages that were taken from the socket.
	 * @return a number of messages
	 */
	public long received() {
		return this.received.get();
	}

	/**
	 * Return the messages that the filter turned down.
	 * @return a number of messages
	 */
	public long filtered() {
		return this.filtered.sum();
	}

	/**
	 * Return the messages that could not be handled, whatever became of them then. A
	 * message that a retry saved is not among them.
	 * @return a number of messages
	 */
	public long failed() {
		return this.failed.sum();
	}

	/**
	 * Return those of the failed messages that could not be read: their layout was not
	 * the socket's, or their payload could not be converted or was not valid. The handler
	 * has not seen them.
	 * @return a number of messages
	 */
	public long unreadable() {
		return this.unreadable.sum();
	}

	/**
	 * Return those of the failed messages that the handler, or its asynchronous result,
	 * has failed on.
	 * @return a number of messages
	 */
	public long handlerFailures() {
		// the order matters: the other way round it could be negative
		long notSeen = unreadable();
		return failed() - notSeen;
	}

	/**
	 * Return how often a handler was called again after a failure.
	 * @return a number of calls
	 */
	public long retried() {
		return this.retried.sum();
	}

	/**
	 * Return the messages that were taken from the socket and never handled, because the
	 * listener had to stop.
	 * @return a number of messages
	 */
	public long abandoned() {
		return this.abandoned.sum();
	}

	/**
	 * Return the results that were sent, through whatever socket.
	 * @return a number of messages
	 */
	public long replied() {
		return this.replied.sum();
	}

	/**
	 * Return the results that could not be sent: the peer was gone, its queue was full
	 * for longer than the send timeout, or the socket was closed.
	 * @return a number of messages
	 */
	public long undeliverableReplies() {
		return this.undeliverableReplies.sum();
	}

	/**
	 * Return the messages that are being handled or wait for a worker, those with
	 * outstanding asynchronous results among them.
	 * @return a number of messages, exact when nothing changes
	 */
	public long inFlight() {
		// the order matters: the other way round it could be negative
		long done = this.finishedByReader.get() + this.finished.sum();
		return this.received.get() - done;
	}

	void addReceived() {
		this.received.lazySet(this.received.getPlain() + 1);
	}

	/** The thread that reads the socket has handled a message itself. */
	void addFinishedByReader() {
		this.finishedByReader.lazySet(this.finishedByReader.getPlain() + 1);
	}

	void addFinished() {
		this.finished.increment();
	}

	void addFiltered() {
		this.filtered.increment();
	}

	void addFailed() {
		this.failed.increment();
	}

	void addUnreadable() {
		// the order matters: there are never more of them than failed ones
		this.failed.increment();
		this.unreadable.increment();
	}

	void addRetried() {
		this.retried.increment();
	}

	void addAbandoned(int messages) {
		this.abandoned.add(messages);
		this.finished.add(messages);
	}

	void addReplied() {
		this.replied.increment();
	}

	void addUndeliverableReply() {
		this.undeliverableReplies.increment();
	}

	@Override
	public String toString() {
		return "received=" + received() + ", filtered=" + filtered() + ", failed=" + failed() + ", unreadable="
				+ unreadable() + ", retried=" + retried() + ", abandoned=" + abandoned() + ", replied=" + replied()
				+ ", undeliverableReplies=" + undeliverableReplies() + ", inFlight=" + inFlight();
	}

}

package io.github.zmqspring.template;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What has become of the requests of a socket since its first one. Reading is cheap and
 * may be done from any thread; a figure is never reset.
 */
public final class RequestCounters {

	private final Figure sent = new Figure();

	private final Figure replied = new Figure();

	private final Figure timedOut = new Figure();

	private final Figure failed = new Figure();

	private final Figure retried = new Figure();

	private final Figure lateReplies = new Figure();

	private final Figure reopened = new Figure();

	private final Figure inFlight = new Figure();

	RequestCounters() {
	}

	/**
	 * Return the requests that were sent, each counted once however many tries it took.
	 * @return a number of requests
	 */
	public long sent() {
		return this.sent.get();
	}

	/**
	 * Return the requests that got their reply.
	 * @return a number of requests
	 */
	public long replied() {
		return this.replied.get();
	}

	/**
	 * Return the requests that got no reply in any of their tries, or that waited in vain
	 * for their turn.
	 * @return a number of requests
	 */
	public long timedOut() {
		return this.timedOut.get();
	}

	/**
	 * Return the requests that were given up for another reason: cancelled, interrupted,
	 * or the socket was stopped.
	 * @return a number of requests
	 */
	public long failed() {
		return this.failed.get();
	}

	/**
	 * Return the tries after the first.
	 * @return a number of tries
	 */
	public long retried() {
		return this.retried.get();
	}

	/**
	 * Return the messages that answered no request in flight and were dropped: replies
	 * that came too late, second replies to a request that was sent twice, and what is
	 * not a reply at all.
	 * @return a number of messages
	 */
	public long lateReplies() {
		return this.lateReplies.get();
	}

	/**
	 * Return how often the socket was reopened because of requests without a reply.
	 * @return a number of times
	 */
	public long reopened() {
		return this.reopened.get();
	}

	/**
	 * Return the requests that wait for their reply or their turn now.
	 * @return a number of requests
	 */
	public long inFlight() {
		return this.inFlight.get();
	}

	void addSent() {
		this.sent.add(1);
	}

	void addReplied() {
		this.replied.add(1);
	}

	void addTimedOut() {
		this.timedOut.add(1);
	}

	void addFailed() {
		this.failed.add(1);
	}

	void addRetried() {
		this.retried.add(1);
	}

	void addLateReply() {
		this.lateReplies.add(1);
	}

	void addReopened() {
		this.reopened.add(1);
	}

	void addInFlight(int change) {
		this.inFlight.add(change);
	}

	@Override
	public String toString() {
		return "RequestCounters[sent=" + sent() + ", replied=" + replied() + ", timedOut=" + timedOut() + ", failed="
				+ failed() + ", retried=" + retried() + ", lateReplies=" + lateReplies() + ", reopened=" + reopened()
				+ ", inFlight=" + inFlight() + "]";
	}

	/** Written under the requester's lock only: no atomic addition is needed. */
	private static final class Figure {

		private final AtomicLong value = new AtomicLong();

		long get() {
			return this.value.get();
		}

		void add(int change) {
			this.value.lazySet(this.value.getPlain() + change);
		}

	}

}

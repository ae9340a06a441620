package io.github.zmqspring.socket;

import java.util.concurrent.TimeUnit;

import io.github.zmqspring.message.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What a reader has taken from its socket and not yet handed to the receiver. It grows up
 * to 64 messages while the receiver is quick and shrinks to one while it is slow, so that
 * little is left in it when the socket is paused or stopped.
 */
final class HandOut {

	/** Takes messages from the socket. */
	interface Source {

		/**
		 * Take messages.
		 * @param batch filled from its beginning
		 * @param limit how many at most
		 * @return how many
		 */
		int take(ZmqMessage[] batch, int limit);

	}

	private static final Log logger = LogFactory.getLog(HandOut.class);

	private static final int MAX_BATCH = 64;

	/** A batch that takes longer than this is halved the next time. */
	private static final long SLOW_BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private final ZmqReceiver receiver;

	private final String description;

	private final WireTap tap;

	private final ZmqMessage[] batch = new ZmqMessage[MAX_BATCH];

	/** The next message to hand out, and the end; reader's thread only. */
	private int next;

	private int end;

	private int limit = 1;

	private volatile boolean paused;

	/** Nothing more is read; what has been read is still handed out. */
	private volatile boolean ending;

	/** The time for handing out is over, too. */
	private volatile boolean abandoned;

	HandOut(ZmqReceiver receiver, String description, WireTap tap) {
		this.receiver = receiver;
		this.description = description;
		this.tap = tap;
	}

	String description() {
		return this.description;
	}

	void pause(boolean on) {
		this.paused = on;
	}

	boolean isPaused() {
		return this.paused;
	}

	void restart() {
		this.ending = false;
		this.abandoned = false;
		this.receiver.onStart();
	}

	void end() {
		this.ending = true;
	}

	void abandon() {
		this.abandoned = true;
	}

	/**
	 * Return whether nothing may be read now.
	 * @return whether it is paused or ends
	 */
	boolean isHeld() {
		return this.paused || this.ending;
	}

	boolean isEnding() {
		return this.ending;
	}

	/**
	 * Take a batch and hand it out; first what is left of the last one.
	 * @param source where to take from
	 * @return whether there may be more at once
	 */
	boolean run(Source source) {
		if (this.next == this.end) {
			this.next = 0;
			this.end = source.take(this.batch, this.limit);
			this.tap.received(this.batch, this.end);
		}
		boolean full = this.end == this.limit;
		// only the time of a full batch tells anything, and asking costs as much as a
		// message
		long began = full ? System.nanoTime() : 0;
		while (this.next < this.end && !this.paused && !this.abandoned) {
			handOutNext();
		}
		if (full) {
			adapt(System.nanoTime() - began);
		}
		return full || this.next < this.end;
	}

	/**
	 * Hand out what has been read, paused or not: nothing more is read. On the reader's
	 * thread.
	 */
	void finish() {
		while (this.next < this.end && !this.abandoned) {
			handOutNext();
		}
	}

	@SuppressWarnings("NullAway") // a slot that was handed out is emptied for the
									// collector
	private void handOutNext() {
		ZmqMessage message = this.batch[this.next];
		this.batch[this.next++] = null;
		try {
			this.receiver.onMessage(message);
		}
		catch (Throwable ex) {
			logger.error(this.description + " failed on a message", ex);
		}
	}

	private void adapt(long nanos) {
		this.limit = (nanos > SLOW_BATCH_NANOS) ? Math.max(1, this.limit / 2) : Math.min(MAX_BATCH, this.limit * 2);
	}

	/** Whether reading may rest: nothing is left, and the receiver expects nothing. */
	boolean mayRest() {
		return this.next == this.end && !isHeld() && this.receiver.mayRest();
	}

	/** The reader has ended although nobody has asked it to. */
	void failed(Throwable ex) {
		this.receiver.onFailure(ex);
	}

	/**
	 * Drop what has not been handed out; the reader has ended.
	 * @return how many messages
	 */
	int drop() {
		int dropped = this.end - this.next;
		this.next = this.end;
		return dropped;
	}

}

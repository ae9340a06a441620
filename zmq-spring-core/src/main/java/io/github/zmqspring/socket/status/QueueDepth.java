package io.github.zmqspring.socket.status;

/**
 * How many messages wait in a queue, next to its high-water mark. A message counts once,
 * however many frames it has.
 *
 * @param waiting the messages in the queue
 * @param limit how many it takes at most, 0 for any number
 */
public record QueueDepth(long waiting, long limit) {

	/** A queue that takes any number of messages and has none. */
	public static final QueueDepth EMPTY = new QueueDepth(0, 0);

	/**
	 * Return whether the queue takes no more messages.
	 * @return whether it is full
	 */
	public boolean isFull() {
		return this.limit > 0 && this.waiting >= this.limit;
	}

	/**
	 * Return both queues together.
	 * @param other another queue
	 * @return the sums; without limit if one of the two has none
	 */
	public QueueDepth plus(QueueDepth other) {
		boolean limited = this.limit > 0 && other.limit > 0;
		return new QueueDepth(this.waiting + other.waiting, limited ? this.limit + other.limit : 0);
	}

}

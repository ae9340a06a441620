package io.github.zmqspring.error;

import java.time.Duration;

/**
 * A socket took no message within the time its caller was ready to wait: the high-water
 * mark of every peer is reached, or there is no peer (Guide chapter 2, "High-Water
 * Marks").
 */
@SuppressWarnings("serial")
public class ZmqQueueFullException extends ZmqSendException {

	private final Duration waited;

	/**
	 * Create an exception.
	 * @param socketName the name of the socket
	 * @param waited how long the caller waited for room, zero if it did not wait
	 */
	public ZmqQueueFullException(String socketName, Duration waited) {
		super(socketName, "Socket '" + socketName + "' took no message within " + waited.toMillis()
				+ " ms: every peer's queue is full, or there is no peer");
		this.waited = waited;
	}

	/**
	 * Return how long the caller waited for room.
	 * @return the time, zero if the caller did not wait
	 */
	public Duration getWaited() {
		return this.waited;
	}

}

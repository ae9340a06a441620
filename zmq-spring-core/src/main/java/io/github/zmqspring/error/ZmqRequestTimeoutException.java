package io.github.zmqspring.error;

import java.time.Duration;

/**
 * A request got no reply in time, after all its tries (Guide chapter 4, "Lazy Pirate").
 * The peer may or may not have done the work.
 */
@SuppressWarnings("serial")
public class ZmqRequestTimeoutException extends ZmqException {

	private final String socketName;

	private final Duration timeout;

	private final int tries;

	/**
	 * Create an exception.
	 * @param socketName the name of the socket
	 * @param timeout how long each try waited for the reply
	 * @param tries how many times the request was sent, at least 1
	 */
	public ZmqRequestTimeoutException(String socketName, Duration timeout, int tries) {
		super("Socket '" + socketName + "' got no reply within " + timeout.toMillis() + " ms"
				+ ((tries > 1) ? " in each of " + tries + " tries" : ""));
		this.socketName = socketName;
		this.timeout = timeout;
		this.tries = tries;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocketName() {
		return this.socketName;
	}

	/**
	 * Return how long each try waited for the reply.
	 * @return the time per try
	 */
	public Duration getTimeout() {
		return this.timeout;
	}

	/**
	 * Return how many times the request was sent.
	 * @return the number of tries, at least 1
	 */
	public int getTries() {
		return this.tries;
	}

}

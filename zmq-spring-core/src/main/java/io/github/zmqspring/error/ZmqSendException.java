package io.github.zmqspring.error;

import org.jspecify.annotations.Nullable;

/**
 * A message was not sent: no frame of it has left, the caller still has it.
 */
@SuppressWarnings("serial")
public class ZmqSendException extends ZmqException {

	private final String socketName;

	/**
	 * Create an exception without a cause.
	 * @param socketName the name of the socket
	 * @param message what went wrong
	 */
	public ZmqSendException(String socketName, String message) {
		this(socketName, message, null);
	}

	/**
	 * Create an exception with a cause.
	 * @param socketName the name of the socket
	 * @param message what went wrong
	 * @param cause the failure underneath, or {@code null}
	 */
	public ZmqSendException(String socketName, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.socketName = socketName;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocketName() {
		return this.socketName;
	}

}

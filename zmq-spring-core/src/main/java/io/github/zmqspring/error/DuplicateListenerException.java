package io.github.zmqspring.error;

/**
 * Two receivers claim one socket. A ZeroMQ socket delivers each message once, so the two
 * would take each other's messages at random.
 */
@SuppressWarnings("serial")
public class DuplicateListenerException extends ZmqException {

	private final String socketName;

	private final String first;

	private final String second;

	/**
	 * Create an exception.
	 * @param socketName the name of the socket
	 * @param first the receiver that has the socket
	 * @param second the receiver that claims it too
	 */
	public DuplicateListenerException(String socketName, String first, String second) {
		super("Socket '" + socketName + "' has two receivers, " + first + " and " + second
				+ ", but delivers each message once only");
		this.socketName = socketName;
		this.first = first;
		this.second = second;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocketName() {
		return this.socketName;
	}

	/**
	 * Return the receiver that has the socket.
	 * @return a description for a human reader
	 */
	public String getFirst() {
		return this.first;
	}

	/**
	 * Return the receiver that claims the socket too.
	 * @return a description for a human reader
	 */
	public String getSecond() {
		return this.second;
	}

}

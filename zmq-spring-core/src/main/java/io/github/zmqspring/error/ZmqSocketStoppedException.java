package io.github.zmqspring.error;

/**
 * A socket was used that is not started, or it was stopped while its caller waited.
 */
@SuppressWarnings("serial")
public class ZmqSocketStoppedException extends ZmqException {

	private final String socketName;

	/**
	 * Create an exception.
	 * @param socketName the name of the socket
	 */
	public ZmqSocketStoppedException(String socketName) {
		super("Socket '" + socketName + "' is not running");
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

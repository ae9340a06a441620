package io.github.zmqspring.error;

import org.jspecify.annotations.Nullable;

/**
 * A socket could not bind an endpoint.
 */
@SuppressWarnings("serial")
public class ZmqBindException extends ZmqException {

	/**
	 * {@code zmq.ZError.EADDRINUSE}: JeroMQ has its own numbers, the same on every
	 * platform.
	 */
	private static final int EADDRINUSE = 48;

	private final String socketName;

	private final String endpoint;

	private final int errno;

	/**
	 * Create an exception without a cause.
	 * @param socketName the name of the socket
	 * @param endpoint the endpoint it could not bind
	 * @param errno JeroMQ's error number (a constant of {@code zmq.ZError})
	 */
	public ZmqBindException(String socketName, String endpoint, int errno) {
		this(socketName, endpoint, errno, null);
	}

	/**
	 * Create an exception with a cause.
	 * @param socketName the name of the socket
	 * @param endpoint the endpoint it could not bind
	 * @param errno JeroMQ's error number (a constant of {@code zmq.ZError})
	 * @param cause the failure underneath, or {@code null}
	 */
	public ZmqBindException(String socketName, String endpoint, int errno, @Nullable Throwable cause) {
		super("Socket '" + socketName + "' cannot bind " + endpoint + ": "
				+ ((errno == EADDRINUSE) ? "the address is in use" : "error " + errno), cause);
		this.socketName = socketName;
		this.endpoint = endpoint;
		this.errno = errno;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocketName() {
		return this.socketName;
	}

	/**
	 * Return the endpoint that could not be bound.
	 * @return the endpoint
	 */
	public String getEndpoint() {
		return this.endpoint;
	}

	/**
	 * Return JeroMQ's error number.
	 * @return a constant of {@code zmq.ZError}
	 */
	public int getErrno() {
		return this.errno;
	}

	/**
	 * Return whether somebody else has the address.
	 * @return whether the error is {@code EADDRINUSE}
	 */
	public boolean isAddressInUse() {
		return this.errno == EADDRINUSE;
	}

}

package io.github.zmqspring.error;

/**
 * The host of an endpoint to connect to has no address, or not yet: JeroMQ asks for it
 * when the connection is begun. Once begun, it asks again at each reconnect.
 */
@SuppressWarnings("serial")
public class ZmqUnknownHostException extends ZmqConfigurationException {

	/**
	 * Create an exception.
	 * @param socketName the name of the socket
	 * @param endpoint the endpoint whose host is unknown
	 */
	public ZmqUnknownHostException(String socketName, String endpoint) {
		super("Socket '" + socketName + "'", socketName, "connect", endpoint, "the host name is unknown",
				"Correct it, or let the application start before the name is known with "
						+ "zmq.startup-failure-policy=retry.");
	}

}

package io.github.zmqspring.error;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint (a transport address such as {@code tcp://127.0.0.1:5555}) that cannot be
 * parsed or cannot be used the way it is declared.
 */
@SuppressWarnings("serial")
public class ZmqEndpointException extends ZmqConfigurationException {

	private final String endpoint;

	/**
	 * Create an exception about an endpoint whose socket is not known (yet).
	 * @param endpoint the endpoint as it was written
	 * @param reason what is wrong with it
	 * @param action what the user can do about it
	 * @see #inSocket(String, String)
	 */
	public ZmqEndpointException(String endpoint, String reason, String action) {
		this("endpoint '" + endpoint + "'", null, "address", endpoint, reason, action);
	}

	/**
	 * Create an exception about an endpoint of a declaration.
	 * @param subject what was declared, for instance {@code socket 'tasks'}
	 * @param socketName the name of the socket, or {@code null} if there is none
	 * @param property the property that holds the endpoint: {@code bind} or
	 * {@code connect}
	 * @param endpoint the endpoint as it was written
	 * @param reason what is wrong with it
	 * @param action what the user can do about it
	 */
	public ZmqEndpointException(String subject, @Nullable String socketName, String property, String endpoint,
			String reason, String action) {
		this(subject, socketName, property, endpoint, reason, action, null);
	}

	/**
	 * Create an exception about an endpoint of a declaration, with a cause.
	 * @param subject what was declared, for instance {@code socket 'tasks'}
	 * @param socketName the name of the socket, or {@code null} if there is none
	 * @param property the property that holds the endpoint: {@code bind} or
	 * {@code connect}
	 * @param endpoint the endpoint as it was written
	 * @param reason what is wrong with it
	 * @param action what the user can do about it
	 * @param cause the failure underneath, or {@code null}
	 */
	public ZmqEndpointException(String subject, @Nullable String socketName, String property, String endpoint,
			String reason, String action, @Nullable Throwable cause) {
		super(subject, socketName, property, endpoint, reason, action, cause);
		this.endpoint = endpoint;
	}

	/**
	 * Return the endpoint as it was written.
	 * @return the endpoint
	 */
	public String getEndpoint() {
		return this.endpoint;
	}

	/**
	 * Return the same failure told about a named socket: a parser of endpoints does not
	 * know whose endpoint it parses, its caller does.
	 * @param socketName the name of the socket
	 * @param property the property that holds the endpoint: {@code bind} or
	 * {@code connect}
	 * @return a new exception with this one as its cause
	 */
	public ZmqEndpointException inSocket(String socketName, String property) {
		return new ZmqEndpointException(socketSubject(socketName), socketName, property, this.endpoint, getReason(),
				getAction(), this);
	}

}

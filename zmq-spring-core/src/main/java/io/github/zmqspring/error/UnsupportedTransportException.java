package io.github.zmqspring.error;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint whose transport JeroMQ does not have ({@code pgm}, {@code epgm},
 * {@code udp}, {@code ws}, ...) or does not have on this platform or for this type of
 * socket.
 */
@SuppressWarnings("serial")
public class UnsupportedTransportException extends ZmqEndpointException {

	private final String transport;

	/**
	 * Create an exception about an endpoint whose socket is not known (yet).
	 * @param endpoint the endpoint as it was written
	 * @param transport the transport, the part before {@code ://}
	 * @param reason why it is not supported
	 * @param action what the user can do about it
	 */
	public UnsupportedTransportException(String endpoint, String transport, String reason, String action) {
		super(endpoint, reason, action);
		this.transport = transport;
	}

	/**
	 * Create an exception about an endpoint of a declaration.
	 * @param subject what was declared, for instance {@code socket 'tasks'}
	 * @param socketName the name of the socket, or {@code null} if there is none
	 * @param property the property that holds the endpoint: {@code bind} or
	 * {@code connect}
	 * @param endpoint the endpoint as it was written
	 * @param transport the transport, the part before {@code ://}
	 * @param reason why it is not supported
	 * @param action what the user can do about it
	 */
	public UnsupportedTransportException(String subject, @Nullable String socketName, String property, String endpoint,
			String transport, String reason, String action) {
		this(subject, socketName, property, endpoint, transport, reason, action, null);
	}

	private UnsupportedTransportException(String subject, @Nullable String socketName, String property, String endpoint,
			String transport, String reason, String action, @Nullable Throwable cause) {
		super(subject, socketName, property, endpoint, reason, action, cause);
		this.transport = transport;
	}

	/**
	 * Return the transport that is not supported.
	 * @return the part of the endpoint before {@code ://}
	 */
	public String getTransport() {
		return this.transport;
	}

	@Override
	public UnsupportedTransportException inSocket(String socketName, String property) {
		return new UnsupportedTransportException(socketSubject(socketName), socketName, property, getEndpoint(),
				this.transport, getReason(), getAction(), this);
	}

}

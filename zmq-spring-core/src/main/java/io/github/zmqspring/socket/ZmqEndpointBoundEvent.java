package io.github.zmqspring.socket;

import java.time.Instant;

import io.github.zmqspring.socket.event.ZmqEvent;

import org.springframework.context.ApplicationEvent;

/**
 * Published when a socket has bound an endpoint, with the port that an ephemeral port
 * ({@code tcp://127.0.0.1:*}) has become. Unlike the other events it is told by the
 * thread that starts the socket, before anything that needs the port goes on.
 */
@SuppressWarnings("serial")
public class ZmqEndpointBoundEvent extends ApplicationEvent implements ZmqEvent {

	private final String socketName;

	private final transient ZmqEndpoint endpoint;

	/**
	 * Create an event.
	 * @param source the registry
	 * @param socketName the name of the socket
	 * @param endpoint the endpoint, its port resolved
	 */
	public ZmqEndpointBoundEvent(Object source, String socketName, ZmqEndpoint endpoint) {
		super(source);
		this.socketName = socketName;
		this.endpoint = endpoint;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocketName() {
		return this.socketName;
	}

	@Override
	public String socketName() {
		return this.socketName;
	}

	@Override
	public Instant time() {
		return Instant.ofEpochMilli(getTimestamp());
	}

	/**
	 * Return what was bound.
	 * @return the endpoint, its port resolved
	 */
	public ZmqEndpoint getEndpoint() {
		return this.endpoint;
	}

}

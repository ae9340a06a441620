package io.github.zmqspring.observation;

import io.github.zmqspring.socket.SocketSpec;
import io.micrometer.observation.transport.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message that is sent and not answered.
 */
public class ZmqSendContext extends ZmqSenderContext {

	private final @Nullable String destination;

	/**
	 * Create a context.
	 * @param socket the socket it is sent through
	 * @param destination the topic or group, or {@code null} if there is none
	 */
	public ZmqSendContext(SocketSpec socket, @Nullable String destination) {
		super(socket, Kind.PRODUCER);
		this.destination = destination;
	}

	/**
	 * Return what the message is published under.
	 * @return the topic or group, or {@code null} if there is none
	 */
	public @Nullable String getDestination() {
		return this.destination;
	}

}

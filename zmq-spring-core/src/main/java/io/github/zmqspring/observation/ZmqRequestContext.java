package io.github.zmqspring.observation;

import io.github.zmqspring.socket.SocketSpec;
import io.micrometer.observation.transport.Kind;

/**
 * What is known of a request, from its first try to the reply.
 */
public class ZmqRequestContext extends ZmqSenderContext {

	private volatile int timesSent;

	/**
	 * Create a context.
	 * @param socket the socket the request is made through
	 */
	public ZmqRequestContext(SocketSpec socket) {
		super(socket, Kind.CLIENT);
	}

	/**
	 * Return how often the request was sent so far.
	 * @return the number, 0 as long as there is no room for it
	 */
	public int getTimesSent() {
		return this.timesSent;
	}

	/**
	 * Set how often the request was sent.
	 * @param timesSent the number
	 */
	public void setTimesSent(int timesSent) {
		this.timesSent = timesSent;
	}

}

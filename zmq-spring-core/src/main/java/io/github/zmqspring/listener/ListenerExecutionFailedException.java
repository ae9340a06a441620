package io.github.zmqspring.listener;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A listener could not handle a message. The cause is what its handler threw, or what
 * went wrong on the way there.
 */
@SuppressWarnings("serial")
public class ListenerExecutionFailedException extends ZmqException {

	private final String listenerId;

	private final String socketName;

	private final transient ZmqMessage received;

	private final transient @Nullable ZmqParts parts;

	/**
	 * Create an exception.
	 * @param listenerId the id of the listener
	 * @param socketName the name of its socket
	 * @param received the message as it came off the wire; only a short description of it
	 * becomes part of the exception's message
	 * @param parts the parts of the message, or {@code null} if its layout is what failed
	 * @param cause why
	 */
	public ListenerExecutionFailedException(String listenerId, String socketName, ZmqMessage received,
			@Nullable ZmqParts parts, Throwable cause) {
		super("Listener '" + listenerId + "' failed on a message of socket '" + socketName + "': "
				+ ((parts != null) ? parts.payload() : received), cause);
		Assert.notNull(cause, "'cause' must not be null");
		this.listenerId = listenerId;
		this.socketName = socketName;
		this.received = received;
		this.parts = parts;
	}

	/**
	 * Return the listener.
	 * @return its id
	 */
	public String getListenerId() {
		return this.listenerId;
	}

	/**
	 * Return the socket the message came from.
	 * @return its name
	 */
	public String getSocketName() {
		return this.socketName;
	}

	/**
	 * Return the message.
	 * @return all frames as they came off the wire, envelope and topic among them
	 */
	public ZmqMessage getReceived() {
		return this.received;
	}

	/**
	 * Return the parts of the message.
	 * @return topic, headers, payload; {@code null} if the layout is what failed
	 */
	public @Nullable ZmqParts getParts() {
		return this.parts;
	}

}

package io.github.zmqspring.observation;

import java.util.List;
import java.util.Map;

import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.Propagator;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message, or a batch, that a listener handles. The carrier of a
 * message is its headers; a batch has none, for its messages may belong to several
 * traces.
 */
public class ZmqProcessContext extends ReceiverContext<Map<String, String>> {

	private static final Propagator.Getter<Map<String, String>> GETTER = (carrier, name) -> carrier.get(name);

	private final String listenerId;

	private final String socketName;

	private final ZmqSocketType socketType;

	private final List<ZmqParts> messages;

	private final boolean batch;

	private ZmqProcessContext(String listenerId, SocketSpec socket, List<ZmqParts> messages, boolean batch) {
		super(GETTER, socket.type().repliesToSender() ? Kind.SERVER : Kind.CONSUMER);
		this.listenerId = listenerId;
		this.socketName = socket.name();
		this.socketType = socket.type();
		this.messages = messages;
		this.batch = batch;
		setCarrier(batch ? Map.of() : messages.get(0).headers());
	}

	/**
	 * Create the context of a message.
	 * @param listenerId the id of the listener
	 * @param socket the socket the message came from
	 * @param message the message
	 * @return the context
	 */
	public static ZmqProcessContext ofMessage(String listenerId, SocketSpec socket, ZmqParts message) {
		return new ZmqProcessContext(listenerId, socket, List.of(message), false);
	}

	/**
	 * Create the context of a batch.
	 * @param listenerId the id of the listener
	 * @param socket the socket the messages came from
	 * @param messages the messages, at least one
	 * @return the context
	 */
	public static ZmqProcessContext ofBatch(String listenerId, SocketSpec socket, List<ZmqParts> messages) {
		return new ZmqProcessContext(listenerId, socket, List.copyOf(messages), true);
	}

	/**
	 * Return the id of the listener.
	 * @return the id
	 */
	public String getListenerId() {
		return this.listenerId;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocketName() {
		return this.socketName;
	}

	/**
	 * Return the type of the socket.
	 * @return the type
	 */
	public ZmqSocketType getSocketType() {
		return this.socketType;
	}

	/**
	 * Return whether this is a batch, be it of one message.
	 * @return whether the listener takes batches
	 */
	public boolean isBatch() {
		return this.batch;
	}

	/**
	 * Return what is handled.
	 * @return the message, or those of the batch; their headers tell to which traces they
	 * belong
	 */
	public List<ZmqParts> getMessages() {
		return this.messages;
	}

	/**
	 * Return where the message came from.
	 * @return the origin, or {@code null} for a batch and where the engine knows nothing
	 */
	public @Nullable MessageOrigin getOrigin() {
		return this.batch ? null : this.messages.get(0).payload().origin();
	}

	/**
	 * Return what the message was published under.
	 * @return the topic or group, or {@code null} for a batch and if there is none
	 */
	public @Nullable String getDestination() {
		if (this.batch) {
			return null;
		}
		String topic = this.messages.get(0).topicAsString();
		MessageOrigin origin = getOrigin();
		return (topic != null || origin == null) ? topic : origin.group();
	}

}

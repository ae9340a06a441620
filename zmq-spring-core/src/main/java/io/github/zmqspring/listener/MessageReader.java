package io.github.zmqspring.listener;

import java.util.Arrays;
import java.util.Map;

import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of a socket apart.
 */
final class MessageReader {

	private final WireFormat format;

	private final boolean subscriptions;

	private final @Nullable LagWatch lagWatch;

	/**
	 * Create a reader.
	 * @param type the type of the socket
	 * @param format the layout of its messages
	 * @param lagWatch looks at the age of each message, or {@code null}
	 */
	MessageReader(ZmqSocketType type, WireFormat format, @Nullable LagWatch lagWatch) {
		this.lagWatch = lagWatch;
		this.format = format;
		this.subscriptions = type == ZmqSocketType.XPUB;
	}

	/**
	 * Return whether there is nothing to take apart.
	 * @return whether every message is its payload, and nobody wants to see its parts
	 */
	boolean isPayloadOnly() {
		return this.format.isPayloadOnly() && this.lagWatch == null;
	}

	/**
	 * Take a message apart.
	 * @param raw the message as it came off the wire
	 * @return the same with its parts
	 * @throws io.github.zmqspring.message.WireFormatException if it is laid out in
	 * another way
	 */
	Received read(ZmqMessage raw) {
		if (this.subscriptions && isSubscription(raw)) {
			return new Received(raw, subscription(raw));
		}
		ZmqParts parts = this.format.decode(raw);
		if (this.lagWatch != null) {
			this.lagWatch.message(parts);
		}
		return new Received(raw, parts);
	}

	/** RFC 29: a byte of 1 or 0, then the topic. Other upstream messages are ordinary. */
	private static boolean isSubscription(ZmqMessage raw) {
		byte[] frame = raw.first();
		return raw.size() == 1 && frame.length > 0 && (frame[0] == 0 || frame[0] == 1);
	}

	/**
	 * The header cannot be forged: none with the prefix is read from the wire.
	 */
	private static ZmqParts subscription(ZmqMessage raw) {
		byte[] frame = raw.first();
		byte[] topic = Arrays.copyOfRange(frame, 1, frame.length);
		return new ZmqParts(null, null, topic, Map.of(ZmqHeaders.SUBSCRIPTION, String.valueOf(frame[0] == 1)),
				ZmqMessage.received(topic, raw.origin()));
	}

}

package io.github.zmqspring.listener;

import java.util.Arrays;
import java.util.Map;

import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocketType;

/**
 * Takes the messages of a socket apart.
 */
final class MessageReader {

	private final WireFormat format;

	private final boolean subscriptions;

	MessageReader(ZmqSocketType type, WireFormat format) {
		this.format = format;
		this.subscriptions = type == ZmqSocketType.XPUB;
	}

	/**
	 * Return whether there is nothing to take apart.
	 * @return whether every message is its payload
	 */
	boolean isPayloadOnly() {
		return this.format.isPayloadOnly();
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
		return new Received(raw, this.format.decode(raw));
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

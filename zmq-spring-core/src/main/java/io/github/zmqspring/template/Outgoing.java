package io.github.zmqspring.template;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message that a user wants to send, in the user's terms; {@link OutgoingEncoder} says
 * whether the socket can do that.
 */
final class Outgoing {

	byte @Nullable [] topic;

	/** Each of them must travel. */
	final Map<String, Object> headers = new LinkedHashMap<>();

	/** Those of them travel that the socket lets out. */
	@Nullable Map<String, ?> allowedHeaders;

	byte @Nullable [] routingId;

	/** The routing id of a SERVER's or PEER's peer, 0 if there is none. */
	int routingNumber;

	@Nullable ZmqMessage envelope;

	@Nullable String group;

	@Nullable Object body;

	static Outgoing of(Object body) {
		Outgoing message = new Outgoing();
		message.body = body;
		return message;
	}

	static Outgoing of(String topic, Object body) {
		Outgoing message = of(body);
		message.topic = topic.getBytes(StandardCharsets.UTF_8);
		return message;
	}

	boolean hasHeaders() {
		return !this.headers.isEmpty() || this.allowedHeaders != null;
	}

}

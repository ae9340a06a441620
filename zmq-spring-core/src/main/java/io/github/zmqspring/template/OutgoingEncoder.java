package io.github.zmqspring.template;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.MessageDestination;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.observation.TraceHeaders;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Lays messages out for one socket. What the socket has no place for is refused with an
 * {@link IllegalArgumentException} that says what to do, and never left out in silence.
 */
final class OutgoingEncoder {

	private static final ZmqMessage DELIMITER = ZmqMessage.of(new byte[0]);

	private final String name;

	private final ZmqSocketType type;

	private final WireFormat format;

	private final boolean bare;

	private final PayloadConverter converter;

	OutgoingEncoder(SocketSpec spec, WireFormat format, PayloadConverter converter) {
		this.name = spec.name();
		this.type = spec.type();
		this.format = format;
		this.bare = this.type.canSend() && !this.format.isRouted() && this.format.headers() == null
				&& !this.type.routesByNumber() && this.type != ZmqSocketType.RADIO;
		this.converter = converter;
	}

	/**
	 * Lay out a payload that comes with nothing else.
	 * @param payload the payload
	 * @return the frames
	 */
	ZmqMessage encode(Object payload) {
		Assert.notNull(payload, "The payload must not be null");
		if (this.bare) {
			return toFrames(payload);
		}
		return encode(Outgoing.of(payload));
	}

	/**
	 * Lay out a payload that comes with nothing but its topic.
	 * @param topic the topic
	 * @param payload the payload
	 * @return the frames
	 */
	ZmqMessage encode(String topic, Object payload) {
		Assert.notNull(topic, "'topic' must not be null");
		Assert.notNull(payload, "The payload must not be null");
		return (this.bare && this.format.hasTopic()) ? toFrames(payload).push(topic.getBytes(StandardCharsets.UTF_8))
				: encode(Outgoing.of(topic, payload));
	}

	/**
	 * Lay out a message.
	 * @param message the message
	 * @return the frames
	 */
	ZmqMessage encode(Outgoing message) {
		return this.format.encode(parts(message));
	}

	/**
	 * Lay out a message that belongs to a trace.
	 * @param message the message
	 * @param trace the headers that carry the trace
	 * @return the frames
	 */
	ZmqMessage encode(Outgoing message, Map<String, String> trace) {
		return TraceHeaders.encode(this.format, parts(message), trace);
	}

	private ZmqParts parts(Outgoing message) {
		check(this.type.canSend(), "which does not send");
		check(message.topic == null || this.format.hasTopic(),
				"which has no topics: leave the topic out, or use a PUB or XPUB socket");
		checkRouting(message);
		checkGroup(message);
		check(message.envelope == null || this.format.hasEnvelope(),
				"which takes no envelope: only ROUTER and REP do, others send it as frames of the body");
		Map<String, String> headers = headers(message);
		Object body = message.body;
		Assert.isTrue(body != null, "A message needs a body: use body(..)");
		ZmqMessage payload = toFrames(body);
		if (this.type.routesByNumber() || message.group != null) {
			payload = payload.withOrigin(new MessageDestination(message.routingNumber, message.group));
		}
		return new ZmqParts(message.routingId, envelope(message), message.topic, headers, payload);
	}

	private ZmqMessage toFrames(Object payload) {
		ZmqMessage frames = this.converter.toFrames(payload);
		check(frames.size() == 1 || !this.type.isSingleFrame(),
				"whose messages have one frame: send the frames as several messages, or pack them into one frame");
		return frames;
	}

	private @Nullable ZmqMessage envelope(Outgoing message) {
		boolean missing = message.envelope == null && this.type == ZmqSocketType.REP;
		return missing ? DELIMITER : message.envelope;
	}

	private void checkRouting(Outgoing message) {
		if (this.type.routesByNumber()) {
			check(message.routingId == null, "whose routing ids are numbers: use routingId(int)");
			check(message.routingNumber != 0, "which needs to know for whom: use to(..).routingId(int), with the "
					+ "number that came with the peer's message and is never 0");
		}
		else if (this.format.isRouted()) {
			check(message.routingNumber == 0, "whose routing ids are bytes: use routingId(byte[])");
			check(message.routingId != null,
					"which needs to know for whom: use sendTo(..) or to(..).routingId(..) with the peer's routing id");
		}
		else {
			check(message.routingId == null && message.routingNumber == 0,
					"which chooses the peer itself: leave the routing id out, or use a ROUTER or SERVER socket");
		}
	}

	private void checkGroup(Outgoing message) {
		boolean grouped = this.type == ZmqSocketType.RADIO;
		check(message.group == null || grouped, "which has no groups: leave the group out, or use a RADIO socket");
		check(message.group != null || !grouped, "which sends to a group: use to(..).group(..)");
	}

	private Map<String, String> headers(Outgoing message) {
		if (!message.hasHeaders()) {
			return Map.of();
		}
		HeaderPolicy policy = this.format.headers();
		if (policy == null) {
			throw new IllegalArgumentException("Socket '" + this.name + "' sends no headers: switch on its 'headers' "
					+ "at both ends, or leave them out");
		}
		Map<String, String> strict = policy.outbound(message.headers);
		for (Map.Entry<String, Object> header : message.headers.entrySet()) {
			if (!strict.containsKey(header.getKey())) {
				throw new IllegalArgumentException("Socket '" + this.name + "' does not send header '" + header.getKey()
						+ "' with a value of type " + header.getValue().getClass().getTypeName()
						+ ": put its name on the outbound list of the socket's headers, and use a string, number, "
						+ "boolean, character, enum constant, UUID or MIME type");
			}
		}
		if (message.allowedHeaders == null) {
			return strict;
		}
		Map<String, String> all = new LinkedHashMap<>(policy.outbound(message.allowedHeaders));
		all.putAll(strict);
		return all;
	}

	private void check(boolean legal, String otherwise) {
		if (!legal) {
			throw new IllegalArgumentException("Socket '" + this.name + "' is of type " + this.type + ", " + otherwise);
		}
	}

}

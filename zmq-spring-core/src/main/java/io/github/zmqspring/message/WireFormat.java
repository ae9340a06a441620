package io.github.zmqspring.message;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How the messages of one socket are laid out in frames. The layouts, and what a peer
 * without this library has to send and read, are in the project's
 * {@code docs/wire-contract.md}:
 *
 * <pre>
 * plain               [payload...]
 * topic               [topic][payload...]  or  [payload]
 * topic, headers      [topic][headers][payload...]
 * headers             [headers][payload...]
 * routed              [routing id][payload...]
 * routed, envelope    [routing id][envelope...][][payload...]  or  [routing id][payload...]
 * ... and headers     [routing id][envelope...][][headers][payload...]
 * </pre>
 *
 * A topic socket reads a message of one frame as a payload without a topic. With headers
 * on it always sends a topic frame, an empty one if there is no topic, so that the place
 * of the header frame is certain.
 * <p>
 * Immutable and safe for use by many threads. Every byte that is decoded is taken to be
 * hostile: what does not fit is a {@link WireFormatException} and nothing else.
 */
public final class WireFormat {

	private static final WireFormat PLAIN = new WireFormat(false, false, false, null);

	private final boolean routed;

	private final boolean envelope;

	private final boolean topic;

	private final @Nullable HeaderPolicy headers;

	private WireFormat(boolean routed, boolean envelope, boolean topic, @Nullable HeaderPolicy headers) {
		this.routed = routed;
		this.envelope = envelope;
		this.topic = topic;
		this.headers = headers;
	}

	/**
	 * Return the layout in which the payload is the message.
	 * @return the plain format
	 */
	public static WireFormat plain() {
		return PLAIN;
	}

	/**
	 * Return a layout.
	 * @param routed whether the first frame is the peer's routing id (ROUTER, STREAM)
	 * @param envelope whether an envelope is looked for in front of the payload, closed
	 * by the first empty frame that is not the last frame (RFC 28)
	 * @param topic whether the first frame is a topic (PUB, SUB, XPUB, XSUB); not
	 * together with {@code routed} or {@code envelope}
	 * @param headers the policy for the header frame in front of the payload, or
	 * {@code null} if there is no header frame
	 * @return the format
	 */
	public static WireFormat of(boolean routed, boolean envelope, boolean topic, @Nullable HeaderPolicy headers) {
		Assert.isTrue(!topic || !(routed || envelope), "A topic excludes a routing id and an envelope");
		return (routed || envelope || topic || headers != null) ? new WireFormat(routed, envelope, topic, headers)
				: PLAIN;
	}

	/**
	 * Return the same layout with another policy for the header frame.
	 * @param policy the policy, or {@code null} if there is no header frame
	 * @return the format
	 */
	public WireFormat withHeaders(@Nullable HeaderPolicy policy) {
		return of(this.routed, this.envelope, this.topic, policy);
	}

	/**
	 * Return whether the payload is the message: there is nothing to encode or decode.
	 * @return whether this is the plain format
	 */
	public boolean isPayloadOnly() {
		return !this.routed && !this.envelope && !this.topic && this.headers == null;
	}

	/**
	 * Return whether the first frame is a routing id.
	 * @return whether messages are routed
	 */
	public boolean isRouted() {
		return this.routed;
	}

	/**
	 * Return whether an envelope is looked for in front of the payload.
	 * @return whether messages may have an envelope
	 */
	public boolean hasEnvelope() {
		return this.envelope;
	}

	/**
	 * Return whether the first frame is a topic.
	 * @return whether messages may have a topic
	 */
	public boolean hasTopic() {
		return this.topic;
	}

	/**
	 * Return the policy for the header frame.
	 * @return the policy, or {@code null} if there is no header frame
	 */
	public @Nullable HeaderPolicy headers() {
		return this.headers;
	}

	/**
	 * Lay the parts of a message out in frames. Headers that the policy does not allow
	 * are left out; without a header frame that is all of them.
	 * @param parts the parts
	 * @return the frames, with the origin of the payload
	 * @throws WireFormatException if this layout has no place for a part, if the routing
	 * id it needs is missing, or if the envelope is not one
	 */
	public ZmqMessage encode(ZmqParts parts) {
		check(parts);
		if (isPayloadOnly()) {
			return parts.payload();
		}
		ZmqMessage around = parts.envelope();
		boolean topicFrame = this.topic && (parts.topic() != null || this.headers != null);
		int prefix = (this.routed ? 1 : 0) + ((around != null) ? around.size() : 0) + (topicFrame ? 1 : 0)
				+ ((this.headers != null) ? 1 : 0);
		byte[][] frames = new byte[prefix + parts.payload().size()][];
		int next = 0;
		if (this.routed) {
			frames[next++] = Objects.requireNonNull(parts.routingId());
		}
		if (around != null) {
			next = copy(around, frames, next);
		}
		if (topicFrame) {
			frames[next++] = Objects.requireNonNullElseGet(parts.topic(), () -> new byte[0]);
		}
		if (this.headers != null) {
			frames[next++] = encodeHeaders(this.headers, parts.headers());
		}
		copy(parts.payload(), frames, next);
		return ZmqMessage.received(frames, parts.payload().origin());
	}

	/**
	 * Read the parts of a message from its frames.
	 * @param message the message as it was received
	 * @return the parts; the payload keeps the origin of the message
	 * @throws WireFormatException if the frames are not laid out this way
	 */
	public ZmqParts decode(ZmqMessage message) {
		if (isPayloadOnly()) {
			return ZmqParts.of(message);
		}
		int next = 0;
		byte[] id = null;
		ZmqMessage around = null;
		byte[] topicBytes = null;
		Map<String, String> values = Map.of();
		if (this.routed) {
			id = frameBeforeMore(message, next++, "routing id");
		}
		if (this.envelope) {
			around = envelope(message, next);
			next += (around != null) ? around.size() : 0;
		}
		if (this.topic && (this.headers != null || message.size() > 1)) {
			topicBytes = frameBeforeMore(message, next++, "topic");
			if (this.headers != null && topicBytes.length == 0) {
				// With headers on, the empty frame stands for "no topic".
				topicBytes = null;
			}
		}
		if (this.headers != null) {
			values = decodeHeaders(this.headers, frameBeforeMore(message, next++, "header frame"));
		}
		return new ZmqParts(id, around, topicBytes, values, message.from(next));
	}

	private void check(ZmqParts parts) {
		if (this.routed != (parts.routingId() != null)) {
			throw new WireFormatException(
					this.routed ? "A routed message needs a routing id" : "This socket sends no routing id");
		}
		if (!this.topic && parts.topic() != null) {
			throw new WireFormatException("This socket sends no topic");
		}
		ZmqMessage around = parts.envelope();
		if (around != null) {
			if (!this.envelope) {
				throw new WireFormatException("This socket sends no envelope");
			}
			if (around.last().length > 0 || around.delimiterIndex() >= 0) {
				throw new WireFormatException("An envelope has one empty frame, its last: " + around);
			}
		}
	}

	private static byte[] encodeHeaders(HeaderPolicy policy, Map<String, String> headers) {
		return HeaderFrameCodec.encode(policy.outbound(headers), policy.maxHeaders(), policy.maxFrameSize());
	}

	private static Map<String, String> decodeHeaders(HeaderPolicy policy, byte[] frame) {
		return policy.inbound(HeaderFrameCodec.decode(frame, policy.maxHeaders(), policy.maxFrameSize()));
	}

	private static byte[] frameBeforeMore(ZmqMessage message, int index, String what) {
		if (index >= message.size() - 1) {
			throw new WireFormatException("A message of " + message.size() + " frame(s) has no " + what
					+ " with a payload behind it: " + message);
		}
		return message.frame(index);
	}

	private static @Nullable ZmqMessage envelope(ZmqMessage message, int start) {
		for (int i = start; i < message.size() - 1; i++) {
			if (message.frame(i).length == 0) {
				byte[][] frames = new byte[i + 1 - start][];
				Arrays.setAll(frames, (index) -> message.frame(start + index));
				return ZmqMessage.received(frames, message.origin());
			}
		}
		return null;
	}

	private static int copy(ZmqMessage from, byte[][] to, int start) {
		for (int i = 0; i < from.size(); i++) {
			to[start + i] = from.frame(i);
		}
		return start + from.size();
	}

}

package io.github.zmqspring.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The parts of a message as a user sees them; what travels is frames. A
 * {@link WireFormat} turns the one into the other.
 * <p>
 * The topic is kept as bytes, because a topic on the wire need not be text;
 * {@link #topicAsString()} is the convenient view of it. As in {@link ZmqMessage}, arrays
 * are not copied and must not be modified.
 *
 * @param routingId the routing id of the peer (ROUTER and STREAM), or {@code null}
 * @param envelope the frames behind the routing id, up to and including the empty
 * delimiter (RFC 28), or {@code null}
 * @param topic the topic, or {@code null} if there is none
 * @param headers the user's headers, maybe empty
 * @param payload the payload, one or more frames
 */
public record ZmqParts(byte @Nullable [] routingId, @Nullable ZmqMessage envelope, byte @Nullable [] topic,
		Map<String, String> headers, ZmqMessage payload) {

	/**
	 * Create the parts.
	 */
	public ZmqParts {
		Assert.notNull(headers, "'headers' must not be null");
		Assert.notNull(payload, "'payload' must not be null");
	}

	/**
	 * Create parts that are nothing but a payload.
	 * @param payload the payload
	 * @return the parts
	 */
	public static ZmqParts of(ZmqMessage payload) {
		return new ZmqParts(null, null, null, Map.of(), payload);
	}

	/**
	 * Return the same parts with another routing id.
	 * @param id the routing id of the peer, or {@code null} for none
	 * @return the parts
	 */
	public ZmqParts withRoutingId(byte @Nullable [] id) {
		return new ZmqParts(id, this.envelope, this.topic, this.headers, this.payload);
	}

	/**
	 * Return the same parts with another envelope.
	 * @param frames the envelope with its empty delimiter, or {@code null} for none
	 * @return the parts
	 */
	public ZmqParts withEnvelope(@Nullable ZmqMessage frames) {
		return new ZmqParts(this.routingId, frames, this.topic, this.headers, this.payload);
	}

	/**
	 * Return the same parts with another topic.
	 * @param bytes the topic, or {@code null} for none
	 * @return the parts
	 */
	public ZmqParts withTopic(byte @Nullable [] bytes) {
		return new ZmqParts(this.routingId, this.envelope, bytes, this.headers, this.payload);
	}

	/**
	 * Return the same parts with another topic.
	 * @param text the topic, sent in UTF-8
	 * @return the parts
	 */
	public ZmqParts withTopic(String text) {
		return withTopic(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return the same parts with other headers.
	 * @param newHeaders the user's headers
	 * @return the parts
	 */
	public ZmqParts withHeaders(Map<String, String> newHeaders) {
		return new ZmqParts(this.routingId, this.envelope, this.topic, newHeaders, this.payload);
	}

	/**
	 * Return the topic as a string.
	 * @return the topic decoded as UTF-8 (malformed input becomes U+FFFD), or
	 * {@code null} if there is none
	 */
	public @Nullable String topicAsString() {
		return (this.topic != null) ? new String(this.topic, StandardCharsets.UTF_8) : null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ZmqParts that && Arrays.equals(this.routingId, that.routingId)
				&& Objects.equals(this.envelope, that.envelope) && Arrays.equals(this.topic, that.topic)
				&& this.headers.equals(that.headers) && this.payload.equals(that.payload));
	}

	@Override
	public int hashCode() {
		return Objects.hash(Arrays.hashCode(this.routingId), this.envelope, Arrays.hashCode(this.topic), this.headers,
				this.payload);
	}

	/**
	 * Return a short description: the names of the headers, but not their values, and
	 * never the whole payload.
	 */
	@Override
	public String toString() {
		return "ZmqParts[routingId=" + print(this.routingId) + ", envelope=" + this.envelope + ", topic="
				+ print(this.topic) + ", headers=" + this.headers.keySet() + ", payload=" + this.payload + "]";
	}

	private static @Nullable String print(byte @Nullable [] bytes) {
		return (bytes != null) ? FramePrinter.brief(bytes) : null;
	}

}

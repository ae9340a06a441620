package io.github.zmqspring.message;

/**
 * Names of the Spring message headers that say how a message travelled or shall travel.
 * They stand for frames or for what the engine knows, and never travel as headers
 * themselves (see {@link HeaderPolicy}).
 */
public final class ZmqHeaders {

	/**
	 * Prefix of all names, the same as Spring Integration's {@code ZeroMqHeaders} has.
	 */
	public static final String PREFIX = "zeromq_";

	/**
	 * The topic of a published message: a {@link String} (UTF-8) when received, a
	 * {@link String} or {@code byte[]} when sent. The same name as Spring Integration's
	 * {@code ZeroMqHeaders.TOPIC}.
	 */
	public static final String TOPIC = PREFIX + "topic";

	/**
	 * The topic of a received message as the {@code byte[]} that was on the wire, for
	 * topics that are not UTF-8.
	 */
	public static final String TOPIC_BYTES = PREFIX + "topicBytes";

	/**
	 * The routing id of the peer: a {@code byte[]} for ROUTER and STREAM (the first frame
	 * of the message), an {@link Integer} for SERVER and PEER (RFC 41).
	 */
	public static final String ROUTING_ID = PREFIX + "routingId";

	/**
	 * The envelope of a request: a {@code List<byte[]>} of the frames behind the routing
	 * id, up to and including the empty delimiter (RFC 28).
	 */
	public static final String ENVELOPE = PREFIX + "envelope";

	/**
	 * The group of a message between RADIO and DISH: a {@link String} (RFC 48).
	 */
	public static final String GROUP = PREFIX + "group";

	/**
	 * The name of the socket that received the message: a {@link String}.
	 */
	public static final String SOCKET = PREFIX + "socket";

	/**
	 * The transport address of the peer: a {@link String}.
	 */
	public static final String PEER_ADDRESS = PREFIX + "peerAddress";

	/**
	 * The user id that the security mechanism established for the peer: a {@link String}
	 * (RFC 27).
	 */
	public static final String USER_ID = PREFIX + "userId";

	/**
	 * What an XPUB socket was told about its topic: a {@link Boolean}, {@code true} for a
	 * subscription, {@code false} for its end (RFC 29).
	 */
	public static final String SUBSCRIPTION = PREFIX + "subscription";

	/**
	 * The number of frames of the payload: an {@link Integer}, at least 1.
	 */
	public static final String FRAME_COUNT = PREFIX + "frameCount";

	private ZmqHeaders() {
	}

}

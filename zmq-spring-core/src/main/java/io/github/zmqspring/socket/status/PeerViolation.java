package io.github.zmqspring.socket.status;

/**
 * What a peer did that made this side end its connection, after the handshake or in the
 * middle of it, or why else it did.
 */
public enum PeerViolation {

	/** What it sent is no ZMTP: a negative length, a command that cannot be read. */
	MALFORMED,

	/** A message is larger than {@code max-message-size}, or a topic than 1 KB. */
	MESSAGE_TOO_LARGE,

	/** A message has more frames than {@code max-message-frames}. */
	TOO_MANY_FRAMES,

	/** It has subscribed to more topics than {@code max-subscriptions}. */
	TOO_MANY_SUBSCRIPTIONS,

	/**
	 * The messages that all peers have begun and not finished would take more memory than
	 * there is for them: a quarter of the heap, shared by all sockets of a context.
	 */
	OUT_OF_MEMORY,

	/**
	 * None: the application has ended its connection, because it may no longer enter for
	 * instance.
	 */
	REVOKED

}

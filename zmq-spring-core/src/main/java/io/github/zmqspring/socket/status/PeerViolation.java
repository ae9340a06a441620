package io.github.zmqspring.socket.status;

/**
 * What a peer did that made this side end its connection, after the handshake or in the
 * middle of it.
 */
public enum PeerViolation {

	/** What it sent is no ZMTP: a negative length, a command that cannot be read. */
	MALFORMED,

	/** A message is larger than {@code max-message-size}. */
	MESSAGE_TOO_LARGE,

	/** A message has more frames than {@code max-message-frames}. */
	TOO_MANY_FRAMES,

	/**
	 * The messages that all peers have begun and not finished would take more memory than
	 * there is for them: a quarter of the heap, shared by all sockets of a context.
	 */
	OUT_OF_MEMORY

}

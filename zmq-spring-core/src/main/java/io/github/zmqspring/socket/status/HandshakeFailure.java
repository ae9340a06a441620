package io.github.zmqspring.socket.status;

/**
 * Why a connection ended before its handshake was over. What the other side has noticed
 * it keeps to itself, as a rule: this side then sees the connection closed.
 */
public enum HandshakeFailure {

	/**
	 * The peer does not speak ZMTP, or a version that is not accepted, or has another
	 * security mechanism or the wrong server key. A type of socket that does not fit is
	 * not among it: JeroMQ does not look, and other engines close the connection.
	 */
	PROTOCOL,

	/** The peer was denied by ZAP (RFC 27), or this side was by the peer's. */
	AUTHENTICATION,

	/**
	 * The peer has not finished its greeting within {@code handshake-interval}, or the
	 * whole handshake within {@code handshake-timeout}.
	 */
	TIMEOUT,

	/** There are {@code max-connections}, or as many from its address as there may be. */
	LIMIT,

	/** The peer has closed the connection. */
	CLOSED

}

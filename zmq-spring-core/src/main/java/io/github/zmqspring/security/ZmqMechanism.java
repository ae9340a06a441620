package io.github.zmqspring.security;

/**
 * How a peer proves who it is (ZMTP, RFC 23).
 */
public enum ZmqMechanism {

	/** Not at all: only its address is known. */
	NULL,

	/** By a name and a password, which travel in clear text (RFC 24). */
	PLAIN,

	/** By its CURVE key; everything that follows is encrypted (RFC 26). */
	CURVE

}

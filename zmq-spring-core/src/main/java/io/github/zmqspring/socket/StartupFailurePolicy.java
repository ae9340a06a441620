package io.github.zmqspring.socket;

/**
 * What to do when an endpoint cannot be bound as the application starts, or the host name
 * of one to connect to is not known. Connecting never fails for want of a peer.
 */
public enum StartupFailurePolicy {

	/** The application does not start. */
	FAIL,

	/** The application starts; it is tried again with back-off until it succeeds. */
	RETRY,

	/** The application starts without the socket; it can be started later by hand. */
	CONTINUE

}

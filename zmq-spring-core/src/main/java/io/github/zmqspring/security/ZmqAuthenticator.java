package io.github.zmqspring.security;

import org.springframework.util.Assert;

/**
 * Decides which peers a socket lets in. Asked once for each connection, before the first
 * message passes: what it decides holds for as long as the connection does.
 * <p>
 * Called by several threads at once, never by one of JeroMQ's. Whatever it does wrong
 * keeps the peer out: an exception, {@code null}, and an answer that does not come within
 * {@link ZapOptions#timeout()}.
 */
@FunctionalInterface
public interface ZmqAuthenticator {

	/**
	 * Decide about a peer.
	 * @param request who it says it is
	 * @return the decision
	 * @throws Exception if nothing can be decided; the peer is kept out, and the
	 * exception is logged
	 */
	ZmqAuthentication authenticate(ZmqAuthenticationRequest request) throws Exception;

	/**
	 * Return whether decisions are made at once, without waiting for anything: no file,
	 * no network, no lock that is held for long. They are then made without a change of
	 * threads; one that is slow after all holds up every other new connection.
	 * @return {@code false} unless overridden
	 */
	default boolean isQuick() {
		return false;
	}

	/**
	 * Return an authenticator that lets in whom both let in: this one is asked first.
	 * @param other the other one
	 * @return the authenticator; the user id is that of the other one if it gives one,
	 * otherwise that of this one
	 */
	default ZmqAuthenticator and(ZmqAuthenticator other) {
		Assert.notNull(other, "'other' must not be null");
		return new CombinedAuthenticator(this, other, true);
	}

	/**
	 * Return an authenticator that lets in whom either lets in: this one is asked first,
	 * the other one if this one denies. If this one fails, the other one is not asked.
	 * @param other the other one
	 * @return the authenticator
	 */
	default ZmqAuthenticator or(ZmqAuthenticator other) {
		Assert.notNull(other, "'other' must not be null");
		return new CombinedAuthenticator(this, other, false);
	}

}

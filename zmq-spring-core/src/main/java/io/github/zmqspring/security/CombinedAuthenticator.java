package io.github.zmqspring.security;

import org.jspecify.annotations.Nullable;

/**
 * Two authenticators that are asked one after the other.
 */
final class CombinedAuthenticator implements ZmqAuthenticator {

	private final ZmqAuthenticator first;

	private final ZmqAuthenticator second;

	/** Whether both must let a peer in, otherwise one is enough. */
	private final boolean both;

	CombinedAuthenticator(ZmqAuthenticator first, ZmqAuthenticator second, boolean both) {
		this.first = first;
		this.second = second;
		this.both = both;
	}

	@Override
	public ZmqAuthentication authenticate(ZmqAuthenticationRequest request) throws Exception {
		ZmqAuthentication one = decided(this.first, request);
		if (one.isAccepted() != this.both) {
			return one;
		}
		ZmqAuthentication other = decided(this.second, request);
		if (this.both) {
			return (other.isAccepted() && other.userId() == null) ? one : other;
		}
		return other.isAccepted() ? other : ZmqAuthentication.denied(one.reason() + "; " + other.reason());
	}

	private static ZmqAuthentication decided(ZmqAuthenticator authenticator, ZmqAuthenticationRequest request)
			throws Exception {
		@Nullable ZmqAuthentication decision = authenticator.authenticate(request);
		if (decision == null) {
			throw new IllegalStateException(authenticator + " has returned null");
		}
		return decision;
	}

	@Override
	public boolean isQuick() {
		return this.first.isQuick() && this.second.isQuick();
	}

	@Override
	public String toString() {
		return "(" + this.first + (this.both ? " and " : " or ") + this.second + ")";
	}

}

package io.github.zmqspring.security;

import java.util.Map;

import org.springframework.util.Assert;

/**
 * Lets CURVE clients in by their public keys (RFC 26), and gives each its user id.
 * Thread-safe; the keys can be replaced at any time.
 */
public final class CurveAllowList implements ZmqAuthenticator {

	private volatile Map<CurveKey, String> userIds;

	private CurveAllowList(Map<CurveKey, String> userIds) {
		this.userIds = checked(userIds);
	}

	/**
	 * Create a list.
	 * @param userIds the public keys of those who may enter, and what each is called
	 * @return the list; an empty one lets nobody in
	 */
	public static CurveAllowList of(Map<CurveKey, String> userIds) {
		return new CurveAllowList(userIds);
	}

	/**
	 * Let in every client that has the server's public key. Its user id is its own public
	 * key in Z85.
	 * @return an authenticator for CURVE servers whose clients need not be known
	 */
	public static ZmqAuthenticator anyKey() {
		return AnyKey.INSTANCE;
	}

	/**
	 * Replace all keys. Connections that are up stay up: to end those that may no longer
	 * be, see {@code ZmqSocketControl.cutOff}.
	 * @param newUserIds the public keys of those who may enter from now on, and what each
	 * is called
	 */
	public void replace(Map<CurveKey, String> newUserIds) {
		this.userIds = checked(newUserIds);
	}

	private static Map<CurveKey, String> checked(Map<CurveKey, String> userIds) {
		Assert.notNull(userIds, "'userIds' must not be null");
		// refuses an id that a connection could not be given
		userIds.values().forEach(ZmqAuthentication::accepted);
		return Map.copyOf(userIds);
	}

	/**
	 * Return how many may enter.
	 * @return the number of keys
	 */
	public int size() {
		return this.userIds.size();
	}

	@Override
	public ZmqAuthentication authenticate(ZmqAuthenticationRequest request) {
		CurveKey key = request.publicKey();
		if (key == null) {
			return ZmqAuthentication.denied("it has no CURVE key");
		}
		String userId = this.userIds.get(key);
		return (userId != null) ? ZmqAuthentication.accepted(userId)
				: ZmqAuthentication.denied("its CURVE key is not on the list");
	}

	@Override
	public boolean isQuick() {
		return true;
	}

	@Override
	public String toString() {
		return "CurveAllowList[" + size() + " keys]";
	}

	private enum AnyKey implements ZmqAuthenticator {

		INSTANCE;

		@Override
		public ZmqAuthentication authenticate(ZmqAuthenticationRequest request) {
			CurveKey key = request.publicKey();
			return (key != null) ? ZmqAuthentication.accepted(key.z85())
					: ZmqAuthentication.denied("it has no CURVE key");
		}

		@Override
		public boolean isQuick() {
			return true;
		}

		@Override
		public String toString() {
			return "any CURVE key";
		}

	}

}

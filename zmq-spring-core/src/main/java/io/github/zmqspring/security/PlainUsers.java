package io.github.zmqspring.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Lets PLAIN clients in by name and password (RFC 24); the name becomes the user id. How
 * long a refusal takes does not tell which of the two was wrong. Thread-safe; the users
 * can be replaced at any time.
 */
public final class PlainUsers implements ZmqAuthenticator {

	/**
	 * The longest name and the longest password, in bytes: JeroMQ takes the length for a
	 * signed byte.
	 */
	public static final int MAX_LENGTH = 127;

	/** Compared with where there is no such user; no password has this hash. */
	private static final byte[] NOBODY = new byte[32];

	/** Hashes of the passwords, which are thus of one length. */
	private volatile Map<String, byte[]> users;

	private PlainUsers(Map<String, String> passwords) {
		this.users = hashed(passwords);
	}

	/**
	 * Create a list.
	 * @param passwords the names of those who may enter and their passwords, each of 1 to
	 * 127 bytes in UTF-8
	 * @return the list; an empty one lets nobody in
	 * @throws IllegalArgumentException if a name or a password is empty or too long; the
	 * message shows no password
	 */
	public static PlainUsers of(Map<String, String> passwords) {
		return new PlainUsers(passwords);
	}

	/**
	 * Replace all users. Connections that are up stay up: to end those that may no longer
	 * be, see {@code ZmqSocketControl.cutOff}.
	 * @param passwords the names of those who may enter from now on and their passwords
	 */
	public void replace(Map<String, String> passwords) {
		this.users = hashed(passwords);
	}

	private static Map<String, byte[]> hashed(Map<String, String> passwords) {
		Assert.notNull(passwords, "'passwords' must not be null");
		Map<String, byte[]> hashed = new HashMap<>();
		passwords.forEach((name, password) -> {
			check(name, () -> "The name of PLAIN user '" + name + "'");
			check(password, () -> "The password of PLAIN user '" + name + "'");
			hashed.put(name, hash(password));
		});
		return hashed;
	}

	private static void check(@Nullable String text, Supplier<String> what) {
		int length = (text != null) ? text.getBytes(StandardCharsets.UTF_8).length : 0;
		Assert.isTrue(length > 0 && length <= MAX_LENGTH,
				() -> what.get() + " has " + length + " bytes, JeroMQ takes 1 to " + MAX_LENGTH);
	}

	private static byte[] hash(String password) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public ZmqAuthentication authenticate(ZmqAuthenticationRequest request) {
		String name = request.username();
		String password = request.password();
		if (name == null || password == null) {
			return ZmqAuthentication.denied("it has no name and password");
		}
		byte[] expected = this.users.get(name);
		boolean same = MessageDigest.isEqual((expected != null) ? expected : NOBODY, hash(password));
		return (same && expected != null) ? ZmqAuthentication.accepted(name)
				: ZmqAuthentication.denied((expected != null) ? "wrong password" : "unknown user");
	}

	@Override
	public boolean isQuick() {
		return true;
	}

	@Override
	public String toString() {
		return "PlainUsers[" + this.users.size() + " users]";
	}

}

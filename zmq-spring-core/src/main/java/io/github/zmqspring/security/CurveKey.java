package io.github.zmqspring.security;

import java.security.MessageDigest;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import zmq.util.Z85;

import org.springframework.util.Assert;

/**
 * A public or a secret key of the CURVE mechanism: 32 bytes (RFC 25 and 26). Immutable;
 * {@link #toString()} never shows the key, because nothing in it tells whether it is the
 * secret one.
 */
public final class CurveKey {

	/** The length of a key in bytes. */
	public static final int LENGTH = 32;

	/** The length of a key in Z85 text (RFC 32), in characters. */
	public static final int Z85_LENGTH = 40;

	private static final String Z85_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
			+ "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

	private final byte[] bytes;

	private CurveKey(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Create a key from its bytes.
	 * @param bytes 32 bytes (copied)
	 * @return the key
	 * @throws IllegalArgumentException if the length is another one
	 */
	public static CurveKey of(byte[] bytes) {
		Assert.notNull(bytes, "'bytes' must not be null");
		Assert.isTrue(bytes.length == LENGTH, () -> "A CURVE key has 32 bytes, not " + bytes.length);
		return new CurveKey(bytes.clone());
	}

	/**
	 * Create a key from text, as it stands in a configuration file.
	 * @param z85 40 characters in Z85 (RFC 32)
	 * @return the key
	 * @throws IllegalArgumentException if the text is no key; the message does not repeat
	 * it
	 */
	public static CurveKey of(String z85) {
		Assert.notNull(z85, "'z85' must not be null");
		Assert.isTrue(z85.length() == Z85_LENGTH, () -> "A CURVE key has 40 characters in Z85, not " + z85.length());
		// JeroMQ takes a foreign character for a zero, and a key for another key.
		Assert.isTrue(z85.chars().allMatch((c) -> Z85_ALPHABET.indexOf(c) >= 0),
				"A CURVE key in Z85 has no other characters than 0-9, a-z, A-Z and .-:+=^!/*?&<>()[]{}@%$#");
		byte[] decoded = Z85.decode(z85);
		Assert.isTrue(Z85.encode(decoded, LENGTH).equals(z85), "A CURVE key in Z85 has a group out of range");
		return new CurveKey(decoded);
	}

	/**
	 * Return the key.
	 * @return a copy of its 32 bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return the key as text.
	 * @return 40 characters in Z85 (RFC 32)
	 */
	public String z85() {
		return Z85.encode(this.bytes, LENGTH);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		// Takes the same time whatever differs.
		return other instanceof CurveKey that && MessageDigest.isEqual(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/**
	 * Return a text that does not show the key.
	 */
	@Override
	public String toString() {
		return "CurveKey[hidden]";
	}

}

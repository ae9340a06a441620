package io.github.zmqspring.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A range of IP addresses in CIDR notation (RFC 4632): {@code 10.0.0.0/8},
 * {@code 2001:db8::/32}, or a single address. Immutable.
 */
public final class CidrRange {

	private final byte[] network;

	private final int prefixLength;

	private CidrRange(byte[] network, int prefixLength) {
		this.network = network;
		this.prefixLength = prefixLength;
	}

	/**
	 * Read a range.
	 * @param text an IPv4 or IPv6 address, maybe with {@code /} and a length in bits
	 * @return the range
	 * @throws IllegalArgumentException if it is none: a host name for instance, or an
	 * address that has bits beyond the length
	 */
	public static CidrRange parse(String text) {
		Assert.hasText(text, "'text' must not be empty");
		int slash = text.indexOf('/');
		byte[] address = address((slash < 0) ? text : text.substring(0, slash), text);
		int bits = address.length * 8;
		int length = (slash < 0) ? bits : length(text.substring(slash + 1), bits, text);
		CidrRange range = new CidrRange(address, length);
		for (int i = length; i < bits; i++) {
			Assert.isTrue(!isSet(address, i), () -> "'" + text + "' has bits set beyond its length");
		}
		return range;
	}

	private static int length(String digits, int bits, String text) {
		boolean number = digits.matches("[0-9]{1,3}");
		int length = number ? Integer.parseInt(digits) : -1;
		Assert.isTrue(length >= 0 && length <= bits, () -> "'" + text + "' needs a length from 0 to " + bits);
		return length;
	}

	/**
	 * Read an address, without asking a name server. An IPv4 address in IPv6 notation
	 * ({@code ::ffff:10.0.0.1}) is the IPv4 address.
	 */
	private static byte[] address(String literal, String text) {
		// what has no colon and is not four numbers would be looked up as a name
		boolean plausible = literal.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
				|| (literal.indexOf(':') >= 0 && literal.matches("[0-9A-Fa-f:.]+"));
		Assert.isTrue(plausible, () -> "'" + text + "' is not an IP address or a range of them");
		try {
			return InetAddress.getByName(literal).getAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("'" + text + "' is not an IP address or a range of them", ex);
		}
	}

	/**
	 * Return whether an address is in this range.
	 * @param address an IPv4 or IPv6 address as text, maybe with a zone
	 * ({@code fe80::1%eth0}), which does not matter
	 * @return whether it is; {@code false} if it is not an address
	 */
	public boolean contains(String address) {
		byte[] bytes = bytes(address);
		return bytes != null && contains(bytes);
	}

	/** Read the address of a peer, {@code null} if it is none. */
	static byte @Nullable [] bytes(String address) {
		int zone = address.indexOf('%');
		try {
			return address((zone < 0) ? address : address.substring(0, zone), address);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	boolean contains(byte[] address) {
		if (address.length != this.network.length) {
			return false;
		}
		for (int i = 0; i < this.prefixLength; i++) {
			if (isSet(address, i) != isSet(this.network, i)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isSet(byte[] address, int bit) {
		return (address[bit / 8] & (0x80 >> (bit % 8))) != 0;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CidrRange that && this.prefixLength == that.prefixLength
				&& Arrays.equals(this.network, that.network);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(this.network) + this.prefixLength;
	}

	@Override
	public String toString() {
		try {
			return InetAddress.getByAddress(this.network).getHostAddress() + "/" + this.prefixLength;
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

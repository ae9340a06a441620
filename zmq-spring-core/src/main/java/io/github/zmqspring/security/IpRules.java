package io.github.zmqspring.security;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Lets peers in by their IP addresses, whatever their mechanism, and gives no user id:
 * with other authenticators as {@code rules.and(others)}. Thread-safe; the rules can be
 * replaced at any time.
 */
public final class IpRules implements ZmqAuthenticator {

	private record Lists(List<CidrRange> allowed, List<CidrRange> denied) {

	}

	private volatile Lists lists;

	private IpRules(Lists lists) {
		this.lists = lists;
	}

	/**
	 * Create rules.
	 * @param allowed who may enter; empty for everybody
	 * @param denied who may not, even if allowed
	 * @return the rules
	 */
	public static IpRules of(Collection<CidrRange> allowed, Collection<CidrRange> denied) {
		return new IpRules(lists(allowed, denied));
	}

	/**
	 * Replace all rules. Connections that are up stay up: to end those that may no longer
	 * be, see {@code ZmqSocketControl.cutOff} and {@link #permits(String)}.
	 * @param allowed who may enter from now on; empty for everybody
	 * @param denied who may not, even if allowed
	 */
	public void replace(Collection<CidrRange> allowed, Collection<CidrRange> denied) {
		this.lists = lists(allowed, denied);
	}

	private static Lists lists(Collection<CidrRange> allowed, Collection<CidrRange> denied) {
		Assert.notNull(allowed, "'allowed' must not be null");
		Assert.notNull(denied, "'denied' must not be null");
		return new Lists(List.copyOf(allowed), List.copyOf(denied));
	}

	@Override
	public ZmqAuthentication authenticate(ZmqAuthenticationRequest request) {
		return decide(request.address());
	}

	/**
	 * Return whether peers from an address may enter, to find those that are connected
	 * and no longer may.
	 * @param address an IPv4 or IPv6 address, or {@code null} if it is not known
	 * @return whether they may
	 */
	public boolean permits(@Nullable String address) {
		return address != null && decide(address).isAccepted();
	}

	private ZmqAuthentication decide(String text) {
		byte[] address = CidrRange.bytes(text);
		if (address == null) {
			return ZmqAuthentication.denied("its address is not known");
		}
		Lists current = this.lists;
		if (contains(current.denied(), address)) {
			return ZmqAuthentication.denied("its address is on the list of those denied");
		}
		if (!current.allowed().isEmpty() && !contains(current.allowed(), address)) {
			return ZmqAuthentication.denied("its address is not on the list of those allowed");
		}
		return ZmqAuthentication.accepted();
	}

	private static boolean contains(List<CidrRange> ranges, byte[] address) {
		for (CidrRange range : ranges) {
			if (range.contains(address)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean isQuick() {
		return true;
	}

	@Override
	public String toString() {
		Lists current = this.lists;
		return "IpRules[allowed=" + current.allowed() + ", denied=" + current.denied() + "]";
	}

}

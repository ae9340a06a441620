package io.github.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * What the engine knows about where a message came from. None of it is part of the
 * message's frames. Every method is cheap, never blocks and may be called from any
 * thread.
 */
public interface MessageOrigin {

	/**
	 * Return the routing id that a SERVER or PEER socket gave to the sender (RFC 41). A
	 * ROUTER's routing id is the first frame of the message instead.
	 * @return the 32-bit routing id, 0 if there is none
	 */
	int routingId();

	/**
	 * Return the group the message was sent to (RADIO and DISH, RFC 48).
	 * @return the group, or {@code null} if there is none
	 */
	@Nullable String group();

	/**
	 * Return the transport address of the sender.
	 * @return the address, or {@code null} if it is not known
	 */
	@Nullable String peerAddress();

	/**
	 * Return the user id that the security mechanism established for the sender (ZAP, RFC
	 * 27).
	 * @return the user id, or {@code null} if there is none
	 */
	@Nullable String userId();

}

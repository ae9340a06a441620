package io.github.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * Where a message of one frame goes, which is not part of the frame: an origin of a
 * message that is to be sent.
 *
 * @param routingId the routing id of the peer for a SERVER or PEER (RFC 41), 0 for none
 * @param group the group for a RADIO (RFC 48), or {@code null} for none
 */
public record MessageDestination(int routingId, @Nullable String group) implements MessageOrigin {

	@Override
	public @Nullable String peerAddress() {
		return null;
	}

	@Override
	public @Nullable String userId() {
		return null;
	}

}

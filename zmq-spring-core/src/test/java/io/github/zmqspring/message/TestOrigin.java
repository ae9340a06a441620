package io.github.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * An origin that only has an identity.
 */
final class TestOrigin implements MessageOrigin {

	@Override
	public int routingId() {
		return 7;
	}

	@Override
	public @Nullable String group() {
		return null;
	}

	@Override
	public @Nullable String peerAddress() {
		return null;
	}

	@Override
	public @Nullable String userId() {
		return null;
	}

}

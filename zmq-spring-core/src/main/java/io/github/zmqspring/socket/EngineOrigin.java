package io.github.zmqspring.socket;

import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.security.PeerSeal;
import org.jspecify.annotations.Nullable;
import zmq.io.Metadata;

/**
 * What JeroMQ knows of a message's sender, read only when somebody asks. What the sender
 * has said of itself in the handshake is not taken for what an authenticator has found.
 */
record EngineOrigin(PeerSeal seal, @Nullable Metadata metadata, int routingId,
		@Nullable String group) implements MessageOrigin {

	boolean isSame(@Nullable Metadata other, int otherRoutingId, @Nullable String otherGroup) {
		return this.metadata == other && this.routingId == otherRoutingId
				&& ((otherGroup == null) ? this.group == null : otherGroup.equals(this.group));
	}

	/** Over inproc nobody is asked. */
	boolean isLetIn() {
		return this.metadata == null || this.seal.isOn(this.metadata);
	}

	@Override
	public @Nullable String peerAddress() {
		return (this.metadata != null) ? this.seal.address(this.metadata) : null;
	}

	@Override
	public @Nullable String userId() {
		return (this.metadata != null) ? this.seal.userId(this.metadata) : null;
	}

}

package io.github.zmqspring.boot.test;

import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;

/**
 * How a peer shows its messages: without routing id and envelope, whose bytes nobody can
 * foresee, and all other frames as they are.
 */
final class PeerView {

	private final WireFormat format;

	PeerView(SocketSpec spec) {
		this.format = WireFormat.of(spec.wireFormat().isRouted(), spec.wireFormat().hasEnvelope(), false, null);
	}

	boolean isAddressed() {
		return this.format.isRouted();
	}

	ZmqMessage show(ZmqMessage message) {
		return this.format.isPayloadOnly() ? message : this.format.decode(message).payload();
	}

	/**
	 * Address a reply to who has sent a message.
	 */
	ZmqMessage reply(ZmqMessage request, ZmqMessage payload) {
		if (this.format.isPayloadOnly()) {
			return payload.withOrigin(request.origin());
		}
		ZmqParts parts = this.format.decode(request);
		return this.format.encode(ZmqParts.of(payload).withRoutingId(parts.routingId()).withEnvelope(parts.envelope()));
	}

}

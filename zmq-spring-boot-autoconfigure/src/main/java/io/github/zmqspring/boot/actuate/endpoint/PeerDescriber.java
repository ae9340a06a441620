package io.github.zmqspring.boot.actuate.endpoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Depth;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Peer;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Peers;
import io.github.zmqspring.boot.actuate.endpoint.ZmqSocketDescriptor.Totals;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.socket.status.PeerShortage;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqPeers;
import io.github.zmqspring.socket.status.ZmqSocketStatus;
import org.jspecify.annotations.Nullable;

/**
 * Describes peers.
 */
final class PeerDescriber {

	private PeerDescriber() {
	}

	static Peers describe(ZmqSocketStatus status, int most) {
		ZmqPeers peers = status.peers();
		PeerShortage shortage = status.shortage();
		List<Peer> live = peers.live().stream().limit(most).map(PeerDescriber::describe).toList();
		return new Peers(peers.count(), peers.count(ZmqPeer.Side.ACCEPTED), peers.count(ZmqPeer.Side.CONNECTED),
				peers.count(ZmqPeer.Side.INPROC), peers.handshaking(), (shortage != null) ? shortage.required() : null,
				(shortage != null) ? shortage.duration() : null, describe(peers.totals()), live,
				live.size() < peers.live().size());
	}

	private static Totals describe(ConnectionTotals totals) {
		Map<String, Long> failed = new TreeMap<>();
		totals.failedHandshakes().forEach((cause, count) -> failed.put(cause.name(), count));
		return new Totals(totals.accepted(), totals.connected(), totals.disconnected(), totals.reconnectAttempts(),
				failed, totals.cutOff(), totals.revived());
	}

	private static Peer describe(ZmqPeer peer) {
		return new Peer(peer.side(), peer.address(), peer.endpoint(), peer.since(), peer.state(), peer.mechanism(),
				peer.userId(), peer.socketType(), depth(peer.inbound()), depth(peer.outbound()));
	}

	static @Nullable Depth depth(@Nullable QueueDepth depth) {
		return (depth != null) ? new Depth(depth.waiting(), depth.limit()) : null;
	}

}

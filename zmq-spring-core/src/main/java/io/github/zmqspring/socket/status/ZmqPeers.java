package io.github.zmqspring.socket.status;

import java.util.List;
import java.util.Map;

/**
 * The peers of a socket.
 *
 * @param live the peers that are there now
 * @param totals those that came and went
 * @param refusals the endpoints that this socket connects and has no peer at, because the
 * last handshake there has failed for good reason: another protocol or mechanism, a wrong
 * key, or the peer has refused it. It goes on trying
 */
public record ZmqPeers(List<ZmqPeer> live, ConnectionTotals totals, Map<String, HandshakeFailure> refusals) {

	public ZmqPeers {
		live = List.copyOf(live);
		refusals = Map.copyOf(refusals);
	}

	/**
	 * Count the peers that messages flow to or from; where it is not known whether the
	 * handshake is over, all that are connected.
	 * @return the number of peers, without those in their handshake
	 */
	public int count() {
		return this.live.size() - handshaking();
	}

	/**
	 * Count the peers of one side, without those in their handshake.
	 * @param side who began the connection
	 * @return the number of peers
	 */
	public int count(ZmqPeer.Side side) {
		return (int) this.live.stream()
			.filter((peer) -> peer.side() == side && peer.state() != ZmqPeer.State.HANDSHAKING)
			.count();
	}

	/**
	 * Count the connections whose handshake is not over.
	 * @return a number of connections
	 */
	public int handshaking() {
		return (int) this.live.stream().filter((peer) -> peer.state() == ZmqPeer.State.HANDSHAKING).count();
	}

}

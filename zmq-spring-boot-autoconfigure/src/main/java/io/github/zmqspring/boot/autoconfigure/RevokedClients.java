package io.github.zmqspring.boot.autoconfigure;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.status.ZmqPeer;

/**
 * Ends the connections of CURVE clients whose keys were taken away. Whoever may still
 * enter, by another rule for instance, comes back.
 */
class RevokedClients {

	private final ZmqSocketRegistry sockets;

	RevokedClients(SecurityPolicies policies, ZmqSocketRegistry sockets) {
		this.sockets = sockets;
		policies.onRevoked(this::revoked);
	}

	private void revoked(Predicate<String> domains, Set<String> users) {
		for (ZmqSocket socket : this.sockets.sockets()) {
			SocketSpec spec = socket.spec();
			if (Boolean.TRUE.equals(spec.effective(ZmqOptions.CURVE_SERVER))
					&& domains.test(Objects.requireNonNullElse(spec.effective(ZmqOptions.ZAP_DOMAIN), ""))) {
				socket.control()
					.cutOff((peer) -> isRevoked(peer, users), "the keys of " + users + " were removed or replaced");
			}
		}
	}

	/**
	 * Who is in the midst of the handshake may have been let in a moment ago, and nobody
	 * knows yet who it is.
	 */
	private static boolean isRevoked(ZmqPeer peer, Set<String> users) {
		return (peer.userId() != null) ? users.contains(peer.userId())
				: peer.side() == ZmqPeer.Side.ACCEPTED && peer.state() == ZmqPeer.State.HANDSHAKING;
	}

}

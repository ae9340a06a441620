package io.github.zmqspring.socket.event;

import java.time.Instant;

import io.github.zmqspring.socket.status.PeerViolation;
import io.github.zmqspring.socket.status.ZmqPeer;
import org.jspecify.annotations.Nullable;

/**
 * A peer that was ready has broken the protocol or a limit, or may no longer be here, and
 * its connection was ended. A {@link ZmqPeerDisconnectedEvent} follows. One that does so
 * before its handshake is over is told as {@link ZmqHandshakeFailedEvent} instead.
 *
 * @param socketName the name of the socket
 * @param time when
 * @param side who had begun the connection
 * @param address the remote address, or {@code null} if it is not known
 * @param endpoint the endpoint of this socket
 * @param violation what the peer did, or why else its connection was ended
 */
public record ZmqPeerCutOffEvent(String socketName, Instant time, ZmqPeer.Side side, @Nullable String address,
		String endpoint, PeerViolation violation) implements ZmqEvent {

}

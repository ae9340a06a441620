package io.github.zmqspring.socket.event;

import java.time.Instant;

import io.github.zmqspring.socket.status.ZmqPeer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection has come up. Its handshake is still to come: JeroMQ does not report
 * when that is over, nor anything of inproc peers.
 *
 * @param socketName the name of the socket
 * @param time when
 * @param side who began the connection
 * @param address the remote address as {@code host:port}, or {@code null} if the
 * connection was closed before it could be read
 * @param endpoint the endpoint of this socket
 */
public record ZmqPeerConnectedEvent(String socketName, Instant time, ZmqPeer.Side side, @Nullable String address,
		String endpoint) implements ZmqEvent {

}

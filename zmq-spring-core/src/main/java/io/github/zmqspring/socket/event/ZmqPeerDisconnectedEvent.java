package io.github.zmqspring.socket.event;

import java.time.Instant;

import io.github.zmqspring.socket.status.ZmqPeer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection has ended. One that ended before its handshake was over is told as
 * {@link ZmqHandshakeFailedEvent} instead. One that this side has ended, by disconnecting
 * an endpoint or closing the socket, is told when somebody next looks at the socket's
 * peers: JeroMQ does not report it.
 *
 * @param socketName the name of the socket
 * @param time when that was noticed
 * @param side who had begun the connection
 * @param address the remote address, or {@code null} if it is not known
 * @param endpoint the endpoint of this socket
 * @param since since when it was up
 */
public record ZmqPeerDisconnectedEvent(String socketName, Instant time, ZmqPeer.Side side, @Nullable String address,
		String endpoint, Instant since) implements ZmqEvent {

}

package io.github.zmqspring.socket.event;

import java.time.Instant;

import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.ZmqPeer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection has ended before its handshake was over.
 *
 * @param socketName the name of the socket
 * @param time when
 * @param side who had begun the connection
 * @param address the remote address, or {@code null} if it is not known
 * @param endpoint the endpoint of this socket
 * @param cause why, as far as this side can tell
 */
public record ZmqHandshakeFailedEvent(String socketName, Instant time, ZmqPeer.Side side, @Nullable String address,
		String endpoint, HandshakeFailure cause) implements ZmqEvent {

}

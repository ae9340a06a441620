package io.github.zmqspring.socket.event;

import java.time.Instant;

import io.github.zmqspring.security.ZapStatus;

/**
 * A server has refused this socket: wrong password, unknown key, or nobody there who
 * could decide. The end of the connection is told, too, as
 * {@link ZmqHandshakeFailedEvent}.
 *
 * @param socketName the name of this socket
 * @param time when
 * @param endpoint the server's endpoint
 * @param status what the server says why
 */
public record ZmqRefusedByServerEvent(String socketName, Instant time, String endpoint,
		ZapStatus status) implements ZmqEvent {

}

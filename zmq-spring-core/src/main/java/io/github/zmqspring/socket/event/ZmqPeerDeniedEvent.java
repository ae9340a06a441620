package io.github.zmqspring.socket.event;

import java.time.Instant;

import io.github.zmqspring.security.ZapStatus;
import io.github.zmqspring.security.ZmqMechanism;
import org.jspecify.annotations.Nullable;

/**
 * A socket has refused a peer. The end of its connection is told, too, as
 * {@link ZmqHandshakeFailedEvent}.
 *
 * @param socketName the name of the socket
 * @param time when
 * @param mechanism how the peer wanted to prove who it is
 * @param address its IP address
 * @param principal who it said it is: a user name, or its public CURVE key in Z85;
 * {@code null} if it did not say
 * @param status {@link ZapStatus#DENIED} if it may not enter; otherwise the authenticator
 * could not decide
 * @param reason why, for people; the peer was not told
 */
public record ZmqPeerDeniedEvent(String socketName, Instant time, ZmqMechanism mechanism, String address,
		@Nullable String principal, ZapStatus status, String reason) implements ZmqEvent {

}

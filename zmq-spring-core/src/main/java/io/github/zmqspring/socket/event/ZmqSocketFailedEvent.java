package io.github.zmqspring.socket.event;

import java.time.Instant;

/**
 * A socket could not be opened, or can no longer be used until it is started again.
 *
 * @param socketName the name of the socket
 * @param time when
 * @param failure why
 */
public record ZmqSocketFailedEvent(String socketName, Instant time, Throwable failure) implements ZmqEvent {

}

package io.github.zmqspring.listener.event;

import java.time.Instant;

/**
 * A listener has begun to read its socket.
 *
 * @param listenerId the id of the listener
 * @param socketName the name of the socket it reads
 * @param time when
 */
public record ZmqListenerStartedEvent(String listenerId, String socketName, Instant time) implements ZmqListenerEvent {

}

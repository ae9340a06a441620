package io.github.zmqspring.listener.event;

import java.time.Instant;

/**
 * A listener was stopped, and has finished what it was at, or has given that up.
 *
 * @param listenerId the id of the listener
 * @param socketName the name of the socket it reads
 * @param time when
 */
public record ZmqListenerStoppedEvent(String listenerId, String socketName, Instant time) implements ZmqListenerEvent {

}

package io.github.zmqspring.listener.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A listener that was told to be idle has got a message.
 *
 * @param listenerId the id of the listener
 * @param socketName the name of the socket it reads
 * @param time when
 * @param idle for how long there was none
 */
public record ZmqListenerNoLongerIdleEvent(String listenerId, String socketName, Instant time,
		Duration idle) implements ZmqListenerEvent {

}

package io.github.zmqspring.listener.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A listener has got no message for as long as its idle interval. Told again after each
 * further interval without a message.
 *
 * @param listenerId the id of the listener
 * @param socketName the name of the socket it reads
 * @param time when
 * @param idle for how long there was no message
 */
public record ZmqListenerIdleEvent(String listenerId, String socketName, Instant time,
		Duration idle) implements ZmqListenerEvent {

}

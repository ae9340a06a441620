package io.github.zmqspring.listener.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A listener has got a message that is older than its {@code max-lag} (Guide chapter 5,
 * Suicidal Snail). Told when that begins, and at most once a second.
 *
 * @param listenerId the id of the listener
 * @param socketName the name of the socket it reads
 * @param time when
 * @param lag how old the message is
 * @param limit how old it may be
 */
public record ZmqListenerLaggingEvent(String listenerId, String socketName, Instant time, Duration lag,
		Duration limit) implements ZmqListenerEvent {

}

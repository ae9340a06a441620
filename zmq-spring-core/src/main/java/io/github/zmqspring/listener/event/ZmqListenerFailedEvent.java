package io.github.zmqspring.listener.event;

import java.time.Instant;

/**
 * A listener no longer reads its socket although nobody has stopped it. It can be stopped
 * and started again.
 *
 * @param listenerId the id of the listener
 * @param socketName the name of the socket it reads
 * @param time when
 * @param failure why
 */
public record ZmqListenerFailedEvent(String listenerId, String socketName, Instant time,
		Throwable failure) implements ZmqListenerEvent {

}

package io.github.zmqspring.socket.event;

import java.time.Instant;

/**
 * The first peer has subscribed to a topic of an XPUB, or the last one has taken its
 * subscription back; each of them, with {@code xpub-verbose} and {@code xpub-verboser}.
 * Told when the XPUB is read, by a listener or a proxy for instance. A PUB tells nobody
 * of its subscriptions; what they are can be asked, see
 * {@link io.github.zmqspring.socket.ZmqSocketInspection#subscriptions(int)}.
 *
 * @param socketName the name of the socket
 * @param time when it was read
 * @param topic the topic; must not be changed
 * @param added whether it was added, otherwise removed
 */
@SuppressWarnings("ArrayRecordComponent") // a topic is bytes; nobody compares these
public record ZmqSubscriptionEvent(String socketName, Instant time, byte[] topic, boolean added) implements ZmqEvent {

}

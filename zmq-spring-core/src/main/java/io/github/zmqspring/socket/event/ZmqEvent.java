package io.github.zmqspring.socket.event;

import java.time.Instant;

/**
 * Something has happened to a socket, or to who reads it. What all events of this library
 * have in common, for {@code @EventListener} methods that take them all.
 * <p>
 * Events are told on a thread of their own, one after the other, after the fact: never on
 * a thread of JeroMQ's and never while a socket is locked, so a listener may take its
 * time and may use the socket. If listeners are slower than events come for long, what
 * does not fit into a queue of {@value ZmqEvents#CAPACITY} is dropped and counted, see
 * {@link ZmqEvents#missed()}. One kind is told by the thread it happens on:
 * {@link io.github.zmqspring.socket.ZmqEndpointBoundEvent}.
 */
public interface ZmqEvent {

	/**
	 * Return which socket it is about.
	 * @return the name of the socket
	 */
	String socketName();

	/**
	 * Return when it happened.
	 * @return the time
	 */
	Instant time();

}

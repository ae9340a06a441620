package io.github.zmqspring.socket.event;

import java.time.Duration;
import java.time.Instant;

/**
 * Messages were dropped or refused. Told at most once a second for each socket: the first
 * time at once, then with all that has come together since.
 *
 * @param socketName the name of the socket
 * @param time when the last of them was noticed
 * @param dropped how many copies of messages slow subscribers have missed since the last
 * event
 * @param rejected how many sends were refused since the last event, because the
 * high-water mark was reached or no peer was there
 * @param unroutable how many sends had a routing id that no peer has, since the last
 * event
 * @param period over how long they have come together, zero for the first one
 */
public record ZmqMessagesDroppedEvent(String socketName, Instant time, long dropped, long rejected, long unroutable,
		Duration period) implements ZmqEvent {

}

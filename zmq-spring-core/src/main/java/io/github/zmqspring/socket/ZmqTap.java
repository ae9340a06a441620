package io.github.zmqspring.socket;

import java.util.function.BooleanSupplier;

import io.github.zmqspring.message.ZmqMessage;

/**
 * Sees every message that one socket sends or receives, for tests and diagnosis. It is
 * put in when the socket opens ({@link SocketSpec.Builder#tap}); a socket without one
 * pays nothing.
 * <p>
 * It is called under the socket's lock, by whatever thread sends or reads: it must be
 * quick, must not use the socket, and what it throws reaches the sender or the reader.
 */
public interface ZmqTap {

	/**
	 * A message is about to be sent. A full queue makes several attempts of one message.
	 * @param message the message as it goes to JeroMQ, routing id and envelope included
	 * @param attempt to be called exactly once: gives the message to JeroMQ and tells
	 * whether it took it
	 */
	void sending(ZmqMessage message, BooleanSupplier attempt);

	/**
	 * A message was taken from JeroMQ. Its receiver has not seen it yet.
	 * @param message the message as it came from JeroMQ, routing id and envelope included
	 */
	void received(ZmqMessage message);

}

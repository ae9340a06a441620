package io.github.zmqspring.socket;

import java.util.Locale;

/**
 * The transports that JeroMQ has.
 */
public enum ZmqTransport {

	/** TCP over IPv4 or IPv6 (RFC 23). */
	TCP,

	/** Between sockets of one context in one process, without copying (RFC 23). */
	INPROC,

	/**
	 * Between processes of one machine. JeroMQ 0.6.0 has no Unix domain sockets: it maps
	 * the name to a TCP port of the loopback interface, so that only JeroMQ peers on the
	 * same machine are reached.
	 */
	IPC;

	/**
	 * Return the text in front of {@code ://}.
	 * @return the scheme in lower case
	 */
	public String scheme() {
		return name().toLowerCase(Locale.ROOT);
	}

}

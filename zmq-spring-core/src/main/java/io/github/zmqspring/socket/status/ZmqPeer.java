package io.github.zmqspring.socket.status;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A peer that is there now.
 *
 * @param side who began the connection
 * @param address the remote address as {@code host:port}; of an inproc peer {@code null},
 * it has none
 * @param endpoint the endpoint of this socket that the connection belongs to, or
 * {@code null} if it is not known (inproc)
 * @param since since when the connection is up, or {@code null} if it is not known
 * (inproc)
 * @param state whether the ZMTP handshake (RFC 23) is over
 * @param mechanism the security mechanism: {@code NULL}, {@code PLAIN} or {@code CURVE},
 * {@code null} without security (inproc, STREAM)
 * @param userId the user id that ZAP (RFC 27) gave the peer, or {@code null}
 * @param socketType the type of the peer's socket as it announced it, for instance
 * {@code SUB}; {@code null} if it is not known
 * @param inbound the messages from this peer that wait to be received, or {@code null} if
 * that is not known
 * @param outbound the messages for this peer that wait to be taken by the connection, or
 * {@code null} if that is not known; what the connection has taken, up to the buffers of
 * JeroMQ and both operating systems, is no longer among them
 */
public record ZmqPeer(Side side, @Nullable String address, @Nullable String endpoint, @Nullable Instant since,
		State state, @Nullable String mechanism, @Nullable String userId, @Nullable String socketType,
		@Nullable QueueDepth inbound, @Nullable QueueDepth outbound) {

	/**
	 * Return the host of the remote address.
	 * @return the IP address alone, without brackets, or {@code null} if the address is
	 * not known
	 */
	public @Nullable String host() {
		if (this.address == null) {
			return null;
		}
		String host = this.address.substring(0, this.address.lastIndexOf(':'));
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

	/** Who began the connection. */
	public enum Side {

		/** The peer: it has connected to an endpoint that this socket is bound to. */
		ACCEPTED,

		/** This socket. */
		CONNECTED,

		/** Either, within this process. */
		INPROC

	}

	/** How far a connection is. */
	public enum State {

		/**
		 * The TCP connection is up, the handshake is not over: messages do not flow, and
		 * nobody knows who it is.
		 */
		HANDSHAKING,

		/** Messages flow. */
		READY,

		/** JeroMQ's internals cannot be read, so nobody can tell. */
		UNKNOWN

	}

}

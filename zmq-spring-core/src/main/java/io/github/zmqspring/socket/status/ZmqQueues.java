package io.github.zmqspring.socket.status;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The messages that wait in JeroMQ's queues of a socket, at one moment. Exact when
 * nothing moves, and on inproc; on TCP there may be more in the buffers of JeroMQ and of
 * both operating systems, which no high-water mark bounds and nobody can count: 8 byte
 * messages by the hundred thousand.
 *
 * @param inbound all that wait to be received, with the sum of the high-water marks;
 * {@code null} if that is not known or the socket does not receive
 * @param outbound all that wait to be taken by connections, with the sum of the
 * high-water marks; {@code null} if that is not known or the socket does not send
 * @param queues the queues one by one; empty if they are not known
 */
public record ZmqQueues(@Nullable QueueDepth inbound, @Nullable QueueDepth outbound, List<ZmqQueue> queues) {

	/** Nothing is known: JeroMQ's internals are not open to this library. */
	public static final ZmqQueues UNKNOWN = new ZmqQueues(null, null, List.of());

	public ZmqQueues {
		queues = List.copyOf(queues);
	}

	/**
	 * Return whether anything is known.
	 * @return {@code false} if JeroMQ's internals are not open to this library
	 */
	public boolean isKnown() {
		return this.inbound != null || this.outbound != null;
	}

}

package io.github.zmqspring.socket.status;

import org.jspecify.annotations.Nullable;

/**
 * JeroMQ's queues between a socket and one peer, past, present or to come.
 *
 * @param end what is at the other end
 * @param address the remote address, or {@code null} if there is none
 * @param inbound the messages that wait to be received, or {@code null} if that is not
 * known ({@code conflate})
 * @param outbound the messages that wait to be taken by the connection, or {@code null}
 * if that is not known ({@code conflate})
 */
public record ZmqQueue(End end, @Nullable String address, @Nullable QueueDepth inbound, @Nullable QueueDepth outbound) {

	/** What is at the other end of a queue. */
	public enum End {

		/** A peer over TCP. */
		CONNECTION,

		/** A peer within this process. */
		INPROC,

		/**
		 * No peer yet, or not at the moment: what is sent waits for it. A connecting
		 * endpoint has its queue all the time unless {@code immediate} is set.
		 */
		AWAITED,

		/** A peer that has gone; what it has sent is still received. */
		GONE

	}

}

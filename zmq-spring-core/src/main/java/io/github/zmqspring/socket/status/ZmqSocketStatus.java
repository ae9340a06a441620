package io.github.zmqspring.socket.status;

import org.jspecify.annotations.Nullable;

/**
 * A socket's state, peers and queues, of the same moment.
 *
 * @param state what the socket is doing
 * @param failure why it is not open, {@code null} unless the state is
 * {@link State#FAILED}
 * @param peers the peers
 * @param queues the messages that wait
 * @param shortage whether there are enough peers, {@code null} if the socket sets no
 * {@code min-peers} or is closed
 */
public record ZmqSocketStatus(State state, @Nullable Throwable failure, ZmqPeers peers, ZmqQueues queues,
		@Nullable PeerShortage shortage) {

	/** What a socket is doing. */
	public enum State {

		/** It is closed: it was not started, or was stopped. */
		CLOSED,

		/** It is open. */
		OPEN,

		/**
		 * It could not be opened, or was opened and can no longer be used, until it is
		 * started again.
		 */
		FAILED

	}

}

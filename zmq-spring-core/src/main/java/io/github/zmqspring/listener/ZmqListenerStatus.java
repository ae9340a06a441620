package io.github.zmqspring.listener;

import io.github.zmqspring.socket.status.QueueDepth;
import org.jspecify.annotations.Nullable;

/**
 * What a listener is doing at one moment.
 *
 * @param state what it is doing
 * @param concurrency how many messages it handles at the same time at most
 * @param handOver the messages that were taken from the socket and wait for a worker,
 * with how many may; both are 0 if the reading thread handles them itself
 * @param inFlight the messages that were taken from the socket and are not finished: in
 * the hand-over, being handled, or with an outstanding asynchronous result
 * @param outstandingResults the asynchronous results that are awaited
 * @param lag how far it lags behind, {@code null} if it sets no {@code max-lag} or has
 * not got a message that tells
 * @param failure why it no longer reads, {@code null} unless the state is
 * {@link State#FAILED}
 */
public record ZmqListenerStatus(State state, int concurrency, QueueDepth handOver, long inFlight,
		int outstandingResults, @Nullable ZmqListenerLag lag, @Nullable Throwable failure) {

	/** What a listener is doing. */
	public enum State {

		/** Nothing: it was not started, or was stopped. */
		STOPPED,

		/** It hands out messages as they come. */
		RUNNING,

		/** It was started, and holds messages back. */
		PAUSED,

		/**
		 * It was started, but its socket is no longer read, because of an error that is
		 * not a message's.
		 */
		FAILED

	}

}

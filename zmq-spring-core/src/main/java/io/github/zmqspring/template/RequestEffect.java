package io.github.zmqspring.template;

import io.github.zmqspring.message.ZmqMessage;

/**
 * What {@link PendingRequests} wants to be done. Effects are carried out in their order.
 *
 * @param <R> the type of the requests
 */
sealed interface RequestEffect<R> {

	/** Why a request ends without a reply. */
	enum Reason {

		/** No reply in any of its tries. */
		TIMEOUT,

		/** It was never sent: others had their turn for too long. */
		NO_TURN,

		/** The socket or the template was stopped. */
		STOPPED

	}

	/**
	 * Send a request.
	 *
	 * @param request the request
	 * @param correlation identifies the try, also on the wire if the socket can do that
	 */
	record Send<R>(R request, long correlation) implements RequestEffect<R> {

	}

	/**
	 * Hand a reply to who waits for it.
	 *
	 * @param request the request, which is over
	 * @param reply the reply
	 */
	record Complete<R>(R request, ZmqMessage reply) implements RequestEffect<R> {

	}

	/**
	 * Tell who waits for a reply that there will be none.
	 *
	 * @param request the request, which is over
	 * @param reason why
	 */
	record Fail<R>(R request, Reason reason) implements RequestEffect<R> {

	}

	/**
	 * Reopen the socket, and report it by {@link PendingRequests#reopened(long)}.
	 */
	record Reopen<R>() implements RequestEffect<R> {

	}

}

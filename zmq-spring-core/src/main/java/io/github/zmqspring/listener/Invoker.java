package io.github.zmqspring.listener;

import org.jspecify.annotations.Nullable;

/**
 * Calls the handler. Used by several threads.
 */
interface Invoker extends ResultSource {

	/**
	 * Call the handler.
	 * @param received the message
	 * @return what the handler returned
	 * @throws UnreadableMessageException if the handler could not be called with this
	 * message
	 * @throws Throwable what the handler threw
	 */
	@Nullable Object invoke(Received received) throws Throwable;

	/**
	 * Choose the one that is going to be called.
	 * @param received the message
	 * @return this one, unless there are several
	 */
	default Invoker select(Received received) {
		return this;
	}

}

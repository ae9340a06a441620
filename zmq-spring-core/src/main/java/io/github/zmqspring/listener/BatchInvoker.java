package io.github.zmqspring.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Calls a handler with several messages.
 */
interface BatchInvoker extends ResultSource {

	/**
	 * Convert a message to what the handler's list holds.
	 * @param received the message
	 * @return an element of the list
	 * @throws Exception if it cannot be converted
	 */
	Object convert(Received received) throws Exception;

	/**
	 * Choose what is going to be called.
	 * @param batch the messages that were converted, at least one
	 * @return this one, unless the batch needs one of its own
	 */
	default BatchInvoker select(List<Received> batch) {
		return this;
	}

	/**
	 * Call the handler.
	 * @param elements what {@link #convert} returned, at least one
	 * @return what the handler returned
	 * @throws Throwable what the handler threw
	 */
	@Nullable Object invoke(List<Object> elements) throws Throwable;

}

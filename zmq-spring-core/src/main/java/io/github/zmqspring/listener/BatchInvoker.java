package io.github.zmqspring.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Calls a handler with several messages.
 */
interface BatchInvoker {

	/**
	 * Convert a message to what the handler's list holds.
	 * @param received the message
	 * @return an element of the list
	 * @throws Exception if it cannot be converted
	 */
	Object convert(Received received) throws Exception;

	/**
	 * Call the handler.
	 * @param elements what {@link #convert} returned, at least one
	 * @return what the handler returned
	 * @throws Throwable what the handler threw
	 */
	@Nullable Object invoke(List<Object> elements) throws Throwable;

	/**
	 * Return where results go.
	 * @return the name of a socket, or {@code null} if there are no results
	 */
	@Nullable String sendTo();

	/**
	 * Return what is known of the result.
	 * @return the declared result
	 */
	ResultType resultType();

}

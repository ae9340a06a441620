package io.github.zmqspring.listener;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Handles the failures of a listener: of its handler after the last retry, of conversion
 * and validation, of the layout of a message. Called once per failed message, on the
 * thread that handled it.
 */
@FunctionalInterface
public interface ZmqListenerErrorHandler {

	/**
	 * Handle a failure.
	 * @param message the payload; the whole message if its layout is what failed
	 * @param ex the failure, with the exception of the handler as its cause
	 * @return the reply, as if the handler had returned it (not an asynchronous one), or
	 * {@code null}, with which the failure is settled, too
	 * @throws RuntimeException if the failure is not settled: the recoverer is asked
	 * next, and without one it is logged
	 */
	@Nullable Object handleError(ZmqMessage message, ListenerExecutionFailedException ex);

}

package io.github.zmqspring.listener;

import io.github.zmqspring.message.ZmqMessage;

/**
 * What becomes of a message that could not be handled, after the last retry and after the
 * error handler (if there is one and it threw): typically it is put somewhere else.
 *
 * @see SendToRecoverer
 */
@FunctionalInterface
public interface ZmqMessageRecoverer {

	/**
	 * Save a message.
	 * @param payload the payload; the whole message if its layout is what failed
	 * @param ex the failure, with the exception of the handler as its cause
	 * @throws RuntimeException if that failed, too: it is logged and the message is lost
	 */
	void recover(ZmqMessage payload, ListenerExecutionFailedException ex);

}

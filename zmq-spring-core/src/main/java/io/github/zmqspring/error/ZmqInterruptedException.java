package io.github.zmqspring.error;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted while it waited for room in a queue or for a reply.
 * Whoever throws this exception has restored the thread's interrupt flag.
 */
@SuppressWarnings("serial")
public class ZmqInterruptedException extends ZmqException {

	/**
	 * Create an exception without a cause.
	 * @param message what the thread was waiting for
	 */
	public ZmqInterruptedException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message what the thread was waiting for
	 * @param cause the interruption, or {@code null}
	 */
	public ZmqInterruptedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

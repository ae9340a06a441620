package io.github.zmqspring.error;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessagingException;

/**
 * Root of the exceptions thrown by this library. Instances are immutable and may be
 * handed from one thread to another.
 */
@SuppressWarnings("serial")
public class ZmqException extends MessagingException {

	/**
	 * Create an exception without a cause.
	 * @param message what went wrong
	 */
	public ZmqException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message what went wrong
	 * @param cause the failure underneath, or {@code null}
	 */
	public ZmqException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

package io.github.zmqspring.message;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.MessageConversionException;

/**
 * The frames of a message are not laid out as its socket's {@link WireFormat} says, or
 * the parts of a message cannot be laid out that way.
 */
@SuppressWarnings("serial")
public class WireFormatException extends MessageConversionException {

	/**
	 * Create an exception without a cause.
	 * @param message what was wrong
	 */
	public WireFormatException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message what was wrong
	 * @param cause the failure underneath, or {@code null}
	 */
	public WireFormatException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

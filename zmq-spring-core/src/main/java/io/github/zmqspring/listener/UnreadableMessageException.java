package io.github.zmqspring.listener;

/**
 * Carries what went wrong before the handler was called, so that it is not tried again.
 * Never leaves this package.
 */
@SuppressWarnings("serial")
final class UnreadableMessageException extends RuntimeException {

	private final Throwable reason;

	UnreadableMessageException(Throwable reason) {
		super(reason);
		this.reason = reason;
	}

	Throwable reason() {
		return this.reason;
	}

}

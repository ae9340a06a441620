package io.github.zmqspring.listener;

import java.util.concurrent.CompletionException;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Deals with a message that could not be handled: the error handler, else the recoverer,
 * else the log. Never throws.
 */
final class FailureHandler {

	private static final Log logger = LogFactory.getLog(FailureHandler.class);

	private final ZmqListenerEndpoint endpoint;

	private final ReplySender replies;

	private final ListenerCounters counters;

	FailureHandler(ZmqListenerEndpoint endpoint, ReplySender replies, ListenerCounters counters) {
		this.endpoint = endpoint;
		this.replies = replies;
		this.counters = counters;
	}

	/**
	 * Deal with a message.
	 * @param raw the message as it came off the wire
	 * @param received the same with its parts, or {@code null} if its layout is what
	 * failed
	 * @param failure why
	 * @param sendTo where a reply of the error handler goes
	 */
	void handle(ZmqMessage raw, @Nullable Received received, Throwable failure, @Nullable String sendTo) {
		ListenerExecutionFailedException unsettled = settle(raw, received, failure, sendTo);
		if (unsettled == null) {
			return;
		}
		if (received == null || failure instanceof UnreadableMessageException) {
			// the peer's fault, which it may repeat as fast as it can: no stack trace
			logger.warn(unsettled.getMessage() + ": " + unsettled.getCause());
			logger.debug(unsettled.getMessage(), unsettled.getCause());
		}
		else {
			logger.error(unsettled.getMessage(), unsettled.getCause());
		}
	}

	/**
	 * Deal with a message, apart from the log.
	 * @return the failure if nobody has settled it
	 */
	@Nullable ListenerExecutionFailedException settle(ZmqMessage raw, @Nullable Received received, Throwable failure,
			@Nullable String sendTo) {
		if (received == null || failure instanceof UnreadableMessageException) {
			this.counters.addUnreadable();
		}
		else {
			this.counters.addFailed();
		}
		ListenerExecutionFailedException ex = wrap(raw, received, failure);
		ZmqMessage payload = (received != null) ? received.payload() : raw;
		ZmqListenerErrorHandler errorHandler = this.endpoint.errorHandler();
		if (errorHandler != null) {
			try {
				Object reply = errorHandler.handleError(payload, ex);
				reply(reply, received, sendTo);
				return null;
			}
			catch (Throwable thrown) {
				ex = wrap(raw, received, thrown);
			}
		}
		ZmqMessageRecoverer recoverer = this.endpoint.recoverer();
		if (recoverer != null) {
			try {
				recoverer.recover(payload, ex);
				return null;
			}
			catch (Throwable thrown) {
				logger.error("The recoverer of " + this.endpoint.description() + " failed", thrown);
			}
		}
		return ex;
	}

	private void reply(@Nullable Object reply, @Nullable Received received, @Nullable String sendTo) {
		if (received == null) {
			// the layout is what failed: nobody knows whom to answer
			return;
		}
		if (this.endpoint.batchSize() == null) {
			this.replies.reply(reply, received, sendTo);
		}
		else if (reply != null && sendTo != null) {
			this.replies.forward(reply, sendTo);
		}
	}

	private ListenerExecutionFailedException wrap(ZmqMessage raw, @Nullable Received received, Throwable failure) {
		if (failure instanceof ListenerExecutionFailedException wrapped) {
			return wrapped;
		}
		return new ListenerExecutionFailedException(this.endpoint.id(), this.endpoint.socketName(), raw,
				parts(received), unwrap(failure));
	}

	private static @Nullable ZmqParts parts(@Nullable Received received) {
		return (received != null) ? received.parts() : null;
	}

	/** Return what really failed. */
	static Throwable unwrap(Throwable failure) {
		if (failure instanceof UnreadableMessageException unreadable) {
			return unreadable.reason();
		}
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

}

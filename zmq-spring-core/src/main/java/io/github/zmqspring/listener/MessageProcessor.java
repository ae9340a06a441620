package io.github.zmqspring.listener;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a message between the socket and the reply. Called by the thread that
 * reads the socket, or by several workers. Never throws.
 */
final class MessageProcessor {

	private final MessageReader reader;

	private final @Nullable ZmqMessageFilter filter;

	private final Invoker invoker;

	/** Non-null if messages need nothing but this. */
	private final @Nullable PayloadInvoker fast;

	private final Retries retries;

	private final ResultHandler results;

	private final ReplySender replies;

	private final FailureHandler failures;

	private final ListenerCounters counters;

	private final boolean byReader;

	/**
	 * Create a processor.
	 * @param byReader whether the thread that reads the socket is the only one that calls
	 * it
	 */
	MessageProcessor(MessageReader reader, @Nullable ZmqMessageFilter filter, Invoker invoker, Retries retries,
			ResultHandler results, ReplySender replies, FailureHandler failures, ListenerCounters counters,
			boolean byReader) {
		this.reader = reader;
		this.filter = filter;
		this.invoker = invoker;
		this.fast = (reader.isPayloadOnly() && filter == null && invoker instanceof PayloadInvoker payloadInvoker)
				? payloadInvoker : null;
		this.retries = retries;
		this.results = results;
		this.replies = replies;
		this.failures = failures;
		this.counters = counters;
		this.byReader = byReader;
	}

	/**
	 * Handle a message.
	 * @param raw the message as it came off the wire
	 */
	void process(ZmqMessage raw) {
		PayloadInvoker direct = this.fast;
		if (direct == null) {
			read(raw);
			return;
		}
		Object result;
		try {
			result = direct.invoke(raw);
		}
		catch (Throwable ex) {
			retry(Received.ofPayload(raw), direct, ex);
			return;
		}
		if (result != null) {
			handle(result, Received.ofPayload(raw), direct);
		}
		else if (this.byReader) {
			this.counters.addFinishedByReader();
		}
		else {
			this.counters.addFinished();
		}
	}

	private void read(ZmqMessage raw) {
		Received received = null;
		try {
			received = this.reader.read(raw);
			if (this.filter == null || this.filter.accepts(received.parts())) {
				invoke(received, this.invoker.select(received));
				return;
			}
			this.counters.addFiltered();
			this.replies.reply(null, received, null);
		}
		catch (Throwable ex) {
			this.failures.handle(raw, received, ex, this.invoker.sendTo());
		}
		this.counters.addFinished();
	}

	private void invoke(Received received, Invoker chosen) {
		Object result;
		try {
			result = chosen.invoke(received);
		}
		catch (Throwable ex) {
			retry(received, chosen, ex);
			return;
		}
		handle(result, received, chosen);
	}

	private void retry(Received received, Invoker chosen, Throwable failure) {
		Object result;
		try {
			result = this.retries.retry(failure, () -> {
				this.counters.addRetried();
				return chosen.invoke(received);
			});
		}
		catch (Throwable last) {
			chosen.fail(last, new Sink(received, chosen.sendTo()));
			return;
		}
		handle(result, received, chosen);
	}

	private void handle(@Nullable Object result, Received received, Invoker chosen) {
		chosen.settle(result, this.results, new Sink(received, chosen.sendTo()));
	}

	/** What becomes of the results for one message. */
	private final class Sink implements ResultHandler.Sink {

		private final Received received;

		private final @Nullable String sendTo;

		Sink(Received received, @Nullable String sendTo) {
			this.received = received;
			this.sendTo = sendTo;
		}

		@Override
		public boolean result(@Nullable Object result) {
			return MessageProcessor.this.replies.reply(result, this.received, this.sendTo);
		}

		@Override
		public void failure(Throwable ex) {
			MessageProcessor.this.failures.handle(this.received.raw(), this.received, ex, this.sendTo);
		}

		@Override
		public void end() {
			MessageProcessor.this.counters.addFinished();
		}

	}

}

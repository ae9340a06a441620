package io.github.zmqspring.listener;

import java.util.ArrayList;
import java.util.List;

import io.github.zmqspring.message.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a batch. A message that the filter turns down or that cannot be read is
 * left out; if the handler fails, all of the batch has failed. Called by several workers.
 * Never throws.
 */
final class BatchProcessor {

	private static final Log logger = LogFactory.getLog(BatchProcessor.class);

	private final MessageReader reader;

	private final @Nullable ZmqMessageFilter filter;

	private final BatchInvoker invoker;

	private final Retries retries;

	private final ResultHandler results;

	private final ReplySender replies;

	private final FailureHandler failures;

	private final ListenerCounters counters;

	BatchProcessor(MessageReader reader, @Nullable ZmqMessageFilter filter, BatchInvoker invoker, Retries retries,
			ResultHandler results, ReplySender replies, FailureHandler failures, ListenerCounters counters) {
		this.reader = reader;
		this.filter = filter;
		this.invoker = invoker;
		this.retries = retries;
		this.results = results;
		this.replies = replies;
		this.failures = failures;
		this.counters = counters;
	}

	/**
	 * Handle a batch.
	 * @param batch the messages as they came off the wire
	 */
	void process(List<ZmqMessage> batch) {
		List<Received> accepted = new ArrayList<>(batch.size());
		List<Object> elements = new ArrayList<>(batch.size());
		for (ZmqMessage raw : batch) {
			read(raw, accepted, elements);
		}
		if (!elements.isEmpty()) {
			invoke(accepted, elements);
		}
	}

	private void read(ZmqMessage raw, List<Received> accepted, List<Object> elements) {
		Received received = null;
		try {
			received = this.reader.read(raw);
			if (this.filter == null || this.filter.accepts(received.parts())) {
				elements.add(convert(received));
				accepted.add(received);
				return;
			}
			this.counters.addFiltered();
		}
		catch (Throwable ex) {
			this.failures.handle(raw, received, ex, this.invoker.sendTo());
		}
		this.counters.addFinished();
	}

	private Object convert(Received received) {
		try {
			return this.invoker.convert(received);
		}
		catch (Exception ex) {
			throw new UnreadableMessageException(ex);
		}
	}

	private void invoke(List<Received> accepted, List<Object> elements) {
		BatchInvoker chosen = this.invoker.select(accepted);
		Sink sink = new Sink(accepted);
		Object result;
		try {
			try {
				result = chosen.invoke(elements);
			}
			catch (Throwable ex) {
				result = this.retries.retry(ex, () -> {
					this.counters.addRetried();
					return chosen.invoke(elements);
				});
			}
		}
		catch (Throwable last) {
			chosen.fail(last, sink);
			return;
		}
		chosen.settle(result, this.results, sink);
	}

	/** What becomes of the results for a batch. */
	private final class Sink implements ResultHandler.Sink {

		private final List<Received> batch;

		Sink(List<Received> batch) {
			this.batch = batch;
		}

		@Override
		public boolean result(@Nullable Object result) {
			String sendTo = BatchProcessor.this.invoker.sendTo();
			return result == null || sendTo == null || BatchProcessor.this.replies.forward(result, sendTo);
		}

		@Override
		public void failure(Throwable ex) {
			int unsettled = 0;
			ListenerExecutionFailedException first = null;
			for (Received received : this.batch) {
				ListenerExecutionFailedException left = BatchProcessor.this.failures.settle(received.raw(), received,
						ex, BatchProcessor.this.invoker.sendTo());
				if (left != null) {
					unsettled++;
					first = (first != null) ? first : left;
				}
			}
			if (first != null) {
				logger.error(first.getMessage() + ", the first of " + unsettled + " in a batch", first.getCause());
			}
		}

		@Override
		public void end() {
			this.batch.forEach((received) -> BatchProcessor.this.counters.addFinished());
		}

	}

}

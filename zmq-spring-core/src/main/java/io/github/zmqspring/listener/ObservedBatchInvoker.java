package io.github.zmqspring.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Observes what becomes of each batch, as {@link ObservedInvoker} does for messages.
 */
final class ObservedBatchInvoker implements BatchInvoker {

	private final BatchInvoker invoker;

	private final ListenerObservations observations;

	ObservedBatchInvoker(BatchInvoker invoker, ListenerObservations observations) {
		this.invoker = invoker;
		this.observations = observations;
	}

	@Override
	public Object convert(Received received) throws Exception {
		return this.invoker.convert(received);
	}

	@Override
	public BatchInvoker select(List<Received> batch) {
		return new Call(this.observations.start(batch));
	}

	@Override
	public @Nullable Object invoke(List<Object> elements) throws Throwable {
		return this.invoker.invoke(elements);
	}

	@Override
	public @Nullable String sendTo() {
		return this.invoker.sendTo();
	}

	@Override
	public ResultType resultType() {
		return this.invoker.resultType();
	}

	/** The handling of one batch. */
	private final class Call implements BatchInvoker {

		private final ListenerObservation observation;

		Call(ListenerObservation observation) {
			this.observation = observation;
		}

		@Override
		public Object convert(Received received) throws Exception {
			return ObservedBatchInvoker.this.convert(received);
		}

		@Override
		public @Nullable Object invoke(List<Object> elements) throws Throwable {
			return this.observation.call(() -> ObservedBatchInvoker.this.invoke(elements));
		}

		@Override
		public void settle(@Nullable Object result, ResultHandler results, ResultHandler.Sink sink) {
			this.observation.settle(result, resultType(), results, sink);
		}

		@Override
		public void fail(Throwable failure, ResultHandler.Sink sink) {
			this.observation.fail(failure, sink);
		}

		@Override
		public @Nullable String sendTo() {
			return ObservedBatchInvoker.this.sendTo();
		}

		@Override
		public ResultType resultType() {
			return ObservedBatchInvoker.this.resultType();
		}

	}

}

package io.github.zmqspring.listener;

import org.jspecify.annotations.Nullable;

/**
 * Observes what becomes of each message: the calls of the handler, the result, the
 * failure. Put in front of the real one when the listener starts, if it is observed at
 * all.
 */
final class ObservedInvoker implements Invoker {

	private final Invoker invoker;

	private final ListenerObservations observations;

	ObservedInvoker(Invoker invoker, ListenerObservations observations) {
		this.invoker = invoker;
		this.observations = observations;
	}

	@Override
	public Invoker select(Received received) {
		return new Call(this.observations.start(received));
	}

	@Override
	public @Nullable Object invoke(Received received) throws Throwable {
		return this.invoker.invoke(received);
	}

	@Override
	public @Nullable String sendTo() {
		return this.invoker.sendTo();
	}

	@Override
	public ResultType resultType() {
		return this.invoker.resultType();
	}

	/** The handling of one message. */
	private final class Call implements Invoker {

		private final ListenerObservation observation;

		private Invoker chosen = ObservedInvoker.this.invoker;

		Call(ListenerObservation observation) {
			this.observation = observation;
		}

		@Override
		public @Nullable Object invoke(Received received) throws Throwable {
			return this.observation.call(() -> {
				this.chosen = ObservedInvoker.this.invoker.select(received);
				return this.chosen.invoke(received);
			});
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
			return this.chosen.sendTo();
		}

		@Override
		public ResultType resultType() {
			return this.chosen.resultType();
		}

	}

}

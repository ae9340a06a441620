package io.github.zmqspring.listener;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.observation.ZmqObservationDocumentation.Events;
import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The observation of a message or a batch, from the first call of the handler to the end
 * of the work, which may be on another thread. Whatever is called meanwhile, is called in
 * its scope. What handlers of the application throw is logged: it must neither lose a
 * message nor end a listener.
 */
final class ListenerObservation {

	private static final Log logger = LogFactory.getLog(ListenerObservation.class);

	private final Observation observation;

	/** Calls come one after the other, from one thread. */
	private boolean called;

	/**
	 * The end of the work and the end of its scope are outstanding; an observation must
	 * not stop before.
	 */
	private final AtomicInteger outstanding = new AtomicInteger(2);

	/**
	 * Take over an observation.
	 * @param observation the observation, which has been started
	 */
	ListenerObservation(Observation observation) {
		this.observation = observation;
	}

	/**
	 * Call the handler.
	 * @param call does it
	 * @return what it returned; a reactive result knows the observation
	 * @throws Throwable what it threw
	 */
	@Nullable Object call(Retries.Attempt call) throws Throwable {
		try (Observation.Scope scope = openScope()) {
			if (this.called) {
				tell(() -> this.observation.event(Events.RETRY));
			}
			this.called = true;
			return ReactorContexts.withObservation(call.execute(), this.observation);
		}
	}

	/** See {@link ResultSource#settle}; also for subscriptions, which begin the work. */
	void settle(@Nullable Object result, ResultType type, ResultHandler results, ResultHandler.Sink sink) {
		try (Observation.Scope scope = openScope()) {
			results.handle(result, type, new ObservedSink(sink));
		}
		finally {
			ended();
		}
	}

	/** See {@link ResultSource#fail}. */
	void fail(Throwable failure, ResultHandler.Sink sink) {
		ResultHandler.Sink observed = new ObservedSink(sink);
		observed.failure(failure);
		observed.end();
		ended();
	}

	private void ended() {
		if (this.outstanding.decrementAndGet() == 0) {
			tell(this.observation::stop);
		}
	}

	private Observation.Scope openScope() {
		try {
			return this.observation.openScope();
		}
		catch (RuntimeException ex) {
			logger.warn("The observation of a message failed", ex);
			return Observation.Scope.NOOP;
		}
	}

	private static void tell(Runnable what) {
		try {
			what.run();
		}
		catch (RuntimeException ex) {
			logger.warn("The observation of a message failed", ex);
		}
	}

	/** Takes results under observation, on whatever thread they come. */
	private final class ObservedSink implements ResultHandler.Sink {

		private final ResultHandler.Sink sink;

		ObservedSink(ResultHandler.Sink sink) {
			this.sink = sink;
		}

		@Override
		public boolean result(@Nullable Object result) {
			try (Observation.Scope scope = openScope()) {
				boolean delivered = this.sink.result(result);
				if (!delivered) {
					tell(() -> ListenerObservation.this.observation.event(Events.UNDELIVERABLE));
				}
				return delivered;
			}
		}

		@Override
		public void failure(Throwable ex) {
			tell(() -> ListenerObservation.this.observation.error(FailureHandler.unwrap(ex)));
			try (Observation.Scope scope = openScope()) {
				this.sink.failure(ex);
			}
		}

		@Override
		public void end() {
			this.sink.end();
			ended();
		}

	}

}

package io.github.zmqspring.listener;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Takes what a handler returned, now or later, to where it goes. Never throws.
 */
final class ResultHandler {

	/** What becomes of the results of a handler. */
	interface Sink {

		/**
		 * Take a result.
		 * @param result the result, or {@code null} if there was none
		 * @return whether more would be welcome
		 * @throws RuntimeException if the result is no good
		 */
		boolean result(@Nullable Object result);

		/** Take a failure. */
		void failure(Throwable ex);

		/** Nothing more comes. */
		void end();

	}

	private final InFlight inFlight;

	ResultHandler(InFlight inFlight) {
		this.inFlight = inFlight;
	}

	/**
	 * Take a result.
	 * @param result what the handler returned
	 * @param type what was declared
	 * @param sink gets each value, or the failure, and then the end
	 */
	void handle(@Nullable Object result, ResultType type, Sink sink) {
		if (result != null && type.unknown()) {
			if (result instanceof CompletionStage<?> stage) {
				this.inFlight.started();
				stage.whenComplete((value, ex) -> complete(value, ex, sink));
				return;
			}
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result);
			if (adapter != null) {
				this.inFlight.started();
				subscribe(adapter, result, sink);
				return;
			}
		}
		try {
			settle(result, null, sink);
		}
		finally {
			sink.end();
		}
	}

	private void complete(@Nullable Object value, @Nullable Throwable ex, Sink sink) {
		try {
			settle(value, ex, sink);
		}
		finally {
			finish(sink);
		}
	}

	private static void settle(@Nullable Object value, @Nullable Throwable failure, Sink sink) {
		if (failure != null) {
			sink.failure(failure);
			return;
		}
		try {
			sink.result(value);
		}
		catch (Throwable ex) {
			sink.failure(ex);
		}
	}

	private void subscribe(ReactiveAdapter adapter, Object result, Sink sink) {
		try {
			PublisherResults.subscribe(adapter, result, sink, () -> finish(sink));
		}
		catch (Throwable ex) {
			sink.failure(ex);
			finish(sink);
		}
	}

	private void finish(Sink sink) {
		try {
			sink.end();
		}
		finally {
			this.inFlight.finished();
		}
	}

}

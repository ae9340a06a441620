package io.github.zmqspring.listener;

import org.jspecify.annotations.Nullable;

/**
 * Whoever has called a handler, and what becomes of that.
 */
interface ResultSource {

	/**
	 * Return where results go.
	 * @return the name of a socket, or {@code null} for the listener's own, if anywhere
	 */
	@Nullable String sendTo();

	/**
	 * Return what is known of the result.
	 * @return the declared result
	 */
	ResultType resultType();

	/**
	 * The handler has returned.
	 * @param result what it returned
	 * @param results takes it to where it goes, now or later
	 * @param sink where it goes
	 */
	default void settle(@Nullable Object result, ResultHandler results, ResultHandler.Sink sink) {
		results.handle(result, resultType(), sink);
	}

	/**
	 * The handler has failed, and is not called again.
	 * @param failure why
	 * @param sink deals with it
	 */
	default void fail(Throwable failure, ResultHandler.Sink sink) {
		sink.failure(failure);
		sink.end();
	}

}

package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.socket.Waits;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Tries again what failed. Not a {@code RetryTemplate}, whose pauses can only be ended by
 * an interrupt: here they end when the listener stops.
 */
final class Retries {

	/** What is tried again. */
	interface Attempt {

		@Nullable Object execute() throws Throwable;

	}

	private final @Nullable RetryPolicy policy;

	private final CountDownLatch stopped = new CountDownLatch(1);

	Retries(@Nullable RetryPolicy policy) {
		this.policy = policy;
	}

	/**
	 * Try again, as often as the policy allows.
	 * @param failure why
	 * @param attempt what is tried
	 * @return what came of it
	 * @throws Throwable the last failure
	 */
	@Nullable Object retry(Throwable failure, Attempt attempt) throws Throwable {
		if (this.policy == null) {
			throw failure;
		}
		BackOffExecution backOff = this.policy.getBackOff().start();
		long began = System.nanoTime();
		Throwable last = failure;
		while (mayRetry(this.policy, last) && pause(backOff.nextBackOff(), began, this.policy.getTimeout())) {
			try {
				return attempt.execute();
			}
			catch (Throwable ex) {
				last = ex;
			}
		}
		throw last;
	}

	private static boolean mayRetry(RetryPolicy policy, Throwable failure) {
		return failure instanceof Exception && !(failure instanceof UnreadableMessageException)
				&& policy.shouldRetry(failure);
	}

	/**
	 * Wait for the next attempt.
	 * @return whether there is one
	 */
	private boolean pause(long millis, long began, Duration timeout) {
		if (millis == BackOffExecution.STOP) {
			return false;
		}
		long ends = System.nanoTime() - began + TimeUnit.MILLISECONDS.toNanos(millis);
		if (!timeout.isZero() && ends > timeout.toNanos()) {
			return false;
		}
		return !Waits.uninterruptibly(Duration.ofMillis(millis),
				(nanos) -> this.stopped.await(nanos, TimeUnit.NANOSECONDS));
	}

	/**
	 * Begin no further attempt, and end the pauses.
	 */
	void stop() {
		this.stopped.countDown();
	}

}

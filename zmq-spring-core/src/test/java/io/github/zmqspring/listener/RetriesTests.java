package io.github.zmqspring.listener;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.retry.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
class RetriesTests {

	private final IOException first = new IOException("first");

	private final AtomicInteger attempts = new AtomicInteger();

	private static RetryPolicy.Builder policy(int retries) {
		return RetryPolicy.builder().maxRetries(retries).delay(Duration.ofMillis(1));
	}

	private Object fail() throws IOException {
		throw new IOException("attempt " + this.attempts.incrementAndGet());
	}

	@Test
	void whenThereIsNoPolicyTheFirstFailureIsTheLast() {
		assertThatThrownBy(() -> new Retries(null).retry(this.first, this::fail)).isSameAs(this.first);
		assertThat(this.attempts).hasValue(0);
	}

	@Test
	void whenAllAttemptsFailTheLastFailureCounts() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new Retries(policy(3).build()).retry(this.first, this::fail))
			.withMessage("attempt 3");
	}

	@Test
	void whenAnAttemptSucceedsItsResultCounts() throws Throwable {
		assertThat(new Retries(policy(3).build()).retry(this.first,
				() -> (this.attempts.incrementAndGet() < 2) ? fail() : "done"))
			.isEqualTo("done");
	}

	@Test
	void whenThePolicyExcludesTheFailureItIsNotTriedAgain() {
		Retries retries = new Retries(policy(3).excludes(IOException.class).build());
		assertThatThrownBy(() -> retries.retry(this.first, this::fail)).isSameAs(this.first);
	}

	@Test
	void whenTheMessageCannotBeReadOrTheVmIsInTroubleItIsNotTriedAgain() {
		Retries retries = new Retries(policy(3).build());
		UnreadableMessageException unreadable = new UnreadableMessageException(this.first);
		OutOfMemoryError error = new OutOfMemoryError("only a test");
		assertThatThrownBy(() -> retries.retry(unreadable, this::fail)).isSameAs(unreadable);
		assertThatThrownBy(() -> retries.retry(error, this::fail)).isSameAs(error);
		assertThat(this.attempts).hasValue(0);
	}

	@Test
	void whenThePolicysTimeWouldBeOverNoAttemptIsMade() {
		Retries retries = new Retries(RetryPolicy.builder()
			.maxRetries(3)
			.delay(Duration.ofMinutes(1))
			.timeout(Duration.ofSeconds(1))
			.build());
		assertThatThrownBy(() -> retries.retry(this.first, this::fail)).isSameAs(this.first);
		assertThat(this.attempts).hasValue(0);
	}

	@Test
	void whenStoppedThePauseEndsWithoutAnotherAttempt() throws Exception {
		Retries retries = new Retries(RetryPolicy.builder().maxRetries(3).delay(Duration.ofMinutes(1)).build());
		CompletableFuture<Object> retrying = CompletableFuture.supplyAsync(() -> {
			try {
				return retries.retry(this.first, this::fail);
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		});
		retries.stop();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> retrying.get(30, TimeUnit.SECONDS))
			.withRootCauseInstanceOf(IOException.class);
		assertThat(this.attempts).hasValue(0);
	}

}

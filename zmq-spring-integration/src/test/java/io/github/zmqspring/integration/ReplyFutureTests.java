package io.github.zmqspring.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplyFutureTests {

	private final List<Runnable> tasks = new ArrayList<>();

	private final List<Object> outcomes = new ArrayList<>();

	@Test
	void aReplyThatIsThereAlreadyIsLeftToTheExecutor() {
		ReplyFuture<String> reply = ReplyFuture.of(CompletableFuture.completedFuture("hello"), String::toUpperCase,
				this.tasks::add);
		work();
		assertThat(reply).isDone();
		reply.whenComplete((value, failure) -> this.outcomes.add(value));
		assertThat(this.outcomes).isEmpty();
		work();
		assertThat(this.outcomes).containsExactly("HELLO");
	}

	@Test
	void aReplyThatComesLaterIsLeftToTheExecutor() {
		CompletableFuture<String> received = new CompletableFuture<>();
		ReplyFuture.of(received, String::toUpperCase, this.tasks::add)
			.whenComplete((value, failure) -> this.outcomes.add(value));
		received.complete("hello");
		assertThat(this.outcomes).isEmpty();
		work();
		assertThat(this.outcomes).containsExactly("HELLO");
	}

	@Test
	void aFailureIsToldWithItsCause() {
		IllegalStateException cause = new IllegalStateException("on purpose");
		ReplyFuture.of(CompletableFuture.failedFuture(cause), Object::toString, this.tasks::add)
			.whenComplete((value, failure) -> this.outcomes.add(failure.getCause()));
		work();
		assertThat(this.outcomes).containsExactly(cause);
	}

	private void work() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove(0).run();
		}
	}

}

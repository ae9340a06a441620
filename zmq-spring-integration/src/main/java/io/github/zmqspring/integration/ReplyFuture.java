package io.github.zmqspring.integration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A reply that is acted upon by an executor, even if it is there already when somebody
 * asks for it: Spring Integration would go on with the flow on the thread that sent the
 * request, which that thread does not expect.
 *
 * @param <T> the type of the reply
 */
final class ReplyFuture<T> extends CompletableFuture<T> {

	private final Executor executor;

	private ReplyFuture(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Create a future.
	 * @param <R> the type of what is received
	 * @param <T> the type of the reply
	 * @param received what is received
	 * @param converter makes the reply of it, on the executor
	 * @param executor acts upon the reply
	 * @return the reply
	 */
	static <R, T> ReplyFuture<T> of(CompletableFuture<R> received, Function<R, T> converter, Executor executor) {
		ReplyFuture<T> reply = new ReplyFuture<>(executor);
		received.thenApplyAsync(converter, executor).whenComplete((value, failure) -> {
			if (failure != null) {
				reply.completeExceptionally(failure);
			}
			else {
				reply.complete(value);
			}
		});
		return reply;
	}

	@Override
	public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
		return whenCompleteAsync(action, this.executor);
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

	@Override
	public Executor defaultExecutor() {
		return this.executor;
	}

}

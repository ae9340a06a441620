package io.github.zmqspring.template;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.error.ZmqInterruptedException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Makes requests: those that wait for the reply, and those that do not.
 */
final class Requests {

	private final PayloadConverter converter;

	Requests(PayloadConverter converter) {
		this.converter = converter;
	}

	<T> T request(TemplateSocket target, ZmqMessage content, ReplyType<T> type, ZmqRequestOptions options,
			RequestWatch watch) {
		SocketRequester requester = target.requester();
		ZmqSocket socket = target.socket();
		Assert.state(!requester.isLoopThread(),
				() -> "This thread brings the replies of socket '" + socket.name()
						+ "' and must not wait for one: use requestAsync(..), or run what depends on a reply in an "
						+ "...Async method of its future");
		PendingReply request = requester.submit(content, options, watch, true);
		try {
			return convert(target, requester.await(request), type);
		}
		catch (InterruptedException ex) {
			requester.cancel(request);
			Thread.currentThread().interrupt();
			throw new ZmqInterruptedException("Interrupted while waiting for a reply on socket '" + socket.name() + "'",
					ex);
		}
		catch (ExecutionException ex) {
			throw failure(ex);
		}
	}

	/** Nobody else has the exception, so that it may tell where the request was made. */
	private static RuntimeException failure(ExecutionException ex) {
		if (ex.getCause() instanceof RuntimeException failure) {
			failure.fillInStackTrace();
			return failure;
		}
		return new CompletionException(ex.getCause());
	}

	<T> CompletableFuture<T> requestAsync(TemplateSocket target, ZmqMessage content, ReplyType<T> type,
			ZmqRequestOptions options, RequestWatch watch) {
		SocketRequester requester = target.requester();
		CompletableFuture<T> result = new CompletableFuture<>();
		PendingReply request;
		try {
			request = requester.submit(content, options, watch, false);
		}
		catch (ZmqException ex) {
			watch.ended(ex);
			result.completeExceptionally(ex);
			return result;
		}
		request.future().whenComplete((reply, ex) -> complete(result, target, reply, ex, type, watch));
		result.whenComplete((value, ex) -> {
			if (!request.isDone()) {
				watch.ended(ex);
				requester.cancel(request);
			}
		});
		return result;
	}

	private <T> void complete(CompletableFuture<T> result, TemplateSocket target, @Nullable ZmqMessage reply,
			@Nullable Throwable ex, ReplyType<T> type, RequestWatch watch) {
		if (ex != null || reply == null) {
			Throwable failure = (ex != null) ? ex : new ZmqException("There is no reply");
			watch.ended(failure);
			result.completeExceptionally(failure);
			return;
		}
		T value;
		try {
			value = convert(target, reply, type);
		}
		catch (RuntimeException | Error failure) {
			watch.ended(failure);
			result.completeExceptionally(failure);
			return;
		}
		watch.ended(null);
		result.complete(value);
	}

	private <T> T convert(TemplateSocket target, ZmqMessage reply, ReplyType<T> type) {
		return this.converter.fromParts(target.format().decode(reply), type);
	}

}

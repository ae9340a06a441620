package io.github.zmqspring.template;

import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.message.ZmqMessage;

/**
 * A request and the reply to come.
 */
final class PendingReply extends PendingRequests.Entry {

	private final ZmqMessage content;

	private final ZmqRequestOptions options;

	private final RequestWatch watch;

	private final CompletableFuture<ZmqMessage> future = new CompletableFuture<>();

	/**
	 * Create a request.
	 * @param content what to send, without an envelope
	 * @param options how long to wait and how often to try
	 * @param watch is told how often the request is sent
	 */
	PendingReply(ZmqMessage content, ZmqRequestOptions options, RequestWatch watch) {
		super(options.timeout().toNanos(), options.tries());
		this.content = content;
		this.options = options;
		this.watch = watch;
	}

	ZmqMessage content() {
		return this.content;
	}

	ZmqRequestOptions options() {
		return this.options;
	}

	RequestWatch watch() {
		return this.watch;
	}

	/**
	 * Return the reply's future. It is completed on the thread of the socket's loop, and
	 * failed on a thread of {@link RequestWorkers}.
	 * @return the future
	 */
	CompletableFuture<ZmqMessage> future() {
		return this.future;
	}

}

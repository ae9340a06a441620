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

	private final boolean awaited;

	private final CompletableFuture<ZmqMessage> future = new CompletableFuture<>();

	/**
	 * Create a request.
	 * @param content what to send, without an envelope
	 * @param options how long to wait and how often to try
	 * @param watch is told how often the request is sent
	 * @param awaited whether a thread waits for the reply
	 */
	PendingReply(ZmqMessage content, ZmqRequestOptions options, RequestWatch watch, boolean awaited) {
		super(options.timeout().toNanos(), options.tries());
		this.content = content;
		this.options = options;
		this.watch = watch;
		this.awaited = awaited;
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

	/** Whether a thread waits for the reply and does nothing else with the future. */
	boolean isAwaited() {
		return this.awaited;
	}

	/**
	 * Return the reply's future. It is completed on the thread that reads the socket, and
	 * failed on a thread of {@link RequestWorkers}.
	 * @return the future
	 */
	CompletableFuture<ZmqMessage> future() {
		return this.future;
	}

}

package io.github.zmqspring.template;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.error.ZmqSendException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.template.RequestEffect.Fail;

/**
 * Tells those who wait for a reply that there will be none. They may do anything then, so
 * it is done on a thread of its own.
 */
final class RequestFailures {

	private final ZmqSocket socket;

	private final Executor workers;

	private final Runnable afterwards;

	/**
	 * Create a messenger.
	 * @param socket the socket of the requests
	 * @param workers the threads
	 * @param afterwards run when somebody was told
	 */
	RequestFailures(ZmqSocket socket, Executor workers, Runnable afterwards) {
		this.socket = socket;
		this.workers = workers;
		this.afterwards = afterwards;
	}

	void report(PendingReply request, RuntimeException failure) {
		this.workers.execute(() -> {
			request.future().completeExceptionally(failure);
			this.afterwards.run();
		});
	}

	/**
	 * Report the failures among some effects.
	 * @param effects effects of any kind
	 */
	void report(List<RequestEffect<PendingReply>> effects) {
		List<Fail<PendingReply>> failures = new ArrayList<>();
		for (RequestEffect<PendingReply> effect : effects) {
			if (effect instanceof Fail<PendingReply> failure) {
				failures.add(failure);
			}
		}
		if (!failures.isEmpty()) {
			this.workers.execute(() -> {
				failures.forEach((failure) -> failure.request().future().completeExceptionally(exception(failure)));
				this.afterwards.run();
			});
		}
	}

	private ZmqException exception(Fail<PendingReply> failure) {
		ZmqRequestOptions options = failure.request().options();
		String name = this.socket.name();
		return switch (failure.reason()) {
			case TIMEOUT -> new ZmqRequestTimeoutException(name, options.timeout(), options.tries());
			case NO_TURN -> new ZmqSendException(name,
					"A request was not sent: it waited in vain for its turn on socket '" + name + "', which as a "
							+ this.socket.type() + " has one request at a time in flight; a DEALER has any number");
			case STOPPED -> new ZmqSocketStoppedException(name);
		};
	}

}

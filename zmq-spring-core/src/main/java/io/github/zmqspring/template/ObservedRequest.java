package io.github.zmqspring.template;

import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.observation.ZmqObservationDocumentation.Events;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.observation.ZmqRequestContext;
import io.github.zmqspring.socket.SocketSpec;
import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The observation of a request: one, however often the request is sent.
 */
final class ObservedRequest implements RequestWatch {

	private static final Log logger = LogFactory.getLog(ObservedRequest.class);

	private static final int OVER = -1;

	private final ZmqRequestContext context;

	private final Observation observation;

	/** How often the request was sent, {@link #OVER} when it is over. */
	private final AtomicInteger sent = new AtomicInteger();

	/**
	 * Start to observe a request; its parent is the caller's current observation.
	 * @param observations how
	 * @param socket the socket it is made through
	 */
	ObservedRequest(ZmqObservations observations, SocketSpec socket) {
		this.context = new ZmqRequestContext(socket);
		this.observation = observations.startRequest(this.context);
	}

	ZmqRequestContext context() {
		return this.context;
	}

	Observation.Scope openScope() {
		return this.observation.openScope();
	}

	@Override
	public void sent() {
		int times = this.sent.updateAndGet((before) -> (before == OVER) ? OVER : before + 1);
		if (times == OVER) {
			return;
		}
		this.context.setTimesSent(times);
		if (times > 1) {
			tell(() -> this.observation.event(Events.RETRY));
		}
	}

	@Override
	public void ended(@Nullable Throwable failure) {
		int times = this.sent.getAndSet(OVER);
		if (times == OVER) {
			return;
		}
		if (failure == null && times == 0) {
			// the reply was faster than the thread that sent the request
			this.context.setTimesSent(1);
		}
		tell(() -> {
			if (failure != null) {
				this.observation.error(unwrap(failure));
			}
			this.observation.stop();
		});
	}

	/** A handler of the application that throws must not keep a reply from its caller. */
	private void tell(Runnable what) {
		try {
			what.run();
		}
		catch (RuntimeException ex) {
			logger.warn("The observation of a request failed", ex);
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

}

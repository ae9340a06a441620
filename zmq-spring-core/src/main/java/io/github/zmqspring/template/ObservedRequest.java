package io.github.zmqspring.template;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

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

	private final ZmqRequestContext context;

	private final Observation observation;

	/**
	 * Guards what follows, and what the observation is told: nothing after its end.
	 */
	private final ReentrantLock lock = new ReentrantLock();

	/** The tries of which somebody has said that they were sent. */
	private final Set<Long> known = new HashSet<>();

	private int timesSent;

	private boolean answered;

	private boolean over;

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
	public void sent(long correlation) {
		this.lock.lock();
		try {
			if (!this.answered && !this.over) {
				this.known.add(correlation);
				count();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void answered(long correlation) {
		this.lock.lock();
		try {
			if (!this.over && this.known.add(correlation)) {
				count();
			}
			this.answered = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void count() {
		this.context.setTimesSent(++this.timesSent);
		if (this.timesSent > 1) {
			tell(() -> this.observation.event(Events.RETRY));
		}
	}

	@Override
	public void ended(@Nullable Throwable failure) {
		this.lock.lock();
		try {
			if (!this.over) {
				this.over = true;
				tell(() -> stop(failure));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void stop(@Nullable Throwable failure) {
		if (failure != null) {
			this.observation.error(unwrap(failure));
		}
		this.observation.stop();
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

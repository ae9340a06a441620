package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.listener.ZmqListenerStatus.State;
import io.github.zmqspring.socket.OwnThreads;
import io.github.zmqspring.socket.Waits;
import io.github.zmqspring.socket.ZmqReception;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.status.QueueDepth;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The life of a listener: started, paused, stopped, any number of times. Thread-safe; a
 * handler may stop its own listener, which then happens behind its back.
 */
public final class ZmqListenerContainer {

	private static final Log logger = LogFactory.getLog(ZmqListenerContainer.class);

	private final ZmqListenerEndpoint endpoint;

	private final ContainerParts parts;

	private final ZmqSocket socket;

	private final Duration stopTimeout;

	private final @Nullable LagWatch lagWatch;

	private final Object monitor = new Object();

	/** Non-null while running, with its reception; guarded by the monitor. */
	private volatile @Nullable ListenerRun run;

	private volatile @Nullable ZmqReception reception;

	/** A stop that is on its way; guarded by the monitor. */
	private volatile @Nullable Stop stopping;

	/** Stop the listener for a handler, which cannot wait for itself. */
	private final OwnThreads stoppers = new OwnThreads();

	/** The listener's own socket was closed by a stop; guarded by the monitor. */
	private boolean closedSocket;

	ZmqListenerContainer(ZmqListenerEndpoint endpoint, ContainerParts parts, Duration stopTimeout) {
		this.endpoint = endpoint;
		this.parts = parts;
		this.socket = parts.socket();
		this.stopTimeout = stopTimeout;
		this.lagWatch = parts.lagWatch(this::stop);
	}

	/**
	 * Return the id.
	 * @return the id of the listener
	 */
	public String getId() {
		return this.endpoint.id();
	}

	/**
	 * Return the group.
	 * @return the group, or {@code null}
	 */
	public @Nullable String getGroup() {
		return this.endpoint.group();
	}

	/**
	 * Return what the listener is.
	 * @return the listener, with defaults filled in
	 */
	public ZmqListenerEndpoint getEndpoint() {
		return this.endpoint;
	}

	/**
	 * Return the socket it reads.
	 * @return the socket
	 */
	public ZmqSocket getSocket() {
		return this.socket;
	}

	/**
	 * Return what has become of its messages.
	 * @return the counters
	 */
	public ListenerCounters getCounters() {
		return this.parts.counters();
	}

	/**
	 * Return how long a stop waits unless it is told otherwise.
	 * @return the time
	 */
	public Duration getStopTimeout() {
		return this.stopTimeout;
	}

	/**
	 * Return where results go, whether by {@code @SendTo} or by the endpoint.
	 * @return names of sockets other than the one it reads, unmodifiable; empty if
	 * results go back through that one, or if it has none
	 */
	public Set<String> getTargets() {
		return this.parts.targetNames();
	}

	/**
	 * Return whether the listener starts with the application.
	 * @return whether it does
	 */
	public boolean isAutoStartup() {
		return !Boolean.FALSE.equals(this.endpoint.autoStartup());
	}

	/**
	 * Return whether the listener was started and not stopped since.
	 * @return whether it runs, be it paused or not
	 */
	public boolean isRunning() {
		return this.run != null;
	}

	/**
	 * Return whether the listener is paused.
	 * @return whether it runs and does not read
	 */
	public boolean isPaused() {
		ZmqReception current = this.reception;
		return current != null && current.isPaused();
	}

	/**
	 * Return what the listener is doing. Cheap; waits for nothing.
	 * @return the figures of this moment
	 */
	public ZmqListenerStatus getStatus() {
		ListenerRun current = this.run;
		long inFlight = getCounters().inFlight();
		int outstanding = (current != null) ? current.outstandingResults() : 0;
		boolean stuck = inFlight - outstanding >= this.parts.concurrency();
		ZmqListenerLag lag = (this.lagWatch != null) ? this.lagWatch.lag(stuck) : null;
		if (current == null) {
			return new ZmqListenerStatus(State.STOPPED, this.parts.concurrency(), QueueDepth.EMPTY, inFlight, 0, lag,
					null);
		}
		Throwable failure = current.failure();
		State state = isPaused() ? State.PAUSED : State.RUNNING;
		return new ZmqListenerStatus((failure != null) ? State.FAILED : state, this.parts.concurrency(),
				current.handOver(), inFlight, outstanding, lag, failure);
	}

	/**
	 * Start to read the socket. Opens it first if it is the listener's own and is not
	 * opened with the other sockets. Does nothing if the listener runs.
	 * @throws IllegalStateException if a stop is on its way
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if results are to be
	 * sent to a socket that cannot send
	 * @throws io.github.zmqspring.error.UnknownSocketException if results are to be sent
	 * to a socket that does not exist
	 * @throws io.github.zmqspring.error.DuplicateListenerException if somebody else reads
	 * the socket
	 */
	public void start() {
		synchronized (this.monitor) {
			if (this.run != null) {
				return;
			}
			if (this.stopping != null) {
				throw new IllegalStateException("Listener '" + getId() + "' is being stopped");
			}
			ListenerRun started = this.parts.newRun(this.lagWatch);
			started.start(this.parts.timer());
			try {
				openOwnSocket();
				this.reception = this.socket.attach(started, this.endpoint.description(), false);
				this.run = started;
			}
			finally {
				if (this.run == null) {
					started.stop(null, Duration.ZERO);
				}
			}
		}
		this.parts.events().started();
		logger.debug("Started " + this.endpoint);
	}

	private void openOwnSocket() {
		boolean opensWithOthers = this.socket.spec().autoStartup() && !this.closedSocket;
		if (ownsSocket() && !opensWithOthers) {
			this.socket.start();
			this.closedSocket = false;
		}
	}

	boolean ownsSocket() {
		return this.endpoint.ownSocket() != null;
	}

	/**
	 * Stop the listener, waiting no longer than its stop timeout.
	 * @see #stop(Duration)
	 */
	public void stop() {
		stop(this.stopTimeout);
	}

	/**
	 * Stop the listener: stop reading, finish what is being handled or was handed to
	 * workers, send the results, and close the socket if it is the listener's own, which
	 * takes at most its linger time. What is not finished in time goes on alone and is
	 * logged; what no worker has begun is dropped and counted. Does nothing if the
	 * listener does not run; waits for a stop that is on its way. Called by one of the
	 * listener's own threads it returns at once.
	 * @param timeout how long to wait at most
	 */
	public void stop(Duration timeout) {
		stop(timeout, () -> {
		});
	}

	void stop(Duration timeout, Runnable afterwards) {
		ListenerRun stopped;
		ZmqReception ended;
		Stop underWay;
		synchronized (this.monitor) {
			stopped = this.run;
			ended = this.reception;
			underWay = this.stopping;
			if (stopped != null) {
				this.run = null;
				this.reception = null;
				this.stopping = new Stop(stopped, new CountDownLatch(1));
			}
		}
		if (stopped == null) {
			await(underWay, timeout);
			afterwards.run();
		}
		else if (stopped.isOwnThread()) {
			this.stoppers
				.add(new Thread(() -> stop(stopped, ended, timeout, afterwards),
						this.socket.threadName("stop-" + getId())))
				.start();
		}
		else {
			stop(stopped, ended, timeout, afterwards);
		}
	}

	/** Somebody else is stopping the listener, or has just done so. */
	private void await(@Nullable Stop underWay, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		if (underWay != null) {
			if (underWay.run().isOwnThread()) {
				return;
			}
			Waits.uninterruptibly(timeout, (nanos) -> underWay.done().await(nanos, TimeUnit.NANOSECONDS));
		}
		this.stoppers.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
	}

	private void stop(ListenerRun stopped, @Nullable ZmqReception ended, Duration timeout, Runnable afterwards) {
		try {
			stopped.stop(ended, timeout);
			if (ownsSocket()) {
				this.socket.stop(Duration.ZERO);
			}
			afterwards.run();
		}
		finally {
			Stop underWay;
			synchronized (this.monitor) {
				underWay = this.stopping;
				this.stopping = null;
				this.closedSocket = ownsSocket();
			}
			this.parts.events().stopped();
			logger.debug("Stopped " + this.endpoint);
			if (underWay != null) {
				underWay.done().countDown();
			}
		}
	}

	boolean isOwnThread() {
		ListenerRun current = this.run;
		Stop underWay = this.stopping;
		return (current != null && current.isOwnThread()) || (underWay != null && underWay.run().isOwnThread());
	}

	/** Whether there is something to stop, or to wait for. */
	boolean isActive() {
		return this.run != null || this.stopping != null || this.stoppers.isAlive();
	}

	/**
	 * Stop handing out messages; what is being handled is finished. The socket stays
	 * open: messages wait at the engine, up to the high-water mark, and then at the
	 * peers. Does nothing if the listener does not run; a stop ends the pause.
	 */
	public void pause() {
		ZmqReception current = this.reception;
		if (current != null) {
			current.pause();
		}
	}

	/**
	 * Go on handing out messages.
	 */
	public void resume() {
		ZmqReception current = this.reception;
		if (current != null) {
			current.resume();
		}
	}

	/** What is being stopped, and until when. */
	private record Stop(ListenerRun run, CountDownLatch done) {

	}

	@Override
	public String toString() {
		return this.endpoint + (isPaused() ? " paused" : isRunning() ? " running" : " stopped");
	}

}

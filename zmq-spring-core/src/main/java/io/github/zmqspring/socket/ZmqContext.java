package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.github.zmqspring.security.PeerSeal;
import io.github.zmqspring.security.ZapHandler;
import io.github.zmqspring.security.ZapOptions;
import io.github.zmqspring.socket.event.ZmqEvents;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The container of all sockets of an application (Guide chapter 1: one per process) and
 * the carrier of its inproc endpoints, with the two threads the sockets share: the pump,
 * which wakes those who wait for room or for peers, and the timer.
 * <p>
 * It opens when the first socket does and may be opened again after
 * {@link #close(Duration)}. Thread-safe.
 */
public class ZmqContext {

	private static final Log logger = LogFactory.getLog(ZmqContext.class);

	/** How long the pump leaves a socket alone that nobody waits for. */
	private static final Duration PUMP_REST = Duration.ofMillis(10);

	private final ZmqContextOptions options;

	private final @Nullable ZContext external;

	private final ZapOptions zapOptions;

	private final PeerSeal seal = new PeerSeal();

	private final ZmqEvents events;

	private InboundMemory inboundMemory = InboundMemory.ofThisJvm();

	/** All but the one of the events, which tell of the close, too. */
	private final OwnThreads threads = new OwnThreads();

	private @Nullable ZContext engine;

	private @Nullable ZapHandler zapHandler;

	private @Nullable ZmqLoop pump;

	private @Nullable ScheduledThreadPoolExecutor timer;

	/**
	 * Create a context with a JeroMQ context of its own.
	 * @param options its settings
	 */
	public ZmqContext(ZmqContextOptions options) {
		this(options, ZapOptions.DEFAULTS);
	}

	/**
	 * Create a context with a JeroMQ context of its own.
	 * @param options its settings
	 * @param zapOptions bounds what authenticators may take
	 */
	public ZmqContext(ZmqContextOptions options, ZapOptions zapOptions) {
		this.options = options;
		this.zapOptions = zapOptions;
		this.external = null;
		this.events = new ZmqEvents(threadName("events"));
	}

	/**
	 * Create a context over one that somebody else owns, so that inproc endpoints are
	 * shared with it. It is not closed by this class.
	 * @param external the JeroMQ context
	 */
	public ZmqContext(ZContext external) {
		this.options = ZmqContextOptions.DEFAULTS;
		this.zapOptions = ZapOptions.DEFAULTS;
		this.external = external;
		this.events = new ZmqEvents(threadName("events"));
	}

	/**
	 * Return the settings.
	 * @return the settings
	 */
	public ZmqContextOptions getOptions() {
		return this.options;
	}

	/**
	 * Return the events of all sockets of this context, and of those who read them.
	 * @return the events, to add listeners to
	 */
	public ZmqEvents events() {
		return this.events;
	}

	/**
	 * Return the JeroMQ context, opening it if need be. Sockets created from it directly
	 * share the inproc endpoints; they are closed with it.
	 * @return the JeroMQ context
	 */
	public synchronized ZContext engine() {
		if (this.external != null) {
			return this.external;
		}
		if (this.engine == null) {
			this.engine = open();
		}
		return this.engine;
	}

	private ZContext open() {
		this.inboundMemory = InboundMemory.ofThisJvm();
		ZContext context = new ZContext(this.options.ioThreads());
		ZMQ.Context settings = context.getContext();
		settings.setMaxSockets(this.options.maxSockets());
		settings.setIPv6(this.options.ipv6());
		settings.setThreadFactor((task, name) -> this.threads.add(new EngineThread(task, threadName(name))));
		settings.setUncaughtExceptionHandler((thread, ex) -> logger.error(
				"JeroMQ's thread " + thread.getName() + " died: its sockets are dead until the application restarts",
				ex));
		settings.setNotificationExceptionHandler(
				(thread, ex) -> logger.debug("JeroMQ's thread " + thread.getName() + " went on after a failure", ex));
		return context;
	}

	ZMQ.Socket createSocket(ZmqSocketType type) {
		return engine().createSocket(type.engineType());
	}

	synchronized InboundMemory inboundMemory() {
		return this.inboundMemory;
	}

	/**
	 * Return who decides about new connections, binding it if need be. In the place of
	 * one that somebody has closed comes another, for sockets that open from now on.
	 * @return the handler, which is there until this context closes
	 * @throws IllegalStateException if somebody else has bound one
	 */
	synchronized ZapHandler zapHandler() {
		if (this.zapHandler == null || !this.zapHandler.isAlive()) {
			this.zapHandler = ZapHandler.start(engine(), this.seal, this.zapOptions, this::timer,
					(name, task) -> this.threads.daemon(task, threadName(name)));
		}
		return this.zapHandler;
	}

	/** What marks the connections that the handler has let in. */
	PeerSeal seal() {
		return this.seal;
	}

	synchronized ZmqLoop pump() {
		if (this.pump == null || this.pump.isDead()) {
			this.pump = new ZmqLoop(threadName("pump"), true, PUMP_REST);
			this.pump.start();
		}
		return this.pump;
	}

	/**
	 * Return the timer for deadlines and retries. Its tasks must be short.
	 * @return an executor with one daemon thread
	 */
	public synchronized ScheduledThreadPoolExecutor timer() {
		if (this.timer == null) {
			ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
					(task) -> this.threads.daemon(task, threadName("timer")));
			executor.setRemoveOnCancelPolicy(true);
			executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
			this.timer = executor;
		}
		return this.timer;
	}

	String threadName(String name) {
		return this.options.threadNamePrefix() + name;
	}

	/**
	 * Close the context; its sockets must have been closed before. JeroMQ waits for their
	 * linger, on a thread of its own that nobody interrupts: an interrupted close would
	 * leave its threads behind for good.
	 * @param timeout how long to wait at most
	 * @return whether everything has ended; {@code false} is logged
	 */
	public boolean close(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		// after the sockets it decides for, and before the timer it waits with
		closeZapHandler(timeout);
		ZContext closing;
		ZmqLoop pumping;
		synchronized (this) {
			closing = this.engine;
			this.engine = null;
			pumping = this.pump;
			this.pump = null;
			if (this.timer != null) {
				this.timer.shutdown();
				this.timer = null;
			}
		}
		boolean ended = true;
		if (pumping != null) {
			pumping.stop();
			ended = pumping.awaitEnd(left(deadline));
		}
		if (closing != null) {
			// before all others: it may be JeroMQ's own threads that do not end
			Thread closer = this.threads.daemon(closing::close, threadName("close"));
			closer.start();
			ended &= Waits.forEnd(closer, left(deadline));
		}
		ended &= this.threads.awaitEnd(left(deadline));
		if (!ended) {
			logger.error("JeroMQ's context has not closed within " + timeout + "; its threads are left behind");
		}
		return ended;
	}

	private void closeZapHandler(Duration timeout) {
		ZapHandler closing;
		synchronized (this) {
			closing = this.zapHandler;
			this.zapHandler = null;
		}
		if (closing != null && !Waits.uninterruptibly(timeout, (nanos) -> closing.close(Duration.ofNanos(nanos)))) {
			logger.error("The ZAP handler has not closed within " + timeout + ": an authenticator that says it is "
					+ "quick holds it up");
		}
	}

	private static Duration left(long deadline) {
		return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
	}

}

package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqUnknownHostException;
import io.github.zmqspring.socket.event.ZmqEvent;
import io.github.zmqspring.socket.event.ZmqEventListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * All sockets of an application by their names. Sockets come from properties, from beans,
 * from listeners, and at run time; they open with the registry, those that bind first,
 * and close with it, after which the context is closed. Thread-safe.
 * <p>
 * Its phase is low: sockets open before anything that uses them starts, and close after
 * it has stopped.
 */
public class ZmqSocketRegistry implements SmartLifecycle {

	/** Opens before, and closes after, everything that sends or receives. */
	public static final int PHASE = Integer.MIN_VALUE + 1024;

	private static final Log logger = LogFactory.getLog(ZmqSocketRegistry.class);

	/** What JeroMQ needs beyond the linger time to end its threads. */
	private static final Duration CLOSE_MARGIN = Duration.ofSeconds(1);

	private final ZmqContext context;

	private final StartupFailurePolicy failurePolicy;

	private final List<ZmqSocketCustomizer> customizers;

	private final ZmqEventListener eventListener;

	private final ZmqRegistryEntries<ZmqSocket> sockets = new ZmqRegistryEntries<>(ZmqSocket::name);

	private volatile boolean running;

	/**
	 * Create a registry.
	 * @param context opens and closes with the registry
	 * @param failurePolicy what to do when an endpoint cannot be bound or its host is
	 * unknown
	 * @param customizers change specifications, in this order
	 * @param events gets all {@link ZmqEvent}s while the registry is there and is not
	 * stopped
	 */
	public ZmqSocketRegistry(ZmqContext context, StartupFailurePolicy failurePolicy,
			List<ZmqSocketCustomizer> customizers, ApplicationEventPublisher events) {
		this.context = context;
		this.failurePolicy = failurePolicy;
		this.customizers = List.copyOf(customizers);
		this.eventListener = events::publishEvent;
		context.events().addListener(this.eventListener);
	}

	/**
	 * Return the context of the sockets.
	 * @return the context
	 */
	public ZmqContext getContext() {
		return this.context;
	}

	/**
	 * Add a socket. It opens with the registry, or now if the registry runs already,
	 * unless its specification says that it does not start by itself.
	 * @param spec what to open
	 * @return the socket
	 * @throws ZmqConfigurationException if there is a socket of that name
	 * @throws ZmqBindException if it opens now and an endpoint cannot be bound
	 */
	public ZmqSocket register(SocketSpec spec) {
		SocketSpec customized = customize(spec);
		ZmqSocket socket = new ZmqSocket(this.context, customized, this::publishBound);
		ZmqSocket other = this.sockets.reserve(socket);
		if (other != null) {
			throw ZmqConfigurationException.forSocket(spec.name(), "name", spec.name(),
					"it is declared twice: by " + other.spec().source() + " and by " + spec.source(),
					"Give one of them another name");
		}
		this.sockets.add(socket);
		if (this.running && customized.autoStartup()) {
			startOrForget(socket);
		}
		return socket;
	}

	/** A socket that cannot open must not keep its name from the next attempt. */
	private void startOrForget(ZmqSocket socket) {
		try {
			startOrRetry(socket);
		}
		catch (RuntimeException ex) {
			this.sockets.remove(socket);
			throw ex;
		}
	}

	private SocketSpec customize(SocketSpec spec) {
		if (this.customizers.isEmpty()) {
			return spec;
		}
		SocketSpec.Builder builder = spec.toBuilder();
		this.customizers.forEach((customizer) -> customizer.customize(spec.name(), builder));
		return builder.build();
	}

	/**
	 * Return a socket.
	 * @param name its name
	 * @return the socket
	 * @throws UnknownSocketException if there is none of that name
	 */
	public ZmqSocket get(String name) {
		return get(name, "the application");
	}

	/**
	 * Return a socket.
	 * @param name its name
	 * @param requestedBy who asks, for the error
	 * @return the socket
	 * @throws UnknownSocketException if there is none of that name
	 */
	public ZmqSocket get(String name, String requestedBy) {
		ZmqSocket socket = find(name);
		if (socket == null) {
			throw new UnknownSocketException(name, names(), requestedBy);
		}
		return socket;
	}

	/**
	 * Return a socket, if there is one.
	 * @param name its name
	 * @return the socket or {@code null}
	 */
	public @Nullable ZmqSocket find(String name) {
		return this.sockets.find(name);
	}

	/**
	 * Return all sockets.
	 * @return the sockets in the order of their registration
	 */
	public List<ZmqSocket> sockets() {
		return this.sockets.all();
	}

	/**
	 * Return the names of all sockets.
	 * @return the names in the order of their registration
	 */
	public Collection<String> names() {
		return this.sockets.names();
	}

	/**
	 * Close a socket and forget it.
	 * @param name its name
	 * @param timeout how long to wait for its receiver
	 * @throws UnknownSocketException if there is none of that name
	 */
	public void remove(String name, Duration timeout) {
		ZmqSocket socket = get(name);
		socket.stop(timeout);
		this.sockets.remove(socket);
	}

	/**
	 * Tell a listener of each socket that is there now or is added or removed later.
	 * @param listener the listener
	 */
	public void addRegistryListener(ZmqRegistryListener<ZmqSocket> listener) {
		this.sockets.addListener(listener);
	}

	/**
	 * Take a listener back.
	 * @param listener the listener
	 */
	public void removeRegistryListener(ZmqRegistryListener<ZmqSocket> listener) {
		this.sockets.removeListener(listener);
	}

	@Override
	public void start() {
		if (this.running) {
			return;
		}
		this.context.events().addListener(this.eventListener);
		List<ZmqSocket> ordered = new ArrayList<>(sockets());
		ordered.removeIf((socket) -> !socket.spec().autoStartup());
		// a connecting socket finds its peer at once if that is one of ours
		ordered.sort(Comparator.comparing((socket) -> socket.spec().binds().isEmpty()));
		try {
			ordered.forEach(this::startOrRetry);
			this.running = true;
			if (!ordered.isEmpty() && logger.isInfoEnabled()) {
				logger.info("Opened " + ordered.size() + " sockets on " + EngineVersion.current());
			}
		}
		finally {
			if (!this.running) {
				closeAll();
			}
		}
	}

	private void startOrRetry(ZmqSocket socket) {
		try {
			socket.start();
		}
		catch (ZmqBindException | ZmqUnknownHostException ex) {
			switch (this.failurePolicy) {
				case FAIL -> throw ex;
				case CONTINUE -> logger.error("Going on without socket '" + socket.name() + "'", ex);
				case RETRY -> {
					logger.warn("Socket '" + socket.name() + "' will be tried again: " + ex.getMessage());
					retryLater(socket, new ExponentialBackOff().start());
				}
			}
		}
	}

	private void retryLater(ZmqSocket socket, BackOffExecution backOff) {
		this.context.timer().schedule(() -> {
			if (!this.running || find(socket.name()) != socket) {
				return;
			}
			try {
				socket.start();
				logger.info("Socket '" + socket.name() + "' is open after all");
			}
			catch (RuntimeException ex) {
				logger.debug("Tried again in vain: " + ex.getMessage());
				retryLater(socket, backOff);
			}
		}, backOff.nextBackOff(), TimeUnit.MILLISECONDS);
	}

	private void publishBound(ZmqSocket socket) {
		for (ZmqEndpoint endpoint : socket.boundEndpoints()) {
			this.context.events().tell(new ZmqEndpointBoundEvent(this, socket.name(), endpoint));
		}
	}

	@Override
	public void stop() {
		if (this.running) {
			this.running = false;
			closeAll();
		}
	}

	private void closeAll() {
		CloseReport report = CloseReport.begin(sockets());
		Duration linger = this.context.getOptions().linger();
		for (ZmqSocket socket : sockets()) {
			linger = longer(linger, socket.timeout(ZmqOptions.LINGER));
			socket.beginStop(CLOSE_MARGIN);
		}
		// all of them at the same time: the longest linger counts, not the sum
		sockets().forEach(ZmqSocket::finishStop);
		this.context.close(linger.plus(CLOSE_MARGIN));
		report.log();
		this.context.events().awaitEnd(CLOSE_MARGIN);
		this.context.events().removeListener(this.eventListener);
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}

package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.socket.OwnThreads;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqRegistryEntries;
import io.github.zmqspring.socket.ZmqRegistryListener;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

/**
 * All listeners of an application by their ids. They start and stop with the registry,
 * and one by one or by group at run time. Thread-safe.
 * <p>
 * Its phase is high: listeners start when all they use has started, and stop first.
 */
public class ZmqListenerRegistry implements SmartLifecycle {

	/** Starts after, and stops before, nearly everything else. */
	public static final int PHASE = Integer.MAX_VALUE - 100;

	private static final Log logger = LogFactory.getLog(ZmqListenerRegistry.class);

	private static final Duration MARGIN = Duration.ofSeconds(5);

	private final ZmqSocketRegistry sockets;

	private final ZmqListenerContainerFactory defaultFactory;

	private final ZmqRegistryEntries<ZmqListenerContainer> containers = new ZmqRegistryEntries<>(
			ZmqListenerContainer::getId);

	/** By the name of the socket that they read. */
	private final Map<String, ZmqListenerContainer> readers = new ConcurrentHashMap<>();

	/** Held by who adds a listener, so that no two of them find the same place free. */
	private final Object registration = new Object();

	private volatile boolean running;

	/**
	 * Create a registry.
	 * @param sockets where the sockets are, and where listeners' own are added
	 * @param defaultFactory makes the containers of listeners that come without a factory
	 */
	public ZmqListenerRegistry(ZmqSocketRegistry sockets, ZmqListenerContainerFactory defaultFactory) {
		Assert.notNull(sockets, "'sockets' must not be null");
		Assert.notNull(defaultFactory, "'defaultFactory' must not be null");
		this.sockets = sockets;
		this.defaultFactory = defaultFactory;
	}

	/**
	 * Add a listener with the settings of the default factory.
	 * @param endpoint the listener
	 * @return its container
	 * @see #register(ZmqListenerEndpoint, ZmqListenerContainerFactory)
	 */
	public ZmqListenerContainer register(ZmqListenerEndpoint endpoint) {
		return register(endpoint, this.defaultFactory);
	}

	/**
	 * Add a listener. Its own socket, if it has one, is added to the other sockets. It
	 * starts with the registry, or now if the registry runs already, unless it does not
	 * start by itself.
	 * @param endpoint the listener
	 * @param factory makes its container
	 * @return the container
	 * @throws DuplicateListenerException if another listener reads the same socket
	 * @throws io.github.zmqspring.error.UnknownSocketException if there is no such socket
	 * @throws ZmqConfigurationException if there is a listener of that id, or something
	 * cannot be honoured
	 */
	public ZmqListenerContainer register(ZmqListenerEndpoint endpoint, ZmqListenerContainerFactory factory) {
		ZmqListenerEndpoint complete = factory.complete(endpoint);
		ZmqListenerContainer container;
		synchronized (this.registration) {
			requireFree(complete);
			container = create(complete, factory);
			this.containers.reserve(container);
			this.containers.add(container);
			this.readers.put(complete.socketName(), container);
		}
		if (this.running && container.isAutoStartup()) {
			container.start();
		}
		return container;
	}

	private void requireFree(ZmqListenerEndpoint endpoint) {
		ZmqListenerContainer sameId = find(endpoint.id());
		if (sameId != null && !sameId.getEndpoint().socketName().equals(endpoint.socketName())) {
			throw new ZmqConfigurationException(endpoint.description(), null, "id", endpoint.id(),
					"it is the id of " + sameId.getEndpoint().description(), "Give one of them another id.");
		}
		ZmqListenerContainer reader = this.readers.get(endpoint.socketName());
		if (reader != null) {
			throw new DuplicateListenerException(endpoint.socketName(), reader.getEndpoint().description(),
					endpoint.description());
		}
	}

	private ZmqListenerContainer create(ZmqListenerEndpoint endpoint, ZmqListenerContainerFactory factory) {
		SocketSpec own = endpoint.ownSocket();
		if (own == null) {
			return factory.createContainer(endpoint, this.sockets);
		}
		boolean autoStartup = own.autoStartup() && !Boolean.FALSE.equals(endpoint.autoStartup());
		this.sockets.register(own.toBuilder().autoStartup(autoStartup).build());
		ZmqListenerContainer container = null;
		try {
			container = factory.createContainer(endpoint, this.sockets);
			return container;
		}
		finally {
			if (container == null) {
				this.sockets.remove(own.name(), Duration.ZERO);
			}
		}
	}

	/**
	 * Stop a listener and forget it, together with its own socket.
	 * @param id the id of the listener
	 * @throws ZmqException if there is none of that id
	 */
	public void unregister(String id) {
		ZmqListenerContainer container = get(id);
		this.containers.remove(container);
		this.readers.remove(container.getEndpoint().socketName(), container);
		container.stop(container.getStopTimeout(), () -> {
			if (container.ownsSocket()) {
				this.sockets.remove(container.getSocket().name(), Duration.ZERO);
			}
		});
	}

	/**
	 * Return a listener, if there is one.
	 * @param id the id of the listener
	 * @return its container, or {@code null}
	 */
	public @Nullable ZmqListenerContainer find(String id) {
		return this.containers.find(id);
	}

	/**
	 * Return a listener.
	 * @param id the id of the listener
	 * @return its container
	 * @throws ZmqException if there is none of that id
	 */
	public ZmqListenerContainer get(String id) {
		ZmqListenerContainer container = find(id);
		if (container == null) {
			throw new ZmqException("There is no listener '" + id + "'; there are " + ids());
		}
		return container;
	}

	/**
	 * Return the ids of all listeners.
	 * @return the ids in the order of their registration
	 */
	public Collection<String> ids() {
		return this.containers.names();
	}

	/**
	 * Return all listeners.
	 * @return the containers in the order of their registration
	 */
	public List<ZmqListenerContainer> containers() {
		return this.containers.all();
	}

	/**
	 * Return the listeners of a group.
	 * @param group the group
	 * @return the containers in the order of their registration, maybe none
	 */
	public List<ZmqListenerContainer> group(String group) {
		return containers().stream().filter((container) -> group.equals(container.getGroup())).toList();
	}

	/**
	 * Start a listener, whether it starts by itself or not.
	 * @param id the id of the listener
	 */
	public void start(String id) {
		get(id).start();
	}

	/**
	 * Stop a listener, waiting no longer than its stop timeout.
	 * @param id the id of the listener
	 */
	public void stop(String id) {
		get(id).stop();
	}

	/**
	 * Pause a listener.
	 * @param id the id of the listener
	 */
	public void pause(String id) {
		get(id).pause();
	}

	/**
	 * Go on with a paused listener.
	 * @param id the id of the listener
	 */
	public void resume(String id) {
		get(id).resume();
	}

	/**
	 * Start the listeners of a group, whether they start by themselves or not.
	 * @param group the group
	 */
	public void startGroup(String group) {
		startAll(group(group));
	}

	/**
	 * Stop the listeners of a group, all at the same time.
	 * @param group the group
	 */
	public void stopGroup(String group) {
		stopAll(group(group));
	}

	/**
	 * Pause the listeners of a group.
	 * @param group the group
	 */
	public void pauseGroup(String group) {
		group(group).forEach(ZmqListenerContainer::pause);
	}

	/**
	 * Go on with the paused listeners of a group.
	 * @param group the group
	 */
	public void resumeGroup(String group) {
		group(group).forEach(ZmqListenerContainer::resume);
	}

	/**
	 * Tell a listener of each listener that is there now or is added or removed later.
	 * @param listener the listener
	 */
	public void addRegistryListener(ZmqRegistryListener<ZmqListenerContainer> listener) {
		this.containers.addListener(listener);
	}

	/**
	 * Take a listener back.
	 * @param listener the listener
	 */
	public void removeRegistryListener(ZmqRegistryListener<ZmqListenerContainer> listener) {
		this.containers.removeListener(listener);
	}

	/**
	 * Start the listeners that start by themselves: also when the application context is
	 * restarted, those alone.
	 */
	@Override
	public void start() {
		if (!this.running) {
			startAll(containers().stream().filter(ZmqListenerContainer::isAutoStartup).toList());
			this.running = true;
		}
	}

	private void startAll(List<ZmqListenerContainer> starting) {
		List<ZmqListenerContainer> started = new ArrayList<>();
		boolean complete = false;
		try {
			for (ZmqListenerContainer container : starting) {
				if (!container.isRunning()) {
					container.start();
					started.add(container);
				}
			}
			complete = true;
		}
		finally {
			if (!complete) {
				stopAll(started);
			}
		}
	}

	@Override
	public void stop() {
		this.running = false;
		stopAll(containers());
	}

	/**
	 * Stop at the same time, so that the slowest counts and not the sum.
	 */
	private void stopAll(List<ZmqListenerContainer> stopping) {
		List<ZmqListenerContainer> active = stopping.stream().filter(ZmqListenerContainer::isActive).toList();
		if (active.size() == 1) {
			active.get(0).stop();
			return;
		}
		boolean onOwnThread = active.stream().anyMatch(ZmqListenerContainer::isOwnThread);
		OwnThreads stoppers = new OwnThreads();
		Consumer<ZmqListenerContainer> stop = (container) -> {
			try {
				container.stop();
			}
			catch (RuntimeException ex) {
				logger.error("Stopping " + container, ex);
			}
		};
		Duration longest = Duration.ZERO;
		for (ZmqListenerContainer container : active) {
			longest = (container.getStopTimeout().compareTo(longest) > 0) ? container.getStopTimeout() : longest;
			stoppers
				.add(new Thread(() -> stop.accept(container),
						container.getSocket().threadName("stop-" + container.getId())))
				.start();
		}
		if (!onOwnThread) {
			// each of them ends by its own timeout; this only waits for it
			stoppers.awaitEnd(longest.plus(MARGIN));
		}
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

package io.github.zmqspring.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqRegistryEntries;
import io.github.zmqspring.socket.ZmqRegistryListener;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * All proxies of an application by their names. They come from properties, from beans,
 * and at run time. Proxies start after the sockets and before any listener, and stop
 * after the listeners and before the sockets, so that what listeners have in flight still
 * passes. Thread-safe.
 */
public class ZmqProxyRegistry implements SmartLifecycle {

	/** After the sockets, before the listeners. */
	public static final int PHASE = ZmqSocketRegistry.PHASE + 1024;

	private static final Duration REMOVE_TIMEOUT = Duration.ofSeconds(1);

	private final ZmqSocketRegistry sockets;

	private final Duration stopTimeout;

	private final ZmqRegistryEntries<ZmqProxy> proxies = new ZmqRegistryEntries<>(ZmqProxy::name);

	private volatile boolean running;

	/**
	 * Create a registry.
	 * @param sockets where proxies find sockets by name and register their own
	 * @param stopTimeout how long proxies may take to forward what they have in hand when
	 * the application stops, all of them together
	 */
	public ZmqProxyRegistry(ZmqSocketRegistry sockets, Duration stopTimeout) {
		this.sockets = sockets;
		this.stopTimeout = stopTimeout;
	}

	/**
	 * Add a proxy and register the sockets it brings along. It starts with the registry,
	 * or now if the registry runs already, unless its specification says that it does not
	 * start by itself.
	 * @param spec what to add
	 * @return the proxy
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if there is a proxy of
	 * that name, or if it starts now and its sockets cannot be joined
	 * @throws io.github.zmqspring.error.ZmqBindException if it starts now and a socket
	 * cannot be bound
	 */
	public ZmqProxy register(ZmqProxySpec spec) {
		ZmqProxy proxy = new ZmqProxy(spec, this.sockets);
		if (this.proxies.reserve(proxy) != null) {
			throw ProxyPairs.refused(spec.name(), "name", spec.name(), "there is a proxy of that name already",
					"Give one of them another name");
		}
		boolean done = false;
		List<String> registered = new ArrayList<>(3);
		try {
			registerInline(spec.capture(), registered);
			registerInline(spec.backend(), registered);
			registerInline(spec.frontend(), registered);
			if (this.running && spec.autoStartup()) {
				proxy.start();
			}
			this.proxies.add(proxy);
			done = true;
			return proxy;
		}
		finally {
			if (!done) {
				this.proxies.release(proxy);
				registered.forEach((name) -> this.sockets.remove(name, REMOVE_TIMEOUT));
			}
		}
	}

	private void registerInline(@Nullable ZmqProxySocket socket, List<String> registered) {
		SocketSpec inline = (socket != null) ? socket.inline() : null;
		if (inline == null) {
			return;
		}
		this.sockets.register(inline);
		registered.add(inline.name());
	}

	/**
	 * Return a proxy.
	 * @param name its name
	 * @return the proxy
	 * @throws ZmqException if there is none of that name
	 */
	public ZmqProxy get(String name) {
		ZmqProxy proxy = find(name);
		if (proxy == null) {
			throw new ZmqException("There is no proxy '" + name + "'; there are " + names());
		}
		return proxy;
	}

	/**
	 * Return a proxy, if there is one.
	 * @param name its name
	 * @return the proxy or {@code null}
	 */
	public @Nullable ZmqProxy find(String name) {
		return this.proxies.find(name);
	}

	/**
	 * Return all proxies.
	 * @return the proxies in the order of their registration
	 */
	public List<ZmqProxy> proxies() {
		return this.proxies.all();
	}

	/**
	 * Return the names of all proxies.
	 * @return the names in the order of their registration
	 */
	public Collection<String> names() {
		return this.proxies.names();
	}

	/**
	 * Terminate a proxy and forget it.
	 * @param name its name
	 * @param timeout how long to wait for room for what it has in hand
	 * @throws ZmqException if there is none of that name
	 */
	public void remove(String name, Duration timeout) {
		ZmqProxy proxy = get(name);
		proxy.terminate(timeout);
		this.proxies.remove(proxy);
	}

	/**
	 * Start a proxy.
	 * @param name its name
	 * @throws ZmqException if there is none of that name
	 * @see ZmqProxy#start()
	 */
	public void start(String name) {
		get(name).start();
	}

	/**
	 * Stop a proxy.
	 * @param name its name
	 * @param timeout how long to wait for room for what it has in hand
	 * @throws ZmqException if there is none of that name
	 * @see ZmqProxy#stop(Duration)
	 */
	public void stop(String name, Duration timeout) {
		get(name).stop(timeout);
	}

	/**
	 * Pause a proxy.
	 * @param name its name
	 * @throws ZmqException if there is none of that name
	 * @see ZmqProxy#pause()
	 */
	public void pause(String name) {
		get(name).pause();
	}

	/**
	 * Resume a proxy.
	 * @param name its name
	 * @throws ZmqException if there is none of that name
	 * @see ZmqProxy#resume()
	 */
	public void resume(String name) {
		get(name).resume();
	}

	/**
	 * Tell a listener of each proxy that is there now or is added or removed later.
	 * @param listener the listener
	 */
	public void addRegistryListener(ZmqRegistryListener<ZmqProxy> listener) {
		this.proxies.addListener(listener);
	}

	/**
	 * Take a listener back.
	 * @param listener the listener
	 */
	public void removeRegistryListener(ZmqRegistryListener<ZmqProxy> listener) {
		this.proxies.removeListener(listener);
	}

	@Override
	public void start() {
		if (this.running) {
			return;
		}
		try {
			for (ZmqProxy proxy : proxies()) {
				if (proxy.spec().autoStartup() && proxy.state() != ZmqProxy.State.TERMINATED) {
					proxy.start(true);
				}
			}
			this.running = true;
		}
		finally {
			if (!this.running) {
				stopAll();
			}
		}
	}

	@Override
	public void stop() {
		if (this.running) {
			this.running = false;
			stopAll();
		}
	}

	private void stopAll() {
		long deadline = ProxyGate.deadlineAfter(this.stopTimeout);
		for (ZmqProxy proxy : proxies()) {
			proxy.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
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

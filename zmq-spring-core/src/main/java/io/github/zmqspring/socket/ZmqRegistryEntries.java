package io.github.zmqspring.socket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is in a registry: entries by their names and in the order of their arrival, and
 * the listeners that are told of them. One lock keeps arrivals, departures and the calls
 * of listeners in order: each hears of an arrival once, and of the departure after it.
 * Looking up takes no lock. Thread-safe.
 *
 * @param <T> the type of the entries
 */
public final class ZmqRegistryEntries<T> {

	private final Function<T, String> naming;

	/** What has a name here; what is not in the list yet is still on its way in. */
	private final Map<String, T> byName = new ConcurrentHashMap<>();

	private final List<T> arrived = new CopyOnWriteArrayList<>();

	/** Guarded by itself. */
	private final List<ZmqRegistryListener<T>> listeners = new ArrayList<>();

	/**
	 * Create an empty registry's entries.
	 * @param naming returns the name of an entry, always the same one
	 */
	public ZmqRegistryEntries(Function<T, String> naming) {
		this.naming = naming;
	}

	/**
	 * Take the name of an entry. It can be found from now on; nobody is told of it before
	 * it is {@linkplain #add added}.
	 * @param entry the entry
	 * @return the entry that has the name already, or {@code null} if the name was free
	 */
	public @Nullable T reserve(T entry) {
		return this.byName.putIfAbsent(name(entry), entry);
	}

	/**
	 * Add an entry whose name is taken, behind all others, and tell the listeners.
	 * @param entry the entry
	 */
	public void add(T entry) {
		synchronized (this.listeners) {
			this.arrived.add(entry);
			this.listeners.forEach((listener) -> listener.added(entry));
		}
	}

	/**
	 * Give the name of an entry back that has not been added.
	 * @param entry the entry
	 */
	public void release(T entry) {
		this.byName.remove(name(entry), entry);
	}

	/**
	 * Remove an entry and tell the listeners.
	 * @param entry the entry
	 */
	public void remove(T entry) {
		release(entry);
		synchronized (this.listeners) {
			this.arrived.remove(entry);
			this.listeners.forEach((listener) -> listener.removed(entry));
		}
	}

	/**
	 * Find an entry.
	 * @param name its name
	 * @return the entry, or {@code null} if there is none of that name
	 */
	public @Nullable T find(String name) {
		return this.byName.get(name);
	}

	/**
	 * Return all entries.
	 * @return the entries of this moment in the order of their arrival
	 */
	public List<T> all() {
		return List.copyOf(this.arrived);
	}

	/**
	 * Return the names of all entries.
	 * @return the names of this moment in the order of their arrival
	 */
	public Collection<String> names() {
		return this.arrived.stream().map(this::name).toList();
	}

	private String name(T entry) {
		return this.naming.apply(entry);
	}

	/**
	 * Add a listener and tell it of everything that is there.
	 * @param listener the listener
	 */
	public void addListener(ZmqRegistryListener<T> listener) {
		Assert.notNull(listener, "'listener' must not be null");
		synchronized (this.listeners) {
			this.listeners.add(listener);
			this.arrived.forEach(listener::added);
		}
	}

	/**
	 * Take a listener back.
	 * @param listener the listener
	 */
	public void removeListener(ZmqRegistryListener<T> listener) {
		synchronized (this.listeners) {
			this.listeners.remove(listener);
		}
	}

}

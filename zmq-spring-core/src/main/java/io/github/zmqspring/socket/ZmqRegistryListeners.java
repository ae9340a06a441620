package io.github.zmqspring.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.util.Assert;

/**
 * The listeners of a registry. One lock keeps the calls in order, so that no listener
 * hears of an arrival after the departure.
 *
 * @param <T> what the registry holds
 */
public final class ZmqRegistryListeners<T> {

	/** Guarded by itself. */
	private final List<ZmqRegistryListener<T>> listeners = new ArrayList<>();

	/**
	 * Add a listener and tell it of everything that is there.
	 * @param listener the listener
	 * @param present returns what is in the registry
	 */
	public void add(ZmqRegistryListener<T> listener, Supplier<? extends Iterable<? extends T>> present) {
		Assert.notNull(listener, "'listener' must not be null");
		synchronized (this.listeners) {
			this.listeners.add(listener);
			present.get().forEach(listener::added);
		}
	}

	/**
	 * Take a listener back.
	 * @param listener the listener
	 */
	public void remove(ZmqRegistryListener<T> listener) {
		synchronized (this.listeners) {
			this.listeners.remove(listener);
		}
	}

	/**
	 * Tell all listeners of an arrival.
	 * @param added what is in the registry already
	 */
	public void added(T added) {
		synchronized (this.listeners) {
			this.listeners.forEach((listener) -> listener.added(added));
		}
	}

	/**
	 * Tell all listeners of a departure.
	 * @param removed what is no longer in the registry
	 */
	public void removed(T removed) {
		synchronized (this.listeners) {
			this.listeners.forEach((listener) -> listener.removed(removed));
		}
	}

}

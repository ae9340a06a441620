package io.github.zmqspring.socket;

/**
 * Learns what comes into a registry and what leaves it. Called by the thread that
 * registers or removes; must be quick and must not register or remove anything itself.
 *
 * @param <T> what the registry holds
 */
public interface ZmqRegistryListener<T> {

	/**
	 * Something was added. Called once for each.
	 * @param added what is in the registry now
	 */
	void added(T added);

	/**
	 * Something was removed. Nothing follows for the same.
	 * @param removed what is no longer in the registry
	 */
	void removed(T removed);

}

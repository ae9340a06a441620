package io.github.zmqspring.listener;

/**
 * Changes listeners before their containers are made: those of all factories that have
 * it, annotated or not. Called after the factory's defaults are filled in.
 */
@FunctionalInterface
public interface ZmqListenerContainerCustomizer {

	/**
	 * Change a listener.
	 * @param id the id of the listener
	 * @param endpoint what it is going to be
	 */
	void customize(String id, ZmqListenerEndpoint.Builder endpoint);

}

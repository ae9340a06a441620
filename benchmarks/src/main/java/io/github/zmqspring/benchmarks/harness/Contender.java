package io.github.zmqspring.benchmarks.harness;

/**
 * One of those that are measured side by side. Used by one thread; between its rounds it
 * must be at rest, for then it is the turn of the others.
 */
public interface Contender extends AutoCloseable {

	/**
	 * Do one round and return when all of its messages have arrived.
	 * @param messages how many
	 * @return what the round gave
	 * @throws Exception if the round failed
	 */
	Sample round(long messages) throws Exception;

	@Override
	default void close() throws Exception {
	}

	/**
	 * Opens a contender.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Open the contender.
		 * @return the contender, ready for its first round
		 * @throws UnavailableException if this machine lacks what it needs
		 * @throws Exception if it failed
		 */
		Contender open() throws Exception;

	}

}

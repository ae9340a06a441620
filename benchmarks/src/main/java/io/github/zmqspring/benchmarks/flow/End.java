package io.github.zmqspring.benchmarks.flow;

/**
 * An end of a flow, open.
 */
public interface End extends AutoCloseable {

	/**
	 * Return where it is bound.
	 * @return the endpoint
	 */
	String endpoint();

	/**
	 * An end that sends.
	 */
	interface Sender extends End {

		/**
		 * Send messages.
		 * @param messages how many
		 * @throws Exception if it failed
		 */
		void send(long messages) throws Exception;

		/**
		 * Wait until there are subscribers.
		 * @param count how many
		 */
		void awaitSubscribers(int count);

	}

}

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
	 * Return how many connections it makes.
	 * @return how many, if it connects
	 */
	default int connections() {
		return 1;
	}

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

		/**
		 * Wait until handshakes with peers that have connected are over. What a bound
		 * socket sends before is lost with a connection that JeroMQ has forgotten.
		 * @param count how many
		 * @throws InterruptedException if the thread was interrupted
		 */
		default void awaitConnections(int count) throws InterruptedException {
		}

	}

}

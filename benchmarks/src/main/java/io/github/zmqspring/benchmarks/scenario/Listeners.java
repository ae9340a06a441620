package io.github.zmqspring.benchmarks.scenario;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;

/**
 * The listeners that are measured, all of the socket {@code in}.
 */
final class Listeners {

	private Listeners() {
	}

	/**
	 * Takes the payload as it is.
	 *
	 * @param counter counts the messages
	 */
	record Bytes(Counter counter) {

		@ZmqListener(socket = "in")
		void on(byte[] payload) {
			this.counter.arrived();
		}

	}

}

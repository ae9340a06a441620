package io.github.zmqspring.benchmarks.scenario;

import java.util.List;

import io.github.zmqspring.benchmarks.harness.Arrivals;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Meter;
import io.github.zmqspring.benchmarks.harness.Sample;

/**
 * Messages that go one way: sent by the thread that measures, counted where they arrive.
 */
final class Flow implements Contender {

	private final Arrivals arrivals;

	private final Source source;

	private final List<AutoCloseable> resources;

	/**
	 * Create a flow.
	 * @param arrivals counts what arrives
	 * @param source sends
	 * @param resources what to close in the end, in this order
	 */
	Flow(Arrivals arrivals, Source source, AutoCloseable... resources) {
		this.arrivals = arrivals;
		this.source = source;
		this.resources = List.of(resources);
	}

	@Override
	public Sample round(long messages) throws Exception {
		return Meter.measure(messages, () -> {
			this.arrivals.expect(messages);
			this.source.send(messages);
			this.arrivals.await();
		});
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

	/**
	 * Sends the messages of a round.
	 */
	@FunctionalInterface
	interface Source {

		/**
		 * Send messages.
		 * @param messages how many
		 * @throws Exception if it failed
		 */
		void send(long messages) throws Exception;

	}

}

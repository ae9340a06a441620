package io.github.zmqspring.benchmarks.flow;

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

	private final End.Sender sender;

	private final List<AutoCloseable> resources;

	Flow(Arrivals arrivals, End.Sender sender, List<AutoCloseable> resources) {
		this.arrivals = arrivals;
		this.sender = sender;
		this.resources = resources;
	}

	@Override
	public Sample round(long messages) throws Exception {
		return Meter.measure(messages, () -> {
			this.arrivals.expect(messages);
			this.sender.send(messages);
			this.arrivals.await();
		});
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

}

package io.github.zmqspring.benchmarks.flow;

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

	private final AutoCloseable ends;

	Flow(Arrivals arrivals, End.Sender sender, AutoCloseable ends) {
		this.arrivals = arrivals;
		this.sender = sender;
		this.ends = ends;
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
		this.ends.close();
	}

}

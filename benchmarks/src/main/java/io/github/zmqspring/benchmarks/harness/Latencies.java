package io.github.zmqspring.benchmarks.harness;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Times that single operations took.
 */
public final class Latencies {

	private final long[] nanos;

	private int count;

	/**
	 * Make room.
	 * @param capacity how many times there will be at most
	 */
	public Latencies(int capacity) {
		this.nanos = new long[capacity];
	}

	/**
	 * Do something again and again, and time each of them.
	 * @param operations how often
	 * @param operation what to do
	 * @return the percentiles beside rate, processor time and allocation
	 * @throws Exception if it failed
	 */
	public static Sample measure(long operations, Meter.Work operation) throws Exception {
		Latencies latencies = new Latencies(Math.toIntExact(operations));
		Sample sample = Meter.measure(operations, () -> {
			for (long i = 0; i < operations; i++) {
				long start = System.nanoTime();
				operation.run();
				latencies.add(System.nanoTime() - start);
			}
		});
		return latencies.addTo(sample);
	}

	/**
	 * Add a time.
	 * @param time in nanoseconds
	 */
	public void add(long time) {
		this.nanos[this.count++] = time;
	}

	/**
	 * Return a percentile: the least of the times that so many do not exceed.
	 * @param percent which one, above 0 and up to 100
	 * @return the time in microseconds
	 */
	public double percentile(double percent) {
		long[] sorted = Arrays.copyOf(this.nanos, this.count);
		Arrays.sort(sorted);
		int rank = (int) Math.ceil(percent / 100 * sorted.length);
		return sorted[Math.max(rank, 1) - 1] / (double) TimeUnit.MICROSECONDS.toNanos(1);
	}

	/**
	 * Add the percentiles to a sample.
	 * @param sample the sample
	 * @return the new sample
	 */
	public Sample addTo(Sample sample) {
		return sample.with(Metric.P50, percentile(50))
			.with(Metric.P99, percentile(99))
			.with(Metric.P999, percentile(99.9));
	}

}

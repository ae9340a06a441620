package io.github.zmqspring.benchmarks.harness;

/**
 * What a round is judged by.
 */
public enum Metric {

	/** Messages, or round trips, per second. */
	RATE("msg/s", true),

	/** Processor time of the whole process per message, in nanoseconds. */
	CPU("CPU ns/msg", false),

	/** Bytes that all threads together allocate on the heap per message. */
	ALLOCATED("B/msg", false),

	/** The median of the latencies, in microseconds. */
	P50("p50 µs", false),

	/** The 99th percentile of the latencies, in microseconds. */
	P99("p99 µs", false),

	/** The 99.9th percentile of the latencies, in microseconds. */
	P999("p99.9 µs", false),

	/** Time until an application has started, in milliseconds. */
	START("start ms", false),

	/** Processor time while nothing is to be done, in percent of one core. */
	IDLE_CPU("idle CPU %", false),

	/** Live heap, in kibibytes. */
	HEAP("heap KiB", false),

	/** Resident memory beyond the heap, in kibibytes. */
	NATIVE("native KiB", false),

	/** Number of threads. */
	THREADS("threads", false),

	/** Number of messages, where their number is the result. */
	MESSAGES("messages", false);

	private final String label;

	private final boolean more;

	Metric(String label, boolean more) {
		this.label = label;
		this.more = more;
	}

	/**
	 * Return the head of its column.
	 * @return what is measured, with the unit
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return whether more is better.
	 * @return {@code false} if less is better
	 */
	public boolean moreIsBetter() {
		return this.more;
	}

}

package io.github.zmqspring.benchmarks.harness;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The counted rounds of one contender.
 *
 * @param contender the name of the contender
 * @param samples the rounds in their order; none if it was skipped
 * @param skipped why it was skipped, or {@code null}
 */
public record Series(String contender, List<Sample> samples, @Nullable String skipped) {

	/**
	 * Return which metrics all rounds have.
	 * @return the metrics in the order of their declaration
	 */
	public Set<Metric> metrics() {
		Set<Metric> metrics = this.samples.isEmpty() ? EnumSet.noneOf(Metric.class) : EnumSet.allOf(Metric.class);
		this.samples.forEach((sample) -> metrics.retainAll(sample.values().keySet()));
		return metrics;
	}

	/**
	 * Return the values of one metric.
	 * @param metric the metric, one of {@link #metrics()}
	 * @return the values in the order of the rounds
	 */
	public List<Double> values(Metric metric) {
		return this.samples.stream().map((sample) -> sample.values().get(metric)).toList();
	}

	/**
	 * Return the spread of one metric.
	 * @param metric the metric, one of {@link #metrics()}
	 * @return the spread over all rounds
	 */
	public Spread spread(Metric metric) {
		return Spread.of(values(metric));
	}

}

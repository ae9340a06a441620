package io.github.zmqspring.benchmarks.harness;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one round gave.
 *
 * @param values the values by metric, unmodifiable
 */
public record Sample(Map<Metric, Double> values) {

	/**
	 * Keep a copy.
	 * @param values the values by metric
	 */
	public Sample {
		values = Collections.unmodifiableMap(new EnumMap<>(values));
	}

	/**
	 * Return a sample of one value.
	 * @param metric what was measured
	 * @param value what it gave
	 * @return the sample
	 */
	public static Sample of(Metric metric, double value) {
		return new Sample(Map.of(metric, value));
	}

	/**
	 * Return this sample and one value more.
	 * @param metric what was measured
	 * @param value what it gave
	 * @return the new sample
	 */
	public Sample with(Metric metric, double value) {
		Map<Metric, Double> copy = new EnumMap<>(this.values);
		copy.put(metric, value);
		return new Sample(copy);
	}

	/**
	 * Return this sample and another in one.
	 * @param other the other, whose values win
	 * @return the new sample
	 */
	public Sample and(Sample other) {
		Map<Metric, Double> copy = new EnumMap<>(this.values);
		copy.putAll(other.values);
		return new Sample(copy);
	}

}

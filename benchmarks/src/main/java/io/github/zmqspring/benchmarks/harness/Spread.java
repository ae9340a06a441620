package io.github.zmqspring.benchmarks.harness;

import java.util.List;

import org.springframework.util.Assert;

/**
 * The median of some values, and the range they lie in.
 *
 * @param median the median
 * @param min the least
 * @param max the greatest
 */
public record Spread(double median, double min, double max) {

	/**
	 * Return the spread of some values.
	 * @param values the values, at least one, in any order
	 * @return their spread
	 */
	public static Spread of(List<Double> values) {
		Assert.notEmpty(values, "'values' must not be empty");
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Spread(median, sorted[0], sorted[sorted.length - 1]);
	}

	/**
	 * Return whether a value lies within the range.
	 * @param value the value
	 * @return whether it does
	 */
	public boolean contains(double value) {
		return this.min <= value && value <= this.max;
	}

}

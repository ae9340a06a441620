package io.github.zmqspring.benchmarks.report;

import java.util.Locale;

import io.github.zmqspring.benchmarks.harness.Spread;

/**
 * Writes numbers as people read them.
 */
final class Numbers {

	private Numbers() {
	}

	/**
	 * Write a value with three or four significant digits.
	 */
	static String value(double value) {
		double size = Math.abs(value);
		if (size >= 1000) {
			return String.format(Locale.ROOT, "%,d", Math.round(value));
		}
		return String.format(Locale.ROOT, (size >= 100) ? "%.0f" : (size >= 10) ? "%.1f" : "%.2f", value);
	}

	/**
	 * Write the median, and the range if there is one.
	 */
	static String spread(Spread spread) {
		String median = value(spread.median());
		return (spread.min() == spread.max()) ? median
				: median + " (" + value(spread.min()) + ".." + value(spread.max()) + ")";
	}

}

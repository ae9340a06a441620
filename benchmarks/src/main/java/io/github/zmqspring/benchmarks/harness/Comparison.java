package io.github.zmqspring.benchmarks.harness;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Two contenders compared round by round: what disturbs the machine for a while disturbs
 * both rounds of a pair, and leaves their ratio alone.
 */
public final class Comparison {

	private Comparison() {
	}

	/**
	 * Return the spread of the ratios.
	 * @param ours the rounds above the fraction bar
	 * @param theirs the rounds below
	 * @param metric what is compared
	 * @return the spread of ours divided by theirs
	 */
	public static Spread ratio(Series ours, Series theirs, Metric metric) {
		return spread(ours, theirs, metric, (our, their) -> our / their);
	}

	/**
	 * Return the spread of the differences.
	 * @param ours the rounds before the minus sign
	 * @param theirs the rounds behind
	 * @param metric what is compared
	 * @return the spread of ours less theirs
	 */
	public static Spread difference(Series ours, Series theirs, Metric metric) {
		return spread(ours, theirs, metric, (our, their) -> our - their);
	}

	private static Spread spread(Series ours, Series theirs, Metric metric, DoubleBinaryOperator operator) {
		List<Double> first = ours.values(metric);
		List<Double> second = theirs.values(metric);
		return Spread.of(IntStream.range(0, Math.min(first.size(), second.size()))
			.mapToObj((round) -> operator.applyAsDouble(first.get(round), second.get(round)))
			.toList());
	}

}

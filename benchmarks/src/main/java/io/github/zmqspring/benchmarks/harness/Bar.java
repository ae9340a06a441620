package io.github.zmqspring.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * What a contender has to reach.
 *
 * @param metric what is judged
 * @param kind how it is judged
 * @param limit the number to reach
 * @param against the contender it is compared with, or {@code null} if the value itself
 * is judged
 * @param subject the contender that is judged, or {@code null} for the first of the
 * scenario
 */
public record Bar(Metric metric, Kind kind, double limit, @Nullable String against, @Nullable String subject) {

	/**
	 * Require a part of another's rate.
	 * @param ratio our rate divided by theirs, at least
	 * @param against the other
	 * @return the bar
	 */
	public static Bar rate(double ratio, String against) {
		return new Bar(Metric.RATE, Kind.RATIO_AT_LEAST, ratio, against, null);
	}

	/**
	 * Allow no more than a multiple of another's value.
	 * @param metric what is judged
	 * @param ratio our value divided by theirs, at most
	 * @param against the other
	 * @return the bar
	 */
	public static Bar atMostTimes(Metric metric, double ratio, String against) {
		return new Bar(metric, Kind.RATIO_AT_MOST, ratio, against, null);
	}

	/**
	 * Allow no more than so much above another's value.
	 * @param metric what is judged
	 * @param difference our value less theirs, at most
	 * @param against the other
	 * @return the bar
	 */
	public static Bar atMostAbove(Metric metric, double difference, String against) {
		return new Bar(metric, Kind.DIFFERENCE_AT_MOST, difference, against, null);
	}

	/**
	 * Allow no more than a value.
	 * @param metric what is judged
	 * @param value our value, at most
	 * @return the bar
	 */
	public static Bar atMost(Metric metric, double value) {
		return new Bar(metric, Kind.VALUE_AT_MOST, value, null, null);
	}

	/**
	 * Judge another contender than the first.
	 * @param contender its name
	 * @return the bar
	 */
	public Bar of(String contender) {
		return new Bar(this.metric, this.kind, this.limit, this.against, contender);
	}

	/**
	 * How a bar is judged.
	 */
	public enum Kind {

		/** Our value divided by theirs, at least. */
		RATIO_AT_LEAST(">= %s x"),

		/** Our value divided by theirs, at most. */
		RATIO_AT_MOST("<= %s x"),

		/** Our value less theirs, at most. */
		DIFFERENCE_AT_MOST("<= %s above"),

		/** Our value, at most. */
		VALUE_AT_MOST("<= %s");

		private final String format;

		Kind(String format) {
			this.format = format;
		}

		/**
		 * Return how the bar is written.
		 * @return a format for the limit
		 */
		public String format() {
			return this.format;
		}

	}

}

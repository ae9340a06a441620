package io.github.zmqspring.benchmarks.harness;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Whether a bar is met.
 *
 * @param bar the bar
 * @param measured what is judged: a ratio, a difference or a value
 * @param met whether its median meets the bar
 */
public record Verdict(Bar bar, Spread measured, boolean met) {

	/**
	 * Judge a bar.
	 * @param bar the bar
	 * @param outcome what the scenario gave
	 * @return the verdict, or empty if one of the two was skipped
	 */
	public static Optional<Verdict> of(Bar bar, Outcome outcome) {
		Series ours = (bar.subject() != null) ? outcome.series(bar.subject()) : outcome.series().get(0);
		Series theirs = (bar.against() != null) ? outcome.series(bar.against()) : null;
		if (ours.samples().isEmpty() || (theirs != null && theirs.samples().isEmpty())) {
			return Optional.empty();
		}
		Spread measured = measure(bar, ours, theirs);
		boolean met = (bar.kind() == Bar.Kind.RATIO_AT_LEAST) ? measured.median() >= bar.limit()
				: measured.median() <= bar.limit();
		return Optional.of(new Verdict(bar, measured, met));
	}

	private static Spread measure(Bar bar, Series ours, @Nullable Series theirs) {
		if (theirs == null) {
			return ours.spread(bar.metric());
		}
		return (bar.kind() == Bar.Kind.DIFFERENCE_AT_MOST) ? Comparison.difference(ours, theirs, bar.metric())
				: Comparison.ratio(ours, theirs, bar.metric());
	}

	/**
	 * Return whether the two cannot be told apart: in some rounds one was ahead, in some
	 * the other.
	 * @return whether the range of the ratios, or of the differences, spans "the same"
	 */
	public boolean indistinguishable() {
		return switch (this.bar.kind()) {
			case RATIO_AT_LEAST, RATIO_AT_MOST -> this.measured.contains(1);
			case DIFFERENCE_AT_MOST -> this.measured.contains(0);
			case VALUE_AT_MOST -> false;
		};
	}

}

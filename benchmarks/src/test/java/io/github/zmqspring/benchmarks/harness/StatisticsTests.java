package io.github.zmqspring.benchmarks.harness;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Spread}, {@link Comparison}, {@link Verdict} and {@link Latencies}.
 */
class StatisticsTests {

	@Test
	void theMedianIsTheMiddleOfTheSortedValues() {
		assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
		assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
	}

	@Test
	void thereIsNoSpreadOfNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
	}

	@Test
	void ratiosAreTakenRoundByRound() {
		Series ours = series("ours", 100, 20, 90);
		Series theirs = series("theirs", 100, 10, 100);
		assertThat(Comparison.ratio(ours, theirs, Metric.RATE)).isEqualTo(new Spread(1, 0.9, 2));
		assertThat(Comparison.difference(ours, theirs, Metric.RATE)).isEqualTo(new Spread(0, -10, 10));
	}

	@Test
	void aRatioOfRatesMeetsItsBarFromAbove() {
		Outcome outcome = outcome(series("ours", 95, 95, 99), series("theirs", 100, 100, 100));
		assertThat(verdict(outcome, Bar.rate(0.95, "theirs")).met()).isTrue();
		assertThat(verdict(outcome, Bar.rate(0.96, "theirs")).met()).isFalse();
	}

	@Test
	void allOtherBarsAreMetFromBelow() {
		Outcome outcome = outcome(series("ours", 110, 110, 110), series("theirs", 100, 100, 100));
		assertThat(verdict(outcome, Bar.atMostTimes(Metric.RATE, 1.1, "theirs")).met()).isTrue();
		assertThat(verdict(outcome, Bar.atMostTimes(Metric.RATE, 1.05, "theirs")).met()).isFalse();
		assertThat(verdict(outcome, Bar.atMostAbove(Metric.RATE, 10, "theirs")).met()).isTrue();
		assertThat(verdict(outcome, Bar.atMostAbove(Metric.RATE, 9, "theirs")).met()).isFalse();
		assertThat(verdict(outcome, Bar.atMost(Metric.RATE, 110)).met()).isTrue();
		assertThat(verdict(outcome, Bar.atMost(Metric.RATE, 109)).met()).isFalse();
	}

	@Test
	void whatWasAheadInTurnsIsIndistinguishable() {
		Bar bar = Bar.rate(0.95, "theirs");
		assertThat(verdict(outcome(series("ours", 99, 101), series("theirs", 100, 100)), bar).indistinguishable())
			.isTrue();
		assertThat(verdict(outcome(series("ours", 98, 99), series("theirs", 100, 100)), bar).indistinguishable())
			.isFalse();
	}

	@Test
	void aBarMayJudgeAnotherThanTheFirst() {
		Outcome outcome = outcome(series("ours", 1), series("theirs", 100));
		assertThat(verdict(outcome, Bar.rate(1, "ours").of("theirs")).measured().median()).isEqualTo(100);
	}

	@Test
	void whatWasSkippedIsNotJudged() {
		Outcome outcome = outcome(series("ours", 1), new Series("theirs", List.of(), "no compiler"));
		assertThat(Verdict.of(Bar.rate(1, "theirs"), outcome)).isEmpty();
	}

	@Test
	void aPercentileIsAValueThatWasMeasured() {
		Latencies latencies = new Latencies(100);
		for (int i = 100; i > 0; i--) {
			latencies.add(i * 1000L);
		}
		assertThat(latencies.percentile(50)).isEqualTo(50);
		assertThat(latencies.percentile(99)).isEqualTo(99);
		assertThat(latencies.percentile(99.9)).isEqualTo(100);
	}

	private static Series series(String name, double... rates) {
		return new Series(name, Arrays.stream(rates).mapToObj((rate) -> Sample.of(Metric.RATE, rate)).toList(), null);
	}

	private static Outcome outcome(Series... series) {
		return new Outcome("scenario", List.of(series), List.of());
	}

	private static Verdict verdict(Outcome outcome, Bar bar) {
		return Verdict.of(bar, outcome).orElseThrow();
	}

}

package io.github.zmqspring.benchmarks.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Comparison;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Outcome;
import io.github.zmqspring.benchmarks.harness.Series;
import io.github.zmqspring.benchmarks.harness.Verdict;

/**
 * Writes what a scenario gave: a line for each contender, and one for each bar.
 */
public final class OutcomeTable {

	private OutcomeTable() {
	}

	/**
	 * Write the contenders and how the first compares with the others.
	 * @param outcome what the scenario gave
	 * @return a table in Markdown
	 */
	public static String contenders(Outcome outcome) {
		Set<Metric> metrics = EnumSet.noneOf(Metric.class);
		outcome.series().forEach((series) -> metrics.addAll(series.metrics()));
		List<String> head = new ArrayList<>();
		head.add("contender");
		metrics.forEach((metric) -> head.add(metric.label()));
		Optional<Metric> ratio = metrics.stream().findFirst().filter((metric) -> outcome.series().size() > 1);
		ratio.ifPresent((metric) -> head.add("first / this"));
		Table table = new Table(head);
		for (Series series : outcome.series()) {
			List<String> row = new ArrayList<>();
			row.add(series.contender());
			metrics.forEach((metric) -> row.add(cell(series, metric)));
			ratio.ifPresent((metric) -> row.add(ratio(outcome, series, metric)));
			table.row(row);
		}
		return table.toString();
	}

	private static String cell(Series series, Metric metric) {
		if (series.skipped() != null) {
			return "skipped: " + series.skipped();
		}
		return series.metrics().contains(metric) ? Numbers.spread(series.spread(metric)) : "";
	}

	private static String ratio(Outcome outcome, Series series, Metric metric) {
		Series first = outcome.series().get(0);
		if (series == first || !series.metrics().contains(metric) || !first.metrics().contains(metric)) {
			return "";
		}
		return Numbers.spread(Comparison.ratio(first, series, metric));
	}

	/**
	 * Write the bars and whether they are met.
	 * @param outcomes what the scenarios gave
	 * @return a table in Markdown
	 */
	public static String bars(List<Outcome> outcomes) {
		Table table = new Table(List.of("scenario", "who", "what", "against", "bar", "measured", "verdict"));
		for (Outcome outcome : outcomes) {
			for (Bar bar : outcome.bars()) {
				table.row(bar(outcome, bar));
			}
		}
		return table.toString();
	}

	private static List<String> bar(Outcome outcome, Bar bar) {
		Optional<Verdict> verdict = Verdict.of(bar, outcome);
		String subject = (bar.subject() != null) ? bar.subject() : outcome.series().get(0).contender();
		String against = (bar.against() != null) ? bar.against() : "";
		String limit = String.format(Locale.ROOT, bar.kind().format(), Numbers.value(bar.limit()));
		return List.of(outcome.scenario(), subject, bar.metric().label(), against, limit,
				verdict.map((judged) -> Numbers.spread(judged.measured())).orElse(""),
				verdict.map(OutcomeTable::words).orElse("skipped"));
	}

	private static String words(Verdict verdict) {
		return (verdict.met() ? "met" : "**missed**") + (verdict.indistinguishable() ? ", indistinguishable" : "");
	}

}

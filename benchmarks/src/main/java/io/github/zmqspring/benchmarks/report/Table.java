package io.github.zmqspring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in Markdown, aligned so that it can be read as it is.
 */
final class Table {

	private final List<List<String>> rows = new ArrayList<>();

	Table(List<String> head) {
		this.rows.add(head);
	}

	void row(List<String> cells) {
		this.rows.add(cells);
	}

	@Override
	public String toString() {
		int columns = this.rows.get(0).size();
		int[] widths = IntStream.range(0, columns)
			.map((column) -> this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toArray();
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.rows.size(); i++) {
			text.append(line(this.rows.get(i), widths));
			if (i == 0) {
				text.append(line(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths));
			}
		}
		return text.toString();
	}

	private static String line(List<String> cells, int[] widths) {
		return IntStream.range(0, cells.size())
			.mapToObj((column) -> cells.get(column) + " ".repeat(widths[column] - cells.get(column).length()))
			.collect(Collectors.joining(" | ", "| ", " |\n"));
	}

}

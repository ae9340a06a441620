package io.github.zmqspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.zmqspring.benchmarks.harness.Outcome;

/**
 * Writes the generated parts of a document and leaves the rest alone. A part stands
 * between two comments that name it.
 */
public final class PerformanceDocument {

	private static final String BEGIN = "<!-- generated:begin %s -->\n";

	private static final String END = "<!-- generated:end %s -->";

	private final Path file;

	/**
	 * Use a document.
	 * @param file the document, which has the comments already
	 */
	public PerformanceDocument(Path file) {
		this.file = file;
	}

	/**
	 * Replace the part that belongs to a JDK.
	 * @param environment where the numbers come from
	 * @param outcomes the outcomes
	 * @param titles the titles of the scenarios by their names
	 * @throws IOException if the document cannot be written
	 */
	public void write(Environment environment, List<Outcome> outcomes, Map<String, String> titles) throws IOException {
		String text = Files.readString(this.file);
		Files.writeString(this.file,
				replace(text, "jdk-" + environment.feature(), section(environment, outcomes, titles)));
	}

	/**
	 * Replace a part.
	 * @param text the document
	 * @param name the name of the part
	 * @param part what to put there
	 * @return the document
	 * @throws IllegalArgumentException if the document has no such part
	 */
	static String replace(String text, String name, String part) {
		String begin = String.format(BEGIN, name);
		int from = text.indexOf(begin);
		int to = text.indexOf(String.format(END, name));
		if (from < 0 || to < from) {
			throw new IllegalArgumentException("The document has no part '" + name + "'");
		}
		return text.substring(0, from + begin.length()) + "\n" + part + "\n" + text.substring(to);
	}

	private static String section(Environment environment, List<Outcome> outcomes, Map<String, String> titles) {
		String head = environment.lines().stream().map((line) -> "- " + line + "\n").collect(Collectors.joining());
		String details = outcomes.stream()
			.map((outcome) -> "**" + outcome.scenario() + "**: " + titles.getOrDefault(outcome.scenario(), "") + " ("
					+ rounds(outcome) + " rounds)\n\n" + OutcomeTable.contenders(outcome))
			.collect(Collectors.joining("\n"));
		return head + "\n" + OutcomeTable.bars(outcomes) + "\n" + details;
	}

	private static int rounds(Outcome outcome) {
		return outcome.series().stream().mapToInt((series) -> series.samples().size()).max().orElse(0);
	}

}

package io.github.zmqspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Outcome;
import io.github.zmqspring.benchmarks.harness.Project;
import io.github.zmqspring.benchmarks.harness.Sample;
import io.github.zmqspring.benchmarks.harness.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the tables, the kept results and the document.
 */
class ReportTests {

	private static final Outcome OUTCOME = new Outcome("inbound-16B",
			List.of(series("ours", 1_900_000, 2_000_000, 2_200_000), series("raw", 2_000_000, 2_000_000, 2_000_000),
					new Series("libzmq", List.of(), "no compiler")),
			List.of(Bar.rate(0.95, "raw"), Bar.rate(1.5, "raw"), Bar.rate(1, "libzmq")));

	@TempDir
	private Path directory;

	@Test
	void eachContenderHasALineWithMedianRangeAndRatio() {
		assertThat(OutcomeTable.contenders(OUTCOME)).isEqualTo("""
				| contender | msg/s                            | first / this      |
				| --------- | -------------------------------- | ----------------- |
				| ours      | 2,000,000 (1,900,000..2,200,000) |                   |
				| raw       | 2,000,000                        | 1.00 (0.95..1.10) |
				| libzmq    | skipped: no compiler             |                   |
				""");
	}

	@Test
	void eachBarHasALineWithItsVerdict() {
		assertThat(OutcomeTable.bars(List.of(OUTCOME)).lines().skip(2)).satisfiesExactly(
				(line) -> assertThat(line).contains(">= 0.95 x", "met, indistinguishable"),
				(line) -> assertThat(line).contains(">= 1.50 x", "**missed**"),
				(line) -> assertThat(line).contains("libzmq", "skipped"));
	}

	@Test
	void numbersHaveThreeOrFourDigits() {
		assertThat(Numbers.value(0.954)).isEqualTo("0.95");
		assertThat(Numbers.value(12.34)).isEqualTo("12.3");
		assertThat(Numbers.value(580.4)).isEqualTo("580");
		assertThat(Numbers.value(2_239_436.4)).isEqualTo("2,239,436");
	}

	@Test
	void aLaterOutcomeTakesThePlaceOfAnEarlierOne() throws IOException {
		Results results = new Results(this.directory.resolve("results/jdk-17.jsonl"));
		results.put(OUTCOME);
		results.put(new Outcome("other", List.of(), List.of()));
		Outcome later = new Outcome("inbound-16B", List.of(series("ours", 1)), List.of());
		results.put(later);
		assertThat(results.get(List.of("missing", "inbound-16B"))).containsExactly(later);
	}

	@Test
	void anOutcomeIsKeptWithAllItsParts() throws IOException {
		Results results = new Results(this.directory.resolve("jdk-17.jsonl"));
		results.put(OUTCOME);
		assertThat(results.get(List.of("inbound-16B"))).containsExactly(OUTCOME);
	}

	@Test
	void onlyThePartOfTheJdkIsReplaced() throws IOException {
		Path file = this.directory.resolve("performance.md");
		Files.writeString(file, """
				# Performance
				<!-- generated:begin jdk-17 -->
				old
				<!-- generated:end jdk-17 -->
				Reading
				<!-- generated:begin jdk-25 -->
				other
				<!-- generated:end jdk-25 -->
				""");
		new PerformanceDocument(file).write(new Environment("17", List.of("JDK 17.0.15")), List.of(OUTCOME),
				Map.of("inbound-16B", "a title"));
		assertThat(file).content()
			.startsWith("# Performance\n<!-- generated:begin jdk-17 -->\n\n- JDK 17.0.15\n")
			.contains("a title (3 rounds)", "| ours ", "Reading", "\nother\n")
			.doesNotContain("\nold\n");
	}

	@Test
	void aDocumentWithoutThePartIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> PerformanceDocument.replace("text", "jdk-21", "part"));
	}

	@Test
	void theEnvironmentIsThatOfTheJdk() throws IOException {
		Environment environment = Environment.of(Path.of(System.getProperty("java.home")));
		assertThat(environment.feature()).isEqualTo(String.valueOf(Runtime.version().feature()));
		assertThat(environment.lines()).hasSize(3).allSatisfy((line) -> assertThat(line).isNotBlank());
	}

	@Test
	void theDocumentOfTheProjectHasItsParts() throws IOException {
		String text = Files.readString(Project.root().resolve("docs/performance.md"));
		assertThat(PerformanceDocument.replace(text, "jdk-17", "17")).contains("\n17\n");
		assertThat(PerformanceDocument.replace(text, "jdk-25", "25")).contains("\n25\n");
	}

	private static Series series(String name, double... rates) {
		return new Series(name, Arrays.stream(rates).mapToObj((r) -> Sample.of(Metric.RATE, r)).toList(), null);
	}

}

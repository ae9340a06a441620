package io.github.zmqspring.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Contest}.
 */
class ContestTests {

	private final List<String> played = new ArrayList<>();

	private final Plan plan = new Plan(2, Duration.ofNanos(1), Duration.ZERO, Duration.ZERO, 1);

	@Test
	void contendersTakeTurns() throws Exception {
		Outcome outcome = contest().cold().run(this.plan);
		assertThat(this.played).containsExactly("a", "b", "a", "b", "a closed", "b closed");
		assertThat(outcome.series("b").samples()).hasSize(2);
	}

	@Test
	void allAreWarmedUpBeforeARoundCounts() throws Exception {
		Outcome outcome = contest().run(this.plan);
		assertThat(this.played).startsWith("a", "b", "a", "b", "a", "b").endsWith("a closed", "b closed");
		assertThat(outcome.series("a").samples()).hasSize(2);
	}

	@Test
	void whoIsNotAvailableIsSkippedWithTheReason() throws Exception {
		Outcome outcome = contest().cold().add("c", () -> {
			throw new UnavailableException("no compiler");
		}, 1.0).run(this.plan);
		assertThat(outcome.series("c").skipped()).isEqualTo("no compiler");
		assertThat(outcome.series("a").samples()).hasSize(2);
	}

	private Contest contest() {
		return new Contest("contest", "").add("a", () -> new Recorder("a")).add("b", () -> new Recorder("b"));
	}

	private final class Recorder implements Contender {

		private final String name;

		Recorder(String name) {
			this.name = name;
		}

		@Override
		public Sample round(long messages) {
			ContestTests.this.played.add(this.name);
			return Sample.of(Metric.RATE, messages);
		}

		@Override
		public void close() {
			ContestTests.this.played.add(this.name + " closed");
		}

	}

}

package io.github.zmqspring.benchmarks.scenario;

import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Outcome;
import io.github.zmqspring.benchmarks.harness.Plan;
import io.github.zmqspring.benchmarks.harness.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs each scenario for a moment, so that none of them rots. Their numbers mean nothing
 * here.
 */
@Timeout(300)
class ScenarioTests {

	@ParameterizedTest
	@MethodSource("io.github.zmqspring.benchmarks.scenario.Scenarios#all")
	void runs(Scenario scenario) throws Exception {
		Outcome outcome = scenario.run(Plan.SMOKE);
		assertThat(outcome.scenario()).isEqualTo(scenario.name());
		assertThat(outcome.series())
			.allSatisfy((series) -> assertThat(series.samples().isEmpty()).isEqualTo(series.skipped() != null));
		for (Bar bar : outcome.bars()) {
			if (bar.against() != null) {
				assertThat(outcome.series(bar.against()).contender()).isEqualTo(bar.against());
			}
		}
	}

	@Test
	void namesAreUnique() {
		assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
	}

}

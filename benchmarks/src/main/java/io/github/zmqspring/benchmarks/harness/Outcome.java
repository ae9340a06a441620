package io.github.zmqspring.benchmarks.harness;

import java.util.List;

/**
 * What a scenario gave.
 *
 * @param scenario the name of the scenario
 * @param series the rounds of each contender; the first is the one that is judged
 * @param bars what it has to reach
 */
public record Outcome(String scenario, List<Series> series, List<Bar> bars) {

	/**
	 * Return the rounds of one contender.
	 * @param contender its name
	 * @return its rounds
	 */
	public Series series(String contender) {
		return this.series.stream()
			.filter((candidate) -> candidate.contender().equals(contender))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No contender '" + contender + "' in " + this.scenario));
	}

}

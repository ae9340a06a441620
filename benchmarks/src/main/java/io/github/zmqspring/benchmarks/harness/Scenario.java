package io.github.zmqspring.benchmarks.harness;

import java.time.Duration;

/**
 * Something that is measured, in a JVM of its own.
 */
public interface Scenario {

	/**
	 * Return the name, by which a scenario is chosen.
	 * @return for instance {@code inbound-100B}; what comes before the first dash is its
	 * group
	 */
	String name();

	/**
	 * Return what is measured, for the report.
	 * @return a title
	 */
	String title();

	/**
	 * Return after which time the JVM of this scenario is killed.
	 * @param plan how long it measures
	 * @return the limit
	 */
	default Duration limit(Plan plan) {
		return Duration.ofMinutes(5);
	}

	/**
	 * Measure.
	 * @param plan how long
	 * @return what it gave
	 * @throws Exception if it failed
	 */
	Outcome run(Plan plan) throws Exception;

}

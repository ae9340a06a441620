package io.github.zmqspring.benchmarks.scenario;

import java.util.List;
import java.util.stream.Stream;

import io.github.zmqspring.benchmarks.harness.Scenario;

/**
 * All that is measured.
 */
public final class Scenarios {

	private Scenarios() {
	}

	/**
	 * Return the scenarios.
	 * @return all of them, in the order of the report
	 */
	public static List<Scenario> all() {
		return Stream
			.of(InboundScenarios.all(), OutboundScenarios.all(), PublishScenarios.all(), RequestScenarios.all(),
					ProxyScenarios.all(), StartScenarios.all(), MemoryScenarios.all(), PeerScenarios.all(),
					AdapterScenarios.all())
			.flatMap(List::stream)
			.toList();
	}

}

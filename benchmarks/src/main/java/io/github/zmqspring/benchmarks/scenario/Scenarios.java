package io.github.zmqspring.benchmarks.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.raw.Options;

/**
 * All that is measured.
 */
public final class Scenarios {

	private static final String RAW = "raw JeroMQ, same options";

	private static final String RAW_DEFAULTS = "raw JeroMQ, its default options";

	private static final String FOUR_THREADS = "ZmqTemplate, 4 threads";

	private static final Map<String, Integer> SIZES = sizes();

	private Scenarios() {
	}

	/**
	 * Return the scenarios.
	 * @return all of them, in the order of the report
	 */
	public static List<Scenario> all() {
		List<Scenario> all = new ArrayList<>();
		SIZES.forEach((name, size) -> all.add(inbound(name, size)));
		SIZES.forEach((name, size) -> all.add(outbound(name, size)));
		return all;
	}

	private static Scenario inbound(String name, int size) {
		Supplier<byte[]> payload = () -> new byte[size];
		Contest contest = new Contest("inbound-" + name, "@ZmqListener void on(byte[]) on PULL, " + name)
			.add("@ZmqListener", () -> Flows.listener(Listeners.Bytes::new, payload))
			.add(RAW, () -> Flows.raw(Options.SAME, payload), 0.95);
		Double ratio = Map.of("16B", 1.0, "100B", 1.5, "1KB", 2.0).get(name);
		return (ratio != null) ? contest.add(RAW_DEFAULTS, () -> Flows.raw(Options.JEROMQ, payload), ratio)
				: contest.add(RAW_DEFAULTS, () -> Flows.raw(Options.JEROMQ, payload));
	}

	private static Scenario outbound(String name, int size) {
		Supplier<byte[]> payload = () -> new byte[size];
		return new Contest("outbound-" + name, "ZmqTemplate.send(name, byte[]) on PUSH, " + name)
			.add("ZmqTemplate, 1 thread", () -> Flows.template(1, payload))
			.add(FOUR_THREADS, () -> Flows.template(4, payload))
			.add(RAW, () -> Flows.raw(Options.SAME, payload), 0.95)
			.bar(Bar.rate(0.95, RAW).of(FOUR_THREADS));
	}

	private static Map<String, Integer> sizes() {
		Map<String, Integer> sizes = new LinkedHashMap<>();
		sizes.put("16B", 16);
		sizes.put("100B", 100);
		sizes.put("1KB", 1024);
		sizes.put("64KB", 65536);
		return sizes;
	}

}

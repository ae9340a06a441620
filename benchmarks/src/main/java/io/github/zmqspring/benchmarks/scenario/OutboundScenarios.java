package io.github.zmqspring.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.zmqspring.benchmarks.flow.AppReceiver;
import io.github.zmqspring.benchmarks.flow.AppSender;
import io.github.zmqspring.benchmarks.flow.RawReceiver;
import io.github.zmqspring.benchmarks.flow.RawSender;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext.Step;
import io.github.zmqspring.template.ZmqTemplate;

import static io.github.zmqspring.benchmarks.scenario.Names.RAW;
import static io.github.zmqspring.benchmarks.scenario.Names.TEMPLATE;

/**
 * From the template on a PUSH to a hand-written PULL.
 */
final class OutboundScenarios {

	private static final int SIZE = 100;

	private static final String FOUR_THREADS = TEMPLATE + ", 4 threads";

	private OutboundScenarios() {
	}

	static List<Scenario> all() {
		List<Scenario> all = new ArrayList<>();
		Names.sizes().forEach((name, size) -> all.add(bytes(name, size)));
		all.add(inproc());
		all.add(text());
		all.add(json());
		all.add(allocation());
		return all;
	}

	private static Scenario bytes(String name, int size) {
		Consumer<ZmqTemplate> send = Steps.template(size);
		return new Contest("outbound-" + name, "ZmqTemplate.send(name, byte[]) on PUSH, " + name)
			.add(TEMPLATE + ", 1 thread", () -> template(Wiring.TCP, 1, send, Steps.receive()))
			.add(FOUR_THREADS, () -> template(Wiring.TCP, 4, send, Steps.receive()))
			.add(RAW, () -> raw(Wiring.TCP, Steps.send(size), Steps.receive()), 0.95)
			.add(RAW + ", under a lock", () -> raw(Wiring.TCP, Steps.sendLocked(size), Steps.receive()))
			.bar(Bar.rate(0.95, RAW).of(FOUR_THREADS));
	}

	private static Scenario inproc() {
		return new Contest("outbound-inproc", "ZmqTemplate.send(name, byte[]) on PUSH over inproc, 100 B")
			.add(TEMPLATE, () -> template(Wiring.INPROC, 1, Steps.template(SIZE), Steps.receive()))
			.add(RAW, () -> raw(Wiring.INPROC, Steps.send(SIZE), Steps.receive()), 0.9);
	}

	private static Scenario text() {
		String text = "x".repeat(SIZE);
		return new Contest("outbound-string", "ZmqTemplate.send(name, String) on PUSH, 100 B")
			.add(TEMPLATE, () -> template(Wiring.TCP, 1, (zmq) -> zmq.send(AppSender.SOCKET, text), Steps.receive()))
			.add(RAW + ", text.getBytes(..)", () -> raw(Wiring.TCP, Steps.sendText(text), Steps.receive()), 0.95);
	}

	private static Scenario json() {
		Quote quote = Quote.sample();
		return new Contest("outbound-json", "ZmqTemplate.send(name, Quote), a record of three fields as JSON")
			.add(TEMPLATE, () -> template(Wiring.TCP, 1, (zmq) -> zmq.send(AppSender.SOCKET, quote), Steps.receive()))
			.add(RAW + ", json.writeValueAsBytes(..)",
					() -> raw(Wiring.TCP, Steps.sendJson(Steps.json()), Steps.receive()), 0.95);
	}

	/**
	 * The whole way, for what it allocates.
	 * @return the scenario, on which the build depends, too
	 */
	static Scenario allocation() {
		return new Contest("allocation", "bytes allocated from ZmqTemplate.send to @ZmqListener, 100 B")
			.add(TEMPLATE + " to @ZmqListener",
					() -> Wiring.TCP.join(AppSender.push(1, Steps.template(SIZE)),
							AppReceiver.pull(Listeners.Bytes::new)))
			.add(RAW, () -> raw(Wiring.TCP, Steps.send(SIZE), Steps.receive()))
			.bar(Bar.atMostAbove(Metric.ALLOCATED, 64, RAW));
	}

	private static Contender template(Wiring wiring, int threads, Consumer<ZmqTemplate> send,
			Function<Counter, Step> receive) throws Exception {
		return wiring.join(AppSender.push(threads, send), RawReceiver.pull(Options.SAME, receive));
	}

	private static Contender raw(Wiring wiring, Step send, Function<Counter, Step> receive) throws Exception {
		return wiring.join(RawSender.push(Options.SAME, send), RawReceiver.pull(Options.SAME, receive));
	}

}

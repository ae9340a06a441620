package io.github.zmqspring.benchmarks.scenario;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.benchmarks.flow.AdapterReceiver;
import io.github.zmqspring.benchmarks.flow.AdapterSender;
import io.github.zmqspring.benchmarks.flow.RawReceiver;
import io.github.zmqspring.benchmarks.flow.RawSender;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.peer.SpringIntegration;
import io.github.zmqspring.benchmarks.raw.Options;

/**
 * Adapters of Spring Integration: ours, and those of the module that ours replaces.
 */
final class AdapterScenarios {

	private static final int SIZE = 100;

	private AdapterScenarios() {
	}

	static List<Scenario> all() {
		return List.of(inbound(), outbound());
	}

	private static Scenario inbound() {
		return new Contest("adapter-inbound", "a hand-written PUSH to an inbound channel adapter, 100 B")
			.atLeast(PeerScenarios.SUSTAINED)
			.add("ZmqInboundChannelAdapter",
					() -> Wiring.FAN_OUT.join(RawSender.push(Options.SAME, Steps.send(SIZE)),
							AdapterReceiver.pull((counter) -> (message) -> counter.arrived())))
			.add("spring-integration-zeromq, ZeroMqMessageProducer, consume delay 1 ms",
					() -> former(Duration.ofMillis(1)), 10.0)
			.add("spring-integration-zeromq, ZeroMqMessageProducer, its default of 1 s",
					() -> former(Duration.ofSeconds(1)), 10.0);
	}

	private static Contender former(Duration consumeDelay) throws Exception {
		return Wiring.FAN_OUT.join(RawSender.push(Options.JEROMQ, Steps.send(SIZE)),
				SpringIntegration.pull(consumeDelay, (counter) -> (message) -> counter.arrived()));
	}

	private static Scenario outbound() {
		return new Contest("adapter-outbound", "an outbound channel adapter to a hand-written PULL, 100 B")
			.add("ZmqOutboundChannelAdapter",
					() -> Wiring.TCP.join(AdapterSender.push(SIZE), RawReceiver.pull(Options.SAME, Steps.receive())))
			.add("spring-integration-zeromq, ZeroMqMessageHandler in a flow, which queues without a limit",
					() -> Wiring.TCP.join(SpringIntegration.push(SIZE, false),
							RawReceiver.pull(Options.JEROMQ, Steps.receive())),
					5.0)
			.add("spring-integration-zeromq, ZeroMqMessageHandler, each message waited for", () -> Wiring.TCP
				.join(SpringIntegration.push(SIZE, true), RawReceiver.pull(Options.JEROMQ, Steps.receive())), 5.0);
	}

}

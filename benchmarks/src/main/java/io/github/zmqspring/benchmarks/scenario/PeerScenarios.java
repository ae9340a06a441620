package io.github.zmqspring.benchmarks.scenario;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.benchmarks.flow.AppReceiver;
import io.github.zmqspring.benchmarks.flow.AppSender;
import io.github.zmqspring.benchmarks.flow.RawReceiver;
import io.github.zmqspring.benchmarks.flow.RawSender;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.peer.Redis;
import io.github.zmqspring.benchmarks.peer.SpringIntegration;
import io.github.zmqspring.benchmarks.raw.Options;

import static io.github.zmqspring.benchmarks.scenario.Names.LISTENER;
import static io.github.zmqspring.benchmarks.scenario.Names.TEMPLATE;

/**
 * Beside what a user would take instead.
 */
final class PeerScenarios {

	private static final int SIZE = 100;

	/** ZeroMqMessageProducer sleeps for a second whenever it finds nothing. */
	static final int SUSTAINED = 20_000;

	private PeerScenarios() {
	}

	static List<Scenario> all() {
		return List.of(inbound(), outbound(), broker());
	}

	private static Scenario inbound() {
		return new Contest("peers-inbound", "a hand-written PUSH to an inbound adapter, 100 B").atLeast(SUSTAINED)
			.add(LISTENER,
					() -> Wiring.FAN_OUT.join(RawSender.push(Options.SAME, Steps.send(SIZE)),
							AppReceiver.pull(Listeners.Bytes::new)))
			.add("spring-integration-zeromq, ZeroMqMessageProducer", () -> Wiring.FAN_OUT.join(
					RawSender.push(Options.JEROMQ, Steps.send(SIZE)),
					SpringIntegration.pull(Duration.ofSeconds(1), (counter) -> (message) -> counter.arrived())));
	}

	private static Scenario outbound() {
		return new Contest("peers-outbound", "an outbound adapter to a hand-written PULL, 100 B")
			.add(TEMPLATE,
					() -> Wiring.TCP.join(AppSender.push(1, Steps.template(SIZE)),
							RawReceiver.pull(Options.SAME, Steps.receive())))
			.add("spring-integration-zeromq, ZeroMqMessageHandler", () -> Wiring.TCP
				.join(SpringIntegration.push(SIZE, false), RawReceiver.pull(Options.JEROMQ, Steps.receive())));
	}

	private static Scenario broker() {
		return new Contest("peers-broker", "an application to itself, 100 B")
			.add("ZmqTemplate to @ZmqListener",
					() -> Wiring.TCP.join(AppSender.push(1, Steps.template(SIZE)),
							AppReceiver.pull(Listeners.Bytes::new)))
			.add("Redis, RedisTemplate to MessageListener",
					() -> Redis.publishSubscribe(SIZE, (counter) -> (message, pattern) -> counter.arrived()));
	}

}

package io.github.zmqspring.benchmarks.scenario;

import java.util.List;
import java.util.stream.Stream;

import io.github.zmqspring.benchmarks.flow.AppReceiver;
import io.github.zmqspring.benchmarks.flow.AppSender;
import io.github.zmqspring.benchmarks.flow.RawReceiver;
import io.github.zmqspring.benchmarks.flow.RawSender;
import io.github.zmqspring.benchmarks.flow.Topics;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.flow.Wiring.Receivers;
import io.github.zmqspring.benchmarks.flow.Wiring.Senders;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.raw.Options;

import static io.github.zmqspring.benchmarks.scenario.Names.LISTENER;
import static io.github.zmqspring.benchmarks.scenario.Names.RAW;
import static io.github.zmqspring.benchmarks.scenario.Names.TEMPLATE;

/**
 * From a publisher to its subscribers, under a topic. Publishers wait for subscribers
 * that are full: what is dropped cannot be compared.
 */
final class PublishScenarios {

	private static final int SIZE = 100;

	private PublishScenarios() {
	}

	static List<Scenario> all() {
		return Stream.of(1, 10, 100)
			.flatMap((subscribers) -> Stream.of(publish(subscribers), subscribe(subscribers)))
			.toList();
	}

	private static Scenario publish(int subscribers) {
		return new Contest("publish-" + subscribers,
				"ZmqTemplate.send(name, topic, byte[]) on PUB, 100 B, to " + subscribers + " hand-written subscribers")
			.add(TEMPLATE, () -> join(subscribers, AppSender.publisher(Steps.publish(SIZE)), raw(subscribers)))
			.add(RAW, () -> join(subscribers, raw(), raw(subscribers)), 0.95);
	}

	private static Scenario subscribe(int subscribers) {
		return new Contest("subscribe-" + subscribers,
				subscribers + " @ZmqListener void on(byte[]) on SUBs, 100 B, from a hand-written publisher")
			.add(LISTENER,
					() -> join(subscribers, raw(), AppReceiver.subscribers(subscribers, Listeners.Subscriber::new)))
			.add(RAW, () -> join(subscribers, raw(), raw(subscribers)), 0.95);
	}

	private static Senders raw() {
		return RawSender.publisher(Options.SAME, Steps.sendBehind(Topics.bytes(), SIZE));
	}

	private static Receivers raw(int subscribers) {
		return RawReceiver.subscribers(Options.SAME, subscribers, Topics.TOPIC, Steps.receiveBehind());
	}

	private static Contender join(int subscribers, Senders sender, Receivers receivers) throws Exception {
		return Wiring.publish(subscribers).join(sender, receivers);
	}

}

package io.github.zmqspring.benchmarks.scenario;

import java.util.List;

import io.github.zmqspring.benchmarks.flow.RawReceiver;
import io.github.zmqspring.benchmarks.flow.RawSender;
import io.github.zmqspring.benchmarks.flow.Topics;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.proxy.Proxy;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.request.Client;
import io.github.zmqspring.benchmarks.request.Echo;
import io.github.zmqspring.proxy.ZmqProxyKind;

/**
 * Proxies between hand-written peers.
 */
final class ProxyScenarios {

	private static final int SIZE = 100;

	private static final int WINDOW = 512;

	private ProxyScenarios() {
	}

	static List<Scenario> all() {
		return List.of(
				contest("queue", "QUEUE: 512 requests in flight from a DEALER to a REP, 100 B", ZmqProxyKind.QUEUE,
						ProxyScenarios::requests),
				contest("forwarder", "FORWARDER: from a publisher to a subscriber, 100 B", ZmqProxyKind.FORWARDER,
						ProxyScenarios::publications));
	}

	private static Scenario contest(String name, String title, ZmqProxyKind kind, Peers peers) {
		return new Contest("proxy-" + name, title).add("zmq.proxies", () -> peers.open(Proxy.app(kind)))
			.add("ZMQ.proxy, same options", () -> peers.open(Proxy.raw(kind)), 1.0);
	}

	private static Contender requests(Proxy proxy) {
		Echo worker = Echo.worker(proxy.backend());
		return Client.dealer(proxy.frontend(), () -> {
			worker.close();
			proxy.close();
		}, SIZE, WINDOW);
	}

	private static Contender publications(Proxy proxy) throws Exception {
		return Wiring.through(proxy, RawSender.publisher(Options.SAME, Steps.sendBehind(Topics.bytes(), SIZE)),
				RawReceiver.subscribers(Options.SAME, 1, Topics.TOPIC, Steps.receiveBehind()));
	}

	/**
	 * Opens the peers of a proxy.
	 */
	@FunctionalInterface
	private interface Peers {

		Contender open(Proxy proxy) throws Exception;

	}

}

package io.github.zmqspring.benchmarks.scenario;

import java.util.List;

import io.github.zmqspring.benchmarks.harness.Bar;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.request.Client;
import io.github.zmqspring.benchmarks.request.Echo;
import io.github.zmqspring.socket.ZmqSocketType;

/**
 * Requests and their replies.
 */
final class RequestScenarios {

	private static final int SIZE = 16;

	private static final int CONCURRENCY = 4;

	private static final int WINDOW = 64;

	private static final String RAW_PAIR = "raw REQ to raw REP, same options";

	private static final String LISTENER_PAIR = "ZmqTemplate.request (DEALER) to @ZmqListener (REP)";

	private RequestScenarios() {
	}

	static List<Scenario> all() {
		return List.of(lockStep(), inFlight());
	}

	/**
	 * The bars hold for the client alone, and for an application at either end.
	 */
	private static Scenario lockStep() {
		return new Contest("request-lockstep", "one request after the other, 16 B")
			.add("ZmqTemplate.request (DEALER) to raw REP",
					() -> Client.template(ZmqSocketType.DEALER, Echo.rep(), SIZE))
			.add("ZmqTemplate.request (REQ) to raw REP", () -> Client.template(ZmqSocketType.REQ, Echo.rep(), SIZE))
			.add("raw REQ to @ZmqListener (REP)", () -> Client.req(Echo.listener(1), SIZE))
			.add(LISTENER_PAIR, () -> Client.template(ZmqSocketType.DEALER, Echo.listener(1), SIZE))
			.add(RAW_PAIR, () -> Client.req(Echo.rep(), SIZE))
			.bar(Bar.atMostTimes(Metric.P50, 1.1, RAW_PAIR))
			.bar(Bar.atMostTimes(Metric.P99, 1.2, RAW_PAIR))
			.bar(Bar.atMostTimes(Metric.P50, 1.1, RAW_PAIR).of(LISTENER_PAIR))
			.bar(Bar.atMostTimes(Metric.P99, 1.2, RAW_PAIR).of(LISTENER_PAIR));
	}

	private static Scenario inFlight() {
		return new Contest("request-inflight", "64 requests in flight over one DEALER, 16 B")
			.add("ZmqTemplate.requestAsync to @ZmqListener(concurrency = \"4\")",
					() -> Client.templateAsync(Echo.listener(CONCURRENCY), SIZE, WINDOW))
			.add("ZmqTemplate.requestAsync to @ZmqListener", () -> Client.templateAsync(Echo.listener(1), SIZE, WINDOW))
			.add("ZmqTemplate.request to @ZmqListener, lock-step",
					() -> Client.template(ZmqSocketType.DEALER, Echo.listener(1), SIZE), 10.0)
			.add("raw DEALER to raw ROUTER, same options", () -> {
				Echo router = Echo.router();
				return Client.dealer(router.endpoint(), router, SIZE, WINDOW);
			}, 0.5);
	}

}

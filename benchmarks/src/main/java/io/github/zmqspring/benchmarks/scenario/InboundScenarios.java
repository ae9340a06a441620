package io.github.zmqspring.benchmarks.scenario;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.app.Scraper;
import io.github.zmqspring.benchmarks.flow.AppReceiver;
import io.github.zmqspring.benchmarks.flow.RawReceiver;
import io.github.zmqspring.benchmarks.flow.RawSender;
import io.github.zmqspring.benchmarks.flow.Wiring;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Contest;
import io.github.zmqspring.benchmarks.harness.Scenario;
import io.github.zmqspring.benchmarks.peer.Libzmq;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext.Step;

import org.springframework.util.function.SingletonSupplier;

import static io.github.zmqspring.benchmarks.scenario.Names.LIBZMQ;
import static io.github.zmqspring.benchmarks.scenario.Names.LISTENER;
import static io.github.zmqspring.benchmarks.scenario.Names.RAW;
import static io.github.zmqspring.benchmarks.scenario.Names.RAW_DEFAULTS;

/**
 * From a hand-written PUSH to a listener on a PULL.
 */
final class InboundScenarios {

	private static final int SIZE = 100;

	private static final int WORKERS = 4;

	private static final byte[] HEADERS = "source: nyc\nunit: F".getBytes(StandardCharsets.UTF_8);

	private static final String QUOTE = "{\"symbol\":\"ACME\",\"price\":123.25,\"volume\":1000000}";

	private static final Map<String, Double> RATIO_TO_DEFAULTS = Map.of("16B", 1.0, "100B", 1.5, "1KB", 2.0);

	private static final Map<String, Double> RATIO_TO_LIBZMQ = Map.of("16B", 1.0, "100B", 1.5, "1KB", 2.0, "64KB", 1.0);

	private InboundScenarios() {
	}

	static List<Scenario> all() {
		List<Scenario> all = new ArrayList<>();
		Names.sizes().forEach((name, size) -> all.add(bytes(name, size)));
		all.add(operations());
		all.add(inproc());
		all.add(text());
		all.add(json());
		all.add(headers());
		all.add(sentHeaders());
		all.add(concurrency());
		return all;
	}

	private static Scenario bytes(String name, int size) {
		Step send = Steps.send(size);
		return new Contest("inbound-" + name, "@ZmqListener void on(byte[]) on PULL, " + name)
			.add(LISTENER, () -> listener(Wiring.TCP, send, Listeners.Bytes::new))
			.add(RAW, () -> raw(Wiring.TCP, Options.SAME, send, Steps.receive()), 0.95)
			.add(RAW_DEFAULTS, () -> raw(Wiring.TCP, Options.JEROMQ, send, Steps.receive()),
					RATIO_TO_DEFAULTS.get(name))
			.add(LIBZMQ, () -> Libzmq.pushPull(size), RATIO_TO_LIBZMQ.get(name));
	}

	private static Scenario operations() {
		Step send = Steps.send(SIZE);
		return new Contest("inbound-operations",
				"the same with health, endpoint and metrics, read once a second, 100 B")
			.add(LISTENER,
					() -> Wiring.TCP.join(RawSender.push(Options.SAME, send),
							AppReceiver.pull(Listeners.Bytes::new, (app) -> app.bean(new Scraper()))))
			.add("the same listener without any of them", () -> Wiring.TCP.join(RawSender.push(Options.SAME, send),
					AppReceiver.pull(Listeners.Bytes::new, InboundScenarios::withoutOperations)), 0.97);
	}

	private static void withoutOperations(App.Builder app) {
		app.property("management.metrics.enable.zmq", false)
			.property("management.health.zmq.enabled", false)
			.property("management.endpoint.zmq.access", "none");
	}

	private static Scenario inproc() {
		Step send = Steps.send(SIZE);
		return new Contest("inbound-inproc", "@ZmqListener void on(byte[]) on PULL over inproc, 100 B")
			.add(LISTENER, () -> listener(Wiring.INPROC, send, Listeners.Bytes::new))
			.add(RAW, () -> raw(Wiring.INPROC, Options.SAME, send, Steps.receive()), 0.9);
	}

	private static Scenario text() {
		Step send = Steps.send(SIZE);
		return new Contest("inbound-string", "@ZmqListener void on(String) on PULL, 100 B")
			.add(LISTENER, () -> listener(Wiring.TCP, send, Listeners.Text::new))
			.add(RAW + ", new String(..)", () -> raw(Wiring.TCP, Options.SAME, send, Steps.receiveText()), 0.95);
	}

	private static Scenario json() {
		byte[] quote = QUOTE.getBytes(StandardCharsets.UTF_8);
		Step send = (socket) -> socket.send(quote.clone(), 0);
		return new Contest("inbound-json", "@ZmqListener void on(Quote), a record of three fields as JSON")
			.add(LISTENER, () -> listener(Wiring.TCP, send, Listeners.Json::new))
			.add(RAW + ", json.readValue(..)",
					() -> raw(Wiring.TCP, Options.SAME, send, Steps.receiveJson(Steps.json())), 0.95);
	}

	private static Scenario headers() {
		Step send = Steps.send(SIZE);
		return new Contest("inbound-headers", "@ZmqListener with Message<byte[]> and two headers of the socket, 100 B")
			.add(LISTENER, () -> listener(Wiring.TCP, send, Listeners.Headers::new))
			.add(RAW + ", without headers", () -> raw(Wiring.TCP, Options.SAME, send, Steps.receive()), 0.5);
	}

	private static Scenario sentHeaders() {
		Step send = Steps.sendBehind(HEADERS, SIZE);
		return new Contest("inbound-sent-headers",
				"@ZmqListener with Message<byte[]> and two headers that were sent, 100 B")
			.add(LISTENER,
					() -> Wiring.TCP.join(RawSender.push(Options.SAME, send),
							AppReceiver.pull(Listeners.SentHeaders::new,
									(app) -> app.option(AppReceiver.SOCKET, "headers", true))))
			.add(RAW + ", both frames unread", () -> raw(Wiring.TCP, Options.SAME, send, Steps.receiveBehind()));
	}

	/**
	 * The fair opponents are four PULLs with a thread each: ZeroMQ shares out the
	 * messages, nothing has to be handed over.
	 */
	private static Scenario concurrency() {
		Supplier<BusyWork> work = SingletonSupplier.of(() -> BusyWork.lasting(Duration.ofNanos(50_000)));
		Step send = Steps.send(SIZE);
		Function<Counter, Step> receive = (counter) -> {
			Listeners.Worker listener = new Listeners.Worker(counter, work.get());
			return (socket) -> listener.on(socket.recv(0));
		};
		return new Contest("inbound-concurrency", "@ZmqListener(concurrency = \"4\") that works for 50 µs, 100 B")
			.add(LISTENER,
					() -> Wiring.FAN_OUT.join(RawSender.push(Options.SAME, send),
							AppReceiver.workers((counter) -> new Listeners.Worker(counter, work.get()))))
			.add("4 raw PULLs, same options", () -> Wiring.FAN_OUT.join(RawSender.push(Options.SAME, send),
					RawReceiver.workers(Options.SAME, WORKERS, receive)), 0.95);
	}

	private static Contender listener(Wiring wiring, Step send, Function<Counter, Object> listener) throws Exception {
		return wiring.join(RawSender.push(Options.SAME, send), AppReceiver.pull(listener));
	}

	private static Contender raw(Wiring wiring, Options options, Step send, Function<Counter, Step> receive)
			throws Exception {
		return wiring.join(RawSender.push(options, send), RawReceiver.pull(options, receive));
	}

}

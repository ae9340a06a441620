package io.github.zmqspring.benchmarks.scenario;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.harness.Arrivals;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawLoop;
import io.github.zmqspring.benchmarks.raw.RawSockets;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.zeromq.ZMQ;

/**
 * PUSH to PULL in its variants: who sends, who receives.
 */
final class Flows {

	private static final String LOOPBACK = "tcp://127.0.0.1:*";

	private Flows() {
	}

	/**
	 * From a hand-written sender to a hand-written receiver.
	 */
	static Contender raw(Options options, Supplier<byte[]> payload) {
		Arrivals arrivals = new Arrivals();
		Counter counter = arrivals.counter();
		ZMQ.Context context = ZMQ.context(1);
		ZMQ.Socket pull = RawSockets.bind(context, ZmqSocketType.PULL, options, LOOPBACK);
		String endpoint = pull.getLastEndpoint();
		RawLoop.receive(pull, (message) -> counter.arrived());
		ZMQ.Socket push = RawSockets.connect(context, ZmqSocketType.PUSH, options, endpoint);
		return new Flow(arrivals, (messages) -> send(push, payload, messages), push, context);
	}

	/**
	 * From a hand-written sender to a listener.
	 */
	static Contender listener(Function<Counter, Object> listener, Supplier<byte[]> payload) {
		Arrivals arrivals = new Arrivals();
		App app = App.with()
			.socket("in", "pull", "bind", LOOPBACK, Map.of())
			.bean(listener.apply(arrivals.counter()))
			.start();
		ZMQ.Context context = ZMQ.context(1);
		ZMQ.Socket push = RawSockets.connect(context, ZmqSocketType.PUSH, Options.SAME, app.endpoint("in"));
		return new Flow(arrivals, (messages) -> send(push, payload, messages), app, push, context);
	}

	/**
	 * From the template, used by some threads, to a hand-written receiver.
	 */
	static Contender template(int threads, Supplier<?> payload) {
		Arrivals arrivals = new Arrivals();
		Counter counter = arrivals.counter();
		ZMQ.Context context = ZMQ.context(1);
		ZMQ.Socket pull = RawSockets.bind(context, ZmqSocketType.PULL, Options.SAME, LOOPBACK);
		String endpoint = pull.getLastEndpoint();
		RawLoop.receive(pull, (message) -> counter.arrived());
		App app = App.with().socket("out", "push", "connect", endpoint, Map.of()).start();
		ZmqTemplate template = app.template();
		Flow.Source source = (messages) -> send(template, payload, messages);
		if (threads == 1) {
			return new Flow(arrivals, source, app, context);
		}
		ExecutorService senders = Executors.newFixedThreadPool(threads);
		return new Flow(arrivals, spread(source, senders, threads), senders::shutdown, app, context);
	}

	private static Flow.Source spread(Flow.Source source, ExecutorService senders, int threads) {
		return (messages) -> {
			long each = messages / threads;
			Callable<Void> first = part(source, messages - each * (threads - 1));
			Callable<Void> other = part(source, each);
			for (Future<Void> part : senders
				.invokeAll(IntStream.range(0, threads).mapToObj((i) -> (i == 0) ? first : other).toList())) {
				part.get();
			}
		};
	}

	private static Callable<Void> part(Flow.Source source, long messages) {
		return () -> {
			source.send(messages);
			return null;
		};
	}

	private static void send(ZMQ.Socket socket, Supplier<byte[]> payload, long messages) {
		for (long i = 0; i < messages; i++) {
			socket.send(payload.get(), 0);
		}
	}

	private static void send(ZmqTemplate template, Supplier<?> payload, long messages) {
		for (long i = 0; i < messages; i++) {
			template.send("out", payload.get());
		}
	}

}

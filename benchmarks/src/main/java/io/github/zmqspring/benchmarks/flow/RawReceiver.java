package io.github.zmqspring.benchmarks.flow;

import java.util.function.Function;

import io.github.zmqspring.benchmarks.harness.Arrivals;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext;
import io.github.zmqspring.benchmarks.raw.RawContext.Step;
import io.github.zmqspring.socket.ZmqSocketType;
import org.zeromq.ZMQ;

/**
 * Hand-written receivers: for each socket a thread that blocks in {@code recv}, for every
 * other way to wait costs more.
 */
public final class RawReceiver implements End {

	private final RawContext context;

	private final String endpoint;

	private final int connections;

	private RawReceiver(RawContext context, String endpoint, int connections) {
		this.context = context;
		this.endpoint = endpoint;
		this.connections = connections;
	}

	/**
	 * Describe a PULL.
	 * @param options its options
	 * @param step gets a counter, returns what receives one message
	 * @return what opens it
	 */
	public static Wiring.Receivers pull(Options options, Function<Counter, Step> step) {
		return of(ZmqSocketType.PULL, options, 1, Arrivals::counter, step);
	}

	/**
	 * Describe workers that share the messages, each with a PULL.
	 * @param options their options
	 * @param count how many
	 * @param step gets a counter, returns what receives one message
	 * @return what opens them
	 */
	public static Wiring.Receivers workers(Options options, int count, Function<Counter, Step> step) {
		return (place, arrivals) -> {
			Counter shared = arrivals.sharedCounter();
			return of(ZmqSocketType.PULL, options, count, (own) -> shared, step).open(place, arrivals);
		};
	}

	/**
	 * Describe subscribers that all get every message.
	 * @param options their options
	 * @param count how many
	 * @param topic what they subscribe to
	 * @param step gets a counter, returns what receives one message
	 * @return what opens them
	 */
	public static Wiring.Receivers subscribers(Options options, int count, String topic, Function<Counter, Step> step) {
		return of(ZmqSocketType.SUB, options.topic(topic), count, Arrivals::counter, step);
	}

	private static Wiring.Receivers of(ZmqSocketType type, Options options, int count,
			Function<Arrivals, Counter> counters, Function<Counter, Step> step) {
		return (place, arrivals) -> {
			RawContext context = new RawContext(options, place.shared());
			String endpoint = place.endpoint();
			for (int i = 0; i < count; i++) {
				ZMQ.Socket socket = context.open(type, place.bind(), place.endpoint());
				endpoint = socket.getLastEndpoint();
				context.loop(socket, step.apply(counters.apply(arrivals)));
			}
			return new RawReceiver(context, endpoint, count);
		};
	}

	@Override
	public String endpoint() {
		return this.endpoint;
	}

	@Override
	public int connections() {
		return this.connections;
	}

	@Override
	public void close() {
		this.context.close();
	}

}

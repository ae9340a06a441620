package io.github.zmqspring.benchmarks.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Latencies;
import io.github.zmqspring.benchmarks.harness.Meter;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Sample;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext;
import io.github.zmqspring.socket.ZmqSocketType;
import org.zeromq.ZMQ;

import org.springframework.util.Assert;

/**
 * Receivers that have nothing to do. In each round nothing happens for a while; then one
 * after the other gets a message, with pauses, so that each has waited for as long.
 */
public final class IdleSockets implements Contender {

	/** How many there are. */
	public static final int COUNT = 50;

	private static final String LOOPBACK = "tcp://127.0.0.1:*";

	private static final long PATIENCE_SECONDS = 30;

	private final Duration idle;

	private final BlockingQueue<Long> arrivals;

	private final AutoCloseable receivers;

	private final RawContext senders = new RawContext(Options.SAME);

	private final List<ZMQ.Socket> pushes = new ArrayList<>();

	private IdleSockets(Duration idle, List<String> endpoints, BlockingQueue<Long> arrivals, AutoCloseable receivers)
			throws InterruptedException {
		this.idle = idle;
		this.arrivals = arrivals;
		this.receivers = receivers;
		for (String endpoint : endpoints) {
			ZMQ.Socket push = this.senders.connect(ZmqSocketType.PUSH, endpoint);
			this.pushes.add(push);
			// The first message of a connection takes longer: it is not what is measured.
			latency(push);
		}
	}

	/**
	 * Start an application with listeners.
	 * @param idle how long nothing happens
	 * @param listener gets the name of a socket and a counter, returns a bean that
	 * listens
	 * @return the contender
	 * @throws InterruptedException if the thread was interrupted
	 */
	public static IdleSockets listeners(Duration idle, BiFunction<String, Counter, Object> listener)
			throws InterruptedException {
		Clock clock = new Clock(new LinkedBlockingQueue<>());
		App.Builder builder = App.with();
		List<String> names = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			String name = "in" + i;
			names.add(name);
			builder.socket(name, ZmqSocketType.PULL, true, LOOPBACK).bean(listener.apply(name, clock));
		}
		App app = builder.start();
		return new IdleSockets(idle, names.stream().map(app::endpoint).toList(), clock.arrivals(), app);
	}

	/**
	 * Open hand-written receivers.
	 * @param idle how long nothing happens
	 * @return the contender
	 * @throws InterruptedException if the thread was interrupted
	 */
	public static IdleSockets raw(Duration idle) throws InterruptedException {
		Clock clock = new Clock(new LinkedBlockingQueue<>());
		RawContext context = new RawContext(Options.SAME);
		List<String> endpoints = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			ZMQ.Socket pull = context.bind(ZmqSocketType.PULL, LOOPBACK);
			endpoints.add(pull.getLastEndpoint());
			context.loop(pull, (socket) -> {
				socket.recv(0);
				clock.arrived();
			});
		}
		return new IdleSockets(idle, endpoints, clock.arrivals(), context);
	}

	@Override
	public Sample round(long messages) throws Exception {
		long cpu = Meter.cpuNanos();
		Thread.sleep(this.idle.toMillis());
		double share = (Meter.cpuNanos() - cpu) / (double) this.idle.toNanos();
		Latencies latencies = new Latencies(COUNT);
		for (ZMQ.Socket push : this.pushes) {
			Thread.sleep(this.idle.toMillis() / COUNT);
			latencies.add(latency(push));
		}
		return latencies.addTo(Sample.of(Metric.IDLE_CPU, share * 100));
	}

	private long latency(ZMQ.Socket push) throws InterruptedException {
		long start = System.nanoTime();
		push.send(new byte[1], 0);
		Long end = this.arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		Assert.state(end != null, "A message has not arrived");
		return end - start;
	}

	@Override
	public void close() throws Exception {
		this.pushes.forEach(ZMQ.Socket::close);
		this.senders.close();
		this.receivers.close();
	}

	/**
	 * Tells when messages arrive.
	 *
	 * @param arrivals gets the times
	 */
	private record Clock(BlockingQueue<Long> arrivals) implements Counter {

		@Override
		public void arrived() {
			this.arrivals.add(System.nanoTime());
		}

		@Override
		public void expect(long messages) {
			// Whoever sends knows what to expect.
		}

	}

}

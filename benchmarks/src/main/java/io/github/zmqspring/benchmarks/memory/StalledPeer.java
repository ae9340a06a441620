package io.github.zmqspring.benchmarks.memory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.flow.AppReceiver;
import io.github.zmqspring.benchmarks.flow.AppSender;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.LiveHeap;
import io.github.zmqspring.benchmarks.harness.Metric;
import io.github.zmqspring.benchmarks.harness.Sample;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.zeromq.ZMQ;

/**
 * Sends to a receiver that does not read, until nothing more is taken for a while.
 */
public final class StalledPeer implements Contender {

	private static final int SIZE = 16 * 1024;

	private static final String LOOPBACK = "tcp://127.0.0.1:*";

	private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

	private final Opening opening;

	private StalledPeer(Opening opening) {
		this.opening = opening;
	}

	/**
	 * Describe an application that sends to a hand-written PULL which nobody reads.
	 * @return the contender
	 */
	public static StalledPeer template() {
		return new StalledPeer(() -> {
			RawContext context = new RawContext(Options.SAME);
			ZMQ.Socket pull = context.bind(ZmqSocketType.PULL, LOOPBACK);
			App app = App.with()
				.socket(AppSender.SOCKET, ZmqSocketType.PUSH, false, pull.getLastEndpoint())
				.option(AppSender.SOCKET, "linger", "0ms")
				.start();
			ZmqTemplate template = app.template();
			return new Open(() -> template.trySend(AppSender.SOCKET, new byte[SIZE]), app, pull, context);
		});
	}

	/**
	 * Describe a hand-written sender to an application whose listener does not return.
	 * @return the contender
	 */
	public static StalledPeer listener() {
		return new StalledPeer(() -> {
			Stuck stuck = new Stuck(new CountDownLatch(1));
			App app = App.with().socket(AppReceiver.SOCKET, ZmqSocketType.PULL, true, LOOPBACK).bean(stuck).start();
			RawContext context = new RawContext(Options.SAME);
			ZMQ.Socket push = context.connect(ZmqSocketType.PUSH, app.endpoint(AppReceiver.SOCKET));
			return new Open(() -> push.send(new byte[SIZE], ZMQ.DONTWAIT), push, context, stuck, app);
		});
	}

	/**
	 * Describe a hand-written sender to a hand-written PULL which nobody reads.
	 * @return the contender
	 */
	public static StalledPeer raw() {
		return new StalledPeer(() -> {
			RawContext context = new RawContext(Options.SAME);
			ZMQ.Socket pull = context.bind(ZmqSocketType.PULL, LOOPBACK);
			ZMQ.Socket push = context.connect(ZmqSocketType.PUSH, pull.getLastEndpoint());
			return new Open(() -> push.send(new byte[SIZE], ZMQ.DONTWAIT), push, pull, context);
		});
	}

	@Override
	public Sample round(long messages) throws Exception {
		try (Open open = this.opening.open()) {
			double before = LiveHeap.kibibytes();
			long taken = fill(open.trySend());
			return Sample.of(Metric.MESSAGES, taken).with(Metric.HEAP, LiveHeap.kibibytes() - before);
		}
	}

	private static long fill(BooleanSupplier trySend) throws InterruptedException {
		long taken = 0;
		long last = System.nanoTime();
		// The first messages wait for the connection, later ones for the I/O threads.
		while (taken == 0 || System.nanoTime() - last < QUIET_NANOS) {
			if (trySend.getAsBoolean()) {
				taken++;
				last = System.nanoTime();
			}
			else {
				Thread.sleep(1);
			}
		}
		return taken;
	}

	/**
	 * Opens a sender and its receiver.
	 */
	@FunctionalInterface
	private interface Opening {

		Open open() throws Exception;

	}

	/**
	 * A sender and its receiver.
	 *
	 * @param trySend sends a message if it is taken
	 * @param resources what to close
	 */
	private record Open(BooleanSupplier trySend, AutoCloseable... resources) implements AutoCloseable {

		@Override
		public void close() throws Exception {
			for (AutoCloseable resource : this.resources) {
				resource.close();
			}
		}

	}

	/**
	 * A listener that does not return until it is closed.
	 *
	 * @param closed tells it to return
	 */
	record Stuck(CountDownLatch closed) implements AutoCloseable {

		@ZmqListener(socket = AppReceiver.SOCKET)
		void on(byte[] payload) throws InterruptedException {
			this.closed.await();
		}

		@Override
		public void close() {
			this.closed.countDown();
		}

	}

}

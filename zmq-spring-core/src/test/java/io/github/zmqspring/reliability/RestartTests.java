package io.github.zmqspring.reliability;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.proxy.ZmqProxyRegistry;
import io.github.zmqspring.proxy.ZmqProxySpec;
import io.github.zmqspring.reliability.Figures.Resources;
import io.github.zmqspring.reliability.Figures.Worst;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whatever is stopped and started again receives again, on the same port, while peers go
 * on sending; and nothing is left of the former runs. The system property
 * {@code zmq.reliability.repetitions} says how often.
 */
class RestartTests {

	private static final int REPETITIONS = Figures.repetitions(25);

	/** What the first runs load and cache is not a leak. */
	private static final int WARM_UP = Math.max(5, REPETITIONS / 10);

	private static final long HEAP_NOISE_KIB = 3072;

	@RegisterExtension
	final Listeners zmq = new Listeners();

	@RegisterExtension
	final BadPeers peers = new BadPeers();

	private final Counting counting = new Counting();

	@Test
	void anApplicationReceivesAgainAfterEachRestart() {
		start();
		restart("application", this.zmq.application()::stop, this.zmq.application()::start);
	}

	@Test
	void aListenerReceivesAgainAfterEachRestart() {
		start();
		ZmqListenerContainer listener = this.zmq.container("in");
		restart("listener", listener::stop, listener::start);
	}

	@Test
	void aSocketReceivesAgainAfterEachRestart() {
		start();
		ZmqSocket socket = this.zmq.socket("in");
		restart("socket", () -> socket.stop(Duration.ofSeconds(5)), socket::start);
	}

	@Test
	void aProxyForwardsAgainAfterEachRestart() {
		String backend = this.peers.absent();
		this.zmq.socket(SocketSpec.of("in", ZmqSocketType.PULL).bind(backend)).start(this.counting);
		String frontend = this.peers.absent();
		ZmqProxyRegistry proxies = new ZmqProxyRegistry(this.zmq.sockets().registry(), Duration.ofSeconds(1));
		proxies.start();
		ZmqProxy proxy = proxies
			.register(ZmqProxySpec.streamer("proxy").frontendBind(frontend).backendConnect(backend).build());
		this.peers.flood(SocketType.PUSH, frontend, RestartTests::message);
		restart("proxy", () -> proxy.stop(Duration.ofSeconds(1)), proxy::start);
		proxies.stop();
	}

	private void start() {
		String endpoint = this.peers.absent();
		this.zmq.socket(SocketSpec.of("in", ZmqSocketType.ROUTER).bind(endpoint)).start(this.counting);
		this.peers.flood(SocketType.DEALER, endpoint, RestartTests::message);
	}

	/** Some thousands a second: enough that some are always on their way. */
	private static String message(int i) {
		LockSupport.parkNanos(200_000);
		return "message " + i;
	}

	private void restart(String what, Runnable stop, Runnable start) {
		Worst stopping = new Worst();
		Worst receiving = new Worst();
		awaitMore(0);
		Resources before = null;
		for (int i = 0; i < WARM_UP + REPETITIONS; i++) {
			if (i == WARM_UP) {
				before = Resources.now();
			}
			stopping.time(stop);
			long count = this.counting.received.get();
			receiving.time(() -> {
				start.run();
				awaitMore(count);
			});
		}
		Resources last = before;
		Resources[] after = new Resources[1];
		await().atMost(Duration.ofSeconds(60)).pollInSameThread().untilAsserted(() -> {
			after[0] = Resources.now();
			assertThat(after[0].threads()).as("threads").isLessThanOrEqualTo(last.threads());
			assertThat(after[0].selectors()).as("selectors").isLessThanOrEqualTo(last.selectors());
			// a connection of the flood comes and goes with each of its attempts
			assertThat(after[0].descriptors()).as("descriptors").isLessThanOrEqualTo(last.descriptors() + 2);
			assertThat(after[0].heapKibibytes()).as("KiB of heap").isLessThan(last.heapKibibytes() + HEAP_NOISE_KIB);
		});
		Figures.record("restart of " + what, REPETITIONS + " times, stop " + stopping + ", until it receives again "
				+ receiving + ", before " + before + ", after " + after[0]);
	}

	private void awaitMore(long count) {
		await().atMost(Duration.ofSeconds(60))
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> this.counting.received.get() > count);
	}

	static class Counting {

		private final AtomicLong received = new AtomicLong();

		@ZmqListener(id = "in", socket = "in")
		void handle(byte[] payload) {
			this.received.incrementAndGet();
		}

	}

}

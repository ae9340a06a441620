package io.github.zmqspring.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.zmqspring.proxy.ZmqProxy.State;
import io.github.zmqspring.proxy.ZmqProxyStatistics.Direction;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The pipeline broker, and what is true of all proxies: back-pressure, steering,
 * stopping.
 */
class StreamerProxyTests extends AbstractProxyTests {

	private static final String ANY_PORT = "tcp://127.0.0.1:*";

	private ZmqProxy streamer() {
		return this.proxies
			.register(ZmqProxySpec.streamer("streamer").frontendBind(ANY_PORT).backendBind("inproc://out").build());
	}

	/** Two registered sockets with short queues, which stay open when the proxy stops. */
	private ZmqProxy shortStreamer() {
		this.sockets.register(
				SocketSpec.of("in", ZmqSocketType.PULL).bind("inproc://in").option(ZmqOptions.RECEIVE_HWM, 1).build());
		this.sockets.register(
				SocketSpec.of("out", ZmqSocketType.PUSH).bind("inproc://out").option(ZmqOptions.SEND_HWM, 1).build());
		return this.proxies.register(ZmqProxySpec.streamer("streamer").frontend("in").backend("out").build());
	}

	private ZMQ.Socket shortProducer() {
		ZMQ.Socket producer = open(SocketType.PUSH, "inproc://in");
		producer.setSndHWM(1);
		producer.connect("inproc://in");
		return producer;
	}

	@Test
	void whenProducersPushTheConsumersShareTheTasks() {
		ZmqProxy streamer = streamer();
		List<ZMQ.Socket> consumers = List.of(connect(SocketType.PULL, streamer.backend()),
				connect(SocketType.PULL, streamer.backend()));
		awaitHandshakes(streamer.backend(), 2);
		ZMQ.Socket producer = connect(SocketType.PUSH, streamer.frontend());
		ZMQ.Socket other = connect(SocketType.PUSH, streamer.frontend());
		for (int i = 0; i < 50; i++) {
			send(producer, "task", "", "" + i);
			send(other, "task", "", "" + (50 + i));
		}
		List<Integer> numbers = new ArrayList<>();
		for (ZMQ.Socket consumer : consumers) {
			for (int i = 0; i < 50; i++) {
				List<String> task = receive(consumer);
				assertThat(task).hasSize(3).startsWith("task", "");
				numbers.add(Integer.valueOf(task.get(2)));
			}
		}
		assertThat(numbers).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
	}

	@Test
	void whenThereIsNoConsumerTheProducerIsHeldBackAndNothingIsLost() {
		ZmqProxy streamer = shortStreamer();
		ZMQ.Socket producer = shortProducer();
		int accepted = fill(producer);
		assertThat(accepted).isBetween(1, 200);
		assertThat(streamer.statistics().frontendToBackend().messages()).isZero();
		ZMQ.Socket consumer = connect(SocketType.PULL, "inproc://out");
		for (int i = 0; i < accepted; i++) {
			assertThat(consumer.recvStr()).isEqualTo("" + i);
		}
		assertSilent(consumer);
		// counted once it is sent, so maybe after it has arrived
		await().atMost(PATIENCE).until(() -> streamer.statistics().frontendToBackend().messages() == accepted);
		assertThat(streamer.statistics().dropped()).isZero();
	}

	/** Send until there is no room, and none comes. */
	private static int fill(ZMQ.Socket producer) {
		producer.setSendTimeOut(SILENCE_MILLIS);
		int accepted = 0;
		while (producer.send("" + accepted)) {
			accepted++;
		}
		return accepted;
	}

	@Test
	void whenItIsPausedNothingPassesAndAfterResumingEverythingInOrder() {
		ZmqProxy streamer = streamer();
		ZMQ.Socket consumer = connect(SocketType.PULL, streamer.backend());
		ZMQ.Socket producer = connect(SocketType.PUSH, streamer.frontend());
		send(producer, "before");
		assertThat(receive(consumer)).containsExactly("before");
		this.proxies.pause("streamer");
		assertThat(streamer.state()).isEqualTo(State.PAUSED);
		for (int i = 0; i < 500; i++) {
			send(producer, "" + i);
		}
		await().atMost(PATIENCE).until(() -> streamer.frontend().counters().received() > 1);
		assertSilent(consumer);
		await().atMost(PATIENCE).until(() -> streamer.statistics().frontendToBackend().messages() == 1);
		this.proxies.resume("streamer");
		assertThat(streamer.state()).isEqualTo(State.RUNNING);
		for (int i = 0; i < 500; i++) {
			assertThat(receive(consumer)).containsExactly("" + i);
		}
	}

	@Test
	void whenItIsPausedAndResumedUnderLoadNothingIsLostOrReordered() throws Exception {
		ZmqProxy streamer = streamer();
		ZMQ.Socket consumer = connect(SocketType.PULL, streamer.backend());
		int count = 100_000;
		Thread producer = new Thread(() -> {
			try (ZMQ.Socket socket = connect(SocketType.PUSH, streamer.frontend())) {
				socket.setLinger((int) PATIENCE.toMillis());
				for (int i = 0; i < count; i++) {
					socket.send("" + i);
				}
			}
		});
		producer.start();
		for (int i = 0; i < count; i++) {
			if (i % 2000 == 500) {
				streamer.pause();
			}
			if (i % 2000 == 600) {
				streamer.resume();
			}
			consumer.setReceiveTimeOut((streamer.state() == State.PAUSED) ? 1 : (int) PATIENCE.toMillis());
			String received = consumer.recvStr();
			if (received == null) {
				streamer.resume();
				consumer.setReceiveTimeOut((int) PATIENCE.toMillis());
				received = consumer.recvStr();
			}
			assertThat(received).isEqualTo("" + i);
		}
		producer.join(PATIENCE.toMillis());
		long bytes = IntStream.range(0, count).mapToLong((i) -> String.valueOf(i).length()).sum();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(streamer.statistics().frontendToBackend())
				.isEqualTo(new Direction(count, bytes, 0, 0, 0)));
	}

	@Test
	void whenItIsStoppedWhilePausedWhatIsInHandIsForwarded() {
		ZmqProxy streamer = shortStreamer();
		ZMQ.Socket consumer = connect(SocketType.PULL, "inproc://out");
		ZMQ.Socket producer = shortProducer();
		streamer.pause();
		int accepted = fill(producer);
		ZmqSocket in = this.sockets.get("in");
		await().atMost(PATIENCE).until(() -> in.counters().received() > 0);
		streamer.stop(PATIENCE);
		assertThat(streamer.statistics().frontendToBackend().messages()).isEqualTo(in.counters().received());
		assertThat(streamer.statistics().dropped()).isZero();
		streamer.start();
		for (int i = 0; i < accepted; i++) {
			assertThat(consumer.recvStr()).isEqualTo("" + i);
		}
	}

	@Test
	void whenTheBackendIsStalledStoppingEndsInTimeAndCountsWhatWasInHand() {
		ZmqProxy streamer = shortStreamer();
		ZMQ.Socket producer = shortProducer();
		int accepted = fill(producer);
		long began = System.nanoTime();
		streamer.stop(Duration.ofMillis(300));
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(250),
				Duration.ofSeconds(20));
		assertThat(streamer.state()).isEqualTo(State.STOPPED);
		long inHand = this.sockets.get("in").counters().received();
		assertThat(inHand).isPositive();
		assertThat(streamer.statistics().frontendToBackend()).isEqualTo(new Direction(0, 0, 0, 0, inHand));
		// what was not in hand waits in the queue for the next start
		streamer.start();
		ZMQ.Socket consumer = connect(SocketType.PULL, "inproc://out");
		for (long i = inHand; i < accepted; i++) {
			assertThat(consumer.recvStr()).isEqualTo("" + i);
		}
	}

	@Test
	void whenTheBackendIsClosedForAWhileNothingIsLost() {
		ZmqProxy streamer = shortStreamer();
		ZmqSocket out = this.sockets.get("out");
		out.stop(PATIENCE);
		ZMQ.Socket producer = shortProducer();
		int accepted = fill(producer);
		out.start();
		ZMQ.Socket consumer = connect(SocketType.PULL, "inproc://out");
		for (int i = 0; i < accepted; i++) {
			assertThat(consumer.recvStr()).isEqualTo("" + i);
		}
		assertThat(streamer.statistics().dropped()).isZero();
	}

	@Test
	@Timeout(300)
	void whenItIsStartedAndStoppedFiftyTimesItForwardsEachTimeAndLeavesNoThread() {
		ZMQ.Socket consumer = open(SocketType.PULL, "tcp:");
		int port = consumer.bindToRandomPort("tcp://127.0.0.1");
		ZmqProxy streamer = this.proxies.register(ZmqProxySpec.streamer("streamer")
			.frontendBind(ANY_PORT)
			.backendConnect("tcp://127.0.0.1:" + port)
			.build());
		String frontend = endpoint(streamer.frontend());
		ZMQ.Socket producer = connect(SocketType.PUSH, frontend);
		for (int i = 0; i < 50; i++) {
			assertThat(endpoint(streamer.frontend())).isEqualTo(frontend);
			// before its reconnect the producer would send into the old connection
			assertThat(streamer.frontend().control().awaitPeers(1, PATIENCE)).isTrue();
			send(producer, "message", "" + i);
			assertThat(receive(consumer)).containsExactly("message", "" + i);
			streamer.stop(PATIENCE);
			assertThat(streamer.frontend().isRunning()).isFalse();
			streamer.start();
		}
		streamer.stop(PATIENCE);
		assertThat(streamer.statistics().frontendToBackend().messages()).isEqualTo(50);
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.contains("streamer.frontend"));
	}

	@Test
	void whenItIsStoppedItCanBeNeitherPausedNorResumed() {
		ZmqProxy streamer = streamer();
		streamer.stop(PATIENCE);
		assertThatIllegalStateException().isThrownBy(streamer::pause).withMessageContaining("STOPPED");
		assertThatIllegalStateException().isThrownBy(streamer::resume).withMessageContaining("streamer");
	}

	@Test
	void whenItIsTerminatedItsSocketsAreGoneAndItDoesNotStartAgain() {
		ZmqProxy streamer = streamer();
		streamer.terminate(PATIENCE);
		assertThat(streamer.state()).isEqualTo(State.TERMINATED);
		assertThat(this.sockets.names()).isEmpty();
		assertThatIllegalStateException().isThrownBy(streamer::start).withMessageContaining("terminated");
	}

	@Test
	void whenASinkAnswersNothingLeadsBackAndTheAnswersAreCountedAndDropped() {
		ZmqProxy mixed = this.proxies.register(ZmqProxySpec.of("mixed")
			.frontendType(ZmqSocketType.PULL)
			.frontendBind(ANY_PORT)
			.backendType(ZmqSocketType.DEALER)
			.backendBind("inproc://out")
			.build());
		ZMQ.Socket sink = connect(SocketType.DEALER, mixed.backend());
		send(connect(SocketType.PUSH, mixed.frontend()), "a", "", "b");
		assertThat(receive(sink)).containsExactly("a", "", "b");
		send(sink, "answer");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(mixed.statistics().backendToFrontend().unroutable()).isEqualTo(1));
	}

	@Test
	void whenTasksArePublishedEverySubscriberGetsThem() {
		ZmqProxy mixed = this.proxies.register(ZmqProxySpec.of("mixed")
			.frontendType(ZmqSocketType.PULL)
			.frontendBind(ANY_PORT)
			.backendType(ZmqSocketType.PUB)
			.backendBind(ANY_PORT)
			.build());
		ZMQ.Socket one = connect(SocketType.SUB, mixed.backend());
		ZMQ.Socket other = connect(SocketType.SUB, mixed.backend());
		one.subscribe("");
		other.subscribe("");
		awaitSubscribers(mixed, "a", one, other);
		send(connect(SocketType.PUSH, mixed.frontend()), "a", "1");
		assertThat(receive(one)).containsExactly("a", "1");
		assertThat(receive(other)).containsExactly("a", "1");
	}

}

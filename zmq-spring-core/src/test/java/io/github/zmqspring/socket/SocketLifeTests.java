package io.github.zmqspring.socket;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.error.ZmqUnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.connectedTo;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static io.github.zmqspring.socket.ZmqSocketTests.awaitQuietly;
import static io.github.zmqspring.socket.ZmqSocketTests.message;
import static io.github.zmqspring.socket.ZmqSocketTests.receiveStrings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A socket starts, stops and starts again: ports, names, linger times, and what happens
 * to those who use it meanwhile.
 */
@Timeout(180)
class SocketLifeTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@Test
	void startAndStopAHundredTimesOnTheSamePortAndReceiveEachTime() throws Exception {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH)
			.option(ZmqOptions.RECONNECT_INTERVAL, Duration.ofMillis(10)));
		BlockingQueue<String> received = receiveStrings(pull);
		String endpoint = endpoint(pull);
		for (int i = 0; i < 100; i++) {
			pull.stop(SECOND);
			assertThat(pull.isRunning()).isFalse();
			pull.start();
			assertThat(endpoint(pull)).isEqualTo(endpoint);
			// what a PUSH has on its way to a peer that goes is lost: send until one gets
			// through
			String text = "round " + i;
			await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
				push.trySend(message(text));
				return received.contains(text);
			});
		}
	}

	@Test
	void whenStopReturnsThePortIsFreeForAnybody() throws Exception {
		for (int i = 0; i < 200; i++) {
			ZmqSocket pull = this.sockets.open(bound("pull" + i, ZmqSocketType.PULL));
			int port = pull.boundEndpoints().get(0).port();
			this.sockets.registry().remove(pull.name(), SECOND);
			try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
				assertThat(other.getLocalPort()).isEqualTo(port);
			}
		}
	}

	@Test
	void aClosedSocketSaysSoAndWhoeverWaitsIsToldAtOnce() throws Exception {
		ZmqSocket push = this.sockets.open(bound("push", ZmqSocketType.PUSH));
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> push.send(message("x"), PATIENCE));
		await().until(() -> push.counters().rejected() == 0 && !waiting.isDone());
		push.stop(SECOND);
		// without the stop it would wait in vain and not fail
		assertThat(waiting).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(ZmqSocketStoppedException.class);
		assertThatExceptionOfType(ZmqSocketStoppedException.class).isThrownBy(() -> push.trySend(message("x")));
	}

	@Test
	void aTakenPortIsABindException() {
		ZmqSocket first = this.sockets.open(bound("first", ZmqSocketType.PULL));
		assertThatExceptionOfType(ZmqBindException.class)
			.isThrownBy(() -> this.sockets.open(SocketSpec.of("second", ZmqSocketType.PULL).bind(endpoint(first))))
			.satisfies((ex) -> {
				assertThat(ex.isAddressInUse()).isTrue();
				assertThat(ex.getSocketName()).isEqualTo("second");
				assertThat(ex.getEndpoint()).isEqualTo(endpoint(first));
			});
	}

	@Test
	void aSocketThatCouldNotBindLeavesItsNameFree() {
		ZmqSocket first = this.sockets.open(bound("first", ZmqSocketType.PULL));
		assertThatExceptionOfType(ZmqBindException.class)
			.isThrownBy(() -> this.sockets.open(SocketSpec.of("second", ZmqSocketType.PULL).bind(endpoint(first))));
		assertThat(this.sockets.registry().names()).containsExactly("first");
		assertThat(this.sockets.open(bound("second", ZmqSocketType.PULL)).isRunning()).isTrue();
	}

	@Test
	void anUnknownHostIsToldAsSuch() {
		assertThatExceptionOfType(ZmqUnknownHostException.class)
			.isThrownBy(() -> this.sockets
				.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://no-such-host.invalid:5555")))
			.satisfies((ex) -> {
				assertThat(ex.getSocketName()).isEqualTo("push");
				assertThat(ex.getProperty()).isEqualTo("connect");
			});
	}

	@Test
	void withAnotherPolicyTheApplicationStartsBeforeAHostIsKnown() {
		ZmqSocketRegistry patient = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
				StartupFailurePolicy.RETRY, List.of(), (event) -> {
				});
		ZmqSocket push = patient
			.register(SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://no-such-host.invalid:5555").build());
		patient.start();
		assertThat(patient.isRunning()).isTrue();
		assertThat(push.isRunning()).isFalse();
		patient.stop();
	}

	@Test
	void aSocketLingersAsLongAsItSaysElseAsTheContextSays() {
		assertThat(closingTakesLonger(bound("lingers", ZmqSocketType.PUSH))).isTrue();
		assertThat(
				closingTakesLonger(bound("ever", ZmqSocketType.PUSH).option(ZmqOptions.LINGER, Duration.ofMillis(-1))))
			.isTrue();
		assertCloses(() -> bound("own", ZmqSocketType.PUSH).option(ZmqOptions.LINGER, Duration.ZERO));
		assertCloses(() -> bound("jeromq", ZmqSocketType.PUSH).defaults(SocketDefaults.JEROMQ));
	}

	/** At once, but for a machine that is busy with something else for a while. */
	private static void assertCloses(Supplier<SocketSpec.Builder> spec) {
		assertThat(IntStream.range(0, 5)).anyMatch((i) -> !closingTakesLonger(spec.get()));
	}

	/**
	 * Whether a socket waits for what it has queued for a peer that is not there.
	 */
	private static boolean closingTakesLonger(SocketSpec.Builder spec) {
		ZmqContext context = new ZmqContext(new ZmqContextOptions(1, 100, Duration.ofMillis(500), false, "zmqlinger-"));
		ZmqSocket socket = new ZmqSocket(context, spec.connect("tcp://127.0.0.1:1").build(), (started) -> {
		});
		socket.start();
		socket.send(message("for nobody"));
		long began = System.nanoTime();
		socket.stop(SECOND);
		boolean longer = Duration.ofNanos(System.nanoTime() - began).toMillis() >= 500;
		assertThat(socket.counters().unsent()).isOne();
		assertThat(context.close(PATIENCE)).isTrue();
		return longer;
	}

	@Test
	void ephemeralPortsAreResolvedAndPublished() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL).bind("inproc://also"));
		assertThat(pull.boundEndpoints().get(0).port()).isPositive();
		assertThat(this.sockets.events()).hasSize(2).first().satisfies((event) -> {
			ZmqEndpointBoundEvent bound = (ZmqEndpointBoundEvent) event;
			assertThat(bound.getSocketName()).isEqualTo("pull");
			assertThat(bound.getEndpoint()).isEqualTo(pull.boundEndpoints().get(0));
		});
	}

	@Test
	void stopEndsInTimeThoughTheReceiverIsStuck() throws Exception {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		pull.attach((message) -> {
			entered.countDown();
			awaitQuietly(release);
		}, "stuck", true);
		push.send(message("x"));
		assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
		long began = System.nanoTime();
		pull.stop(Duration.ofMillis(200));
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
		release.countDown();
	}

}

package io.github.zmqspring.reliability;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.reliability.Figures.Worst;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A shutdown ends in time whatever the peers do, what was accepted leaves as long as a
 * peer takes it, and what could not leave is counted. "In time" is the linger time and
 * two seconds.
 */
@Timeout(180)
class ShutdownTests {

	private static final Duration LINGER = Duration.ofMillis(300);

	/** Twice what is promised, for a busy machine; all lingers together are longer. */
	private static final Duration MARGIN = Duration.ofSeconds(4);

	/** Types that keep what they send until a peer is there. */
	private static final Set<ZmqSocketType> KEEPING = EnumSet.of(ZmqSocketType.PUSH, ZmqSocketType.DEALER,
			ZmqSocketType.PAIR, ZmqSocketType.REQ, ZmqSocketType.CLIENT, ZmqSocketType.SCATTER, ZmqSocketType.CHANNEL);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@RegisterExtension
	final BadPeers peers = new BadPeers();

	@Test
	void whatWasAcceptedJustBeforeTheCloseReachesAPeerThatIsSlow() {
		ZMQ.Socket slow = this.peers.stalled(SocketType.PULL);
		slow.bind("tcp://127.0.0.1:*");
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH)
			.connect(slow.getLastEndpoint())
			.option(ZmqOptions.LINGER, Duration.ofSeconds(30))
			.option(ZmqOptions.SEND_TIMEOUT, Duration.ofMillis(300)));
		int accepted = fill(push, 3000);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(this.sockets.registry()::stop);
		for (int i = 0; i < accepted; i++) {
			assertThat(slow.recv()).as("message %s of %s", i, accepted).isNotNull();
			LockSupport.parkNanos(200_000);
		}
		closed.join();
		assertThat(push.counters().unsent()).isZero();
	}

	@Test
	void whenAllPeersAreAbsentEverySocketThatSendsCloses() {
		List<ZmqSocket> opened = openAll((type) -> SocketSpec.of(type.name(), type).connect(this.peers.absent()));
		opened.forEach(ShutdownTests::sendSome);
		close("absent");
		for (ZmqSocket socket : opened) {
			long kept = KEEPING.contains(socket.type()) ? socket.counters().sent() : 0;
			assertThat(socket.counters().unsent()).as("unsent by %s", socket).isEqualTo(kept);
		}
		assertThat(opened.stream().mapToLong((socket) -> socket.counters().unsent()).sum()).isGreaterThan(500);
	}

	@Test
	void whenAllPeersAreHalfOpenEverySocketThatSendsCloses() {
		List<ZmqSocket> opened = openAll((type) -> SocketSpec.of(type.name(), type).connect(this.peers.halfOpen()));
		for (ZmqSocket socket : openAll(
				(type) -> SocketSpec.of(type.name() + "-bound", type).bind("tcp://127.0.0.1:*"))) {
			this.peers.connectHalfOpen(socket.boundEndpoints().get(0).port());
			await().until(() -> socket.control().peerCount() == 1);
			opened.add(socket);
		}
		opened.forEach(ShutdownTests::sendSome);
		close("half-open");
		for (ZmqSocket socket : opened) {
			if (KEEPING.contains(socket.type())) {
				assertThat(socket.counters().unsent()).as("unsent by %s", socket).isEqualTo(socket.counters().sent());
			}
		}
	}

	@Test
	void whenPeersFloodTheSocketsThatAreBeingClosedTheyClose() {
		ZmqSocket router = this.sockets
			.open(TestSockets.bound("router", ZmqSocketType.ROUTER).option(ZmqOptions.LINGER, LINGER));
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL));
		ZmqSocket xpub = this.sockets
			.open(TestSockets.bound("xpub", ZmqSocketType.XPUB).option(ZmqOptions.LINGER, LINGER));
		router.attach((message) -> router.trySend(message), "echo", true);
		this.peers.flood(SocketType.DEALER, TestSockets.endpoint(router), (i) -> "flood");
		this.peers.flood(SocketType.PUSH, TestSockets.endpoint(pull), (i) -> "flood");
		this.peers.flood(SocketType.XSUB, TestSockets.endpoint(xpub), (i) -> "\u0001topic-" + i);
		await().until(() -> router.counters().received() > 1000);
		close("flooding");
	}

	@Test
	void whenAStalledPeerGoesOnAfterTheLingerTimeWhatItGetsAndWhatWasReportedAddUp() {
		int size = 1000;
		int onTheWire = size + 9;
		ZMQ.Socket stalled = this.peers.stalled(SocketType.PULL);
		stalled.bind("tcp://127.0.0.1:*");
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH)
			.connect(stalled.getLastEndpoint())
			.option(ZmqOptions.LINGER, LINGER)
			.option(ZmqOptions.SEND_BUFFER, DataSize.ofKilobytes(16))
			.option(ZmqOptions.SEND_TIMEOUT, Duration.ofMillis(300)));
		int accepted = fill(push, size);
		close("stalled");
		long received = 0;
		stalled.setReceiveTimeOut(5000);
		while (stalled.recv() != null) {
			received++;
		}
		long cutOff = accepted - received - push.counters().unsent();
		assertThat(push.counters().sent()).isEqualTo(accepted);
		assertThat(push.counters().unsent()).isPositive();
		// one batch of the size of the send buffer, the message it began with and the one
		// it ends in
		assertThat(cutOff).as("messages in the batch that was cut off").isBetween(0L, 16 * 1024L / onTheWire + 2);
	}

	@Test
	void oneSocketThatIsStoppedLosesNothingThatAPeerTakesAndIsUsableAgain() {
		ZMQ.Socket slow = this.peers.stalled(SocketType.DEALER);
		ZmqSocket router = this.sockets.open(TestSockets.bound("dealer", ZmqSocketType.DEALER)
			.option(ZmqOptions.LINGER, Duration.ofSeconds(30))
			.option(ZmqOptions.SEND_TIMEOUT, Duration.ofMillis(300)));
		slow.connect(TestSockets.endpoint(router));
		for (int round = 0; round < 2; round++) {
			// not before the handshake is over: a connect of the peer's may stand still
			await().atMost(Duration.ofSeconds(30)).until(() -> router.inspection().peers().count() == 1);
			int accepted = fill(router, 3000);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> router.stop(Duration.ZERO));
			for (int i = 0; i < accepted; i++) {
				assertThat(slow.recv()).as("message %s of %s", i, accepted).isNotNull();
			}
			closed.join();
			assertThat(router.counters().unsent()).isZero();
			router.start();
		}
	}

	private interface Spec {

		SocketSpec.Builder of(ZmqSocketType type);

	}

	private List<ZmqSocket> openAll(Spec spec) {
		List<ZmqSocket> opened = new ArrayList<>();
		Arrays.stream(ZmqSocketType.values())
			.filter(ZmqSocketType::canSend)
			.forEach((type) -> opened.add(this.sockets
				.open(spec.of(type).option(ZmqOptions.LINGER, LINGER).option(ZmqOptions.SEND_TIMEOUT, Duration.ZERO))));
		return opened;
	}

	private void close(String peers) {
		int count = this.sockets.registry().sockets().size();
		Worst worst = new Worst();
		assertThat(worst.time(this.sockets.registry()::stop)).isLessThan(LINGER.plus(MARGIN));
		Figures.record("shutdown of " + count + " sockets with a linger of " + LINGER + ", peers " + peers,
				worst.toString());
		assertThat(this.sockets.threads()).isEmpty();
	}

	/** Send until nothing more is taken. */
	private static int fill(ZmqSocket socket, int size) {
		int accepted = 0;
		while (socket.send(ZmqMessage.of(new byte[size]), Duration.ofMillis(300))) {
			accepted++;
		}
		return accepted;
	}

	/** Types differ in what they take: some nothing without a peer, some one request. */
	private static void sendSome(ZmqSocket socket) {
		for (int i = 0; i < 100; i++) {
			try {
				if (!socket.trySend(ZmqMessage.of("message".getBytes(StandardCharsets.UTF_8)))) {
					return;
				}
			}
			catch (RuntimeException ex) {
				return;
			}
		}
	}

}

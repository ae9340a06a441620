package io.github.zmqspring.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.event.ZmqHandshakeFailedEvent;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that never become peers, too many of them, and peers that say no more.
 */
@Timeout(300)
class ConnectionLimitTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** How many connections the flood makes: 10,000 need as many file descriptors. */
	private static final int FLOOD = Integer.getInteger("zmq.test.connections", 300);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static RawZmtp connect(ZmqSocket socket) throws Exception {
		return new RawZmtp(socket.boundEndpoints().get(0).port());
	}

	private static ConnectionTotals totals(ZmqSocket socket) {
		return socket.inspection().peers().totals();
	}

	private static void awaitFailed(ZmqSocket socket, HandshakeFailure cause, long count) {
		await().pollDelay(Duration.ZERO)
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(totals(socket).failedHandshakes()).containsEntry(cause, count));
	}

	@Test
	void whoSaysNothingAfterTheGreetingRunsOutOfTime() throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.HANDSHAKE_TIMEOUT, Duration.ofMillis(300)));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		honest.assertServed();
		// on a busy machine the honest one may have needed more than one attempt
		long before = totals(pull).failedHandshakes().get(HandshakeFailure.TIMEOUT);
		try (RawZmtp first = connect(pull); RawZmtp second = connect(pull)) {
			first.greet("NULL");
			second.greet("NULL");
			assertThat(first.awaitCutOff()).isTrue();
			assertThat(second.awaitCutOff()).isTrue();
		}
		awaitFailed(pull, HandshakeFailure.TIMEOUT, before + 2);
		honest.assertServed();
	}

	@Test
	void whoIsCutOffWithinItsGreetingLeavesNoTimerBehind() throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ofMillis(600))
			.option(ZmqOptions.HANDSHAKE_TIMEOUT, Duration.ofMillis(200)));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		try (RawZmtp silent = connect(pull)) {
			assertThat(silent.awaitCutOff()).isTrue();
		}
		// this one is cut off after JeroMQ's timer of the first would have rung
		for (int i = 0; i < 3; i++) {
			try (RawZmtp later = connect(pull)) {
				assertThat(later.awaitCutOff()).isTrue();
			}
		}
		honest.assertServed();
	}

	@Test
	void aConnectingSocketGivesASilentPeerUpAndTriesAgain() throws Exception {
		try (ServerSocket silent = new ServerSocket(0)) {
			this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH)
				.connect("tcp://127.0.0.1:" + silent.getLocalPort())
				.option(ZmqOptions.HANDSHAKE_TIMEOUT, Duration.ofMillis(200)));
			try (Socket first = silent.accept()) {
				first.getOutputStream().write(RawZmtp.greeting("NULL"));
				// until it has given up
				first.getInputStream().readAllBytes();
			}
			try (Socket second = silent.accept()) {
				assertThat(second.getInputStream().readNBytes(10)).hasSize(10);
			}
		}
	}

	@Test
	void aReadyPeerMaySayNothingForEver() throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.HANDSHAKE_TIMEOUT, Duration.ofMillis(100)));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		honest.assertServed();
		try (RawZmtp silent = connect(pull)) {
			silent.greet("NULL");
			// by then the honest one has had more time than this one
			assertThat(silent.awaitCutOff()).isTrue();
		}
		assertThat(totals(pull).disconnected()).isZero();
		honest.assertServed();
	}

	@Test
	void moreConnectionsThanThereMayBeAreRefusedAndTheOthersServed() throws Exception {
		ZmqSocket pull = this.sockets
			.open(TestSockets.bound("pull", ZmqSocketType.PULL).option(ZmqOptions.MAX_CONNECTIONS, 3));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		honest.assertServed();
		try (RawZmtp second = connect(pull).becomePeer("PUSH"); RawZmtp third = connect(pull).becomePeer("PUSH")) {
			try (RawZmtp fourth = connect(pull)) {
				assertThat(fourth.awaitCutOff()).isTrue();
			}
			awaitFailed(pull, HandshakeFailure.LIMIT, 1);
			// ready on the other side is a moment before on this one
			await().atMost(PATIENCE).until(() -> pull.inspection().peers().count() == 3);
			assertThat(second).isNotSameAs(third);
			honest.assertServed();
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(this.sockets.events()).filteredOn(ZmqHandshakeFailedEvent.class::isInstance)
							.singleElement()
							.satisfies((event) -> assertThat(((ZmqHandshakeFailedEvent) event).cause())
								.isEqualTo(HandshakeFailure.LIMIT)));
		}
		await().atMost(PATIENCE).until(() -> pull.inspection().peers().count() == 1);
		try (RawZmtp later = connect(pull).becomePeer("PUSH")) {
			await().atMost(PATIENCE).until(() -> pull.inspection().peers().count() == 2);
			assertThat(later).isNotNull();
		}
	}

	@Test
	void oneAddressCannotTakeAllConnections() throws Exception {
		ZmqSocket pull = this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL)
			.bind("tcp://0.0.0.0:*")
			.option(ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS, 2));
		int port = pull.boundEndpoints().get(0).port();
		try (RawZmtp first = new RawZmtp(port); RawZmtp second = new RawZmtp(port)) {
			first.becomePeer("PUSH");
			second.becomePeer("PUSH");
			try (RawZmtp third = new RawZmtp(port)) {
				assertThat(third.awaitCutOff()).isTrue();
			}
			awaitFailed(pull, HandshakeFailure.LIMIT, 1);
			// another address of this machine
			try (Socket other = new Socket()) {
				other.bind(new InetSocketAddress("127.0.0.2", 0));
				other.connect(new InetSocketAddress("127.0.0.1", port));
				assertThat(other.getInputStream().readNBytes(10)).hasSize(10);
			}
		}
	}

	@Test
	void aFloodOfConnectionsLeavesTheOthersServed() throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.MAX_CONNECTIONS, FLOOD / 5)
			.option(ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS, 0)
			// nobody of them is dropped for being silent, however long it takes
			.option(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ZERO)
			.option(ZmqOptions.HANDSHAKE_TIMEOUT, Duration.ZERO));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		honest.assertServed();
		List<RawZmtp> flood = new ArrayList<>();
		try {
			for (int i = 0; i < FLOOD; i++) {
				flood.add(connect(pull));
				if (i % 100 == 0) {
					honest.assertServed();
				}
			}
			awaitFailed(pull, HandshakeFailure.LIMIT, FLOOD - FLOOD / 5 + 1);
			assertThat(pull.inspection().peers().handshaking()).isEqualTo(FLOOD / 5 - 1);
			honest.assertServed();
		}
		finally {
			for (RawZmtp connection : flood) {
				connection.close();
			}
		}
		honest.assertServed();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void theOperatingSystemProbesPeersThatSayNothing() throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL));
		try (RawZmtp peer = connect(pull).becomePeer("PUSH")) {
			// the timer column: 02 is keep-alive
			String port = String.format(":%04X", pull.boundEndpoints().get(0).port());
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(Stream.of("tcp", "tcp6").flatMap(ConnectionLimitTests::connections))
					.filteredOn((columns) -> columns[1].endsWith(port) && columns[3].equals("01"))
					.isNotEmpty()
					.allMatch((columns) -> columns[5].startsWith("02:")));
			assertThat(peer).isNotNull();
		}
	}

	private static Stream<String[]> connections(String protocol) {
		try {
			return Files.readAllLines(Path.of("/proc/net", protocol)).stream().map((line) -> line.trim().split("\\s+"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

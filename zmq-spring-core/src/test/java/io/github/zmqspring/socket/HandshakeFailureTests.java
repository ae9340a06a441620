package io.github.zmqspring.socket;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.socket.event.ZmqHandshakeFailedEvent;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
import io.github.zmqspring.socket.status.ZmqPeer.State;
import io.github.zmqspring.socket.status.ZmqPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.ZMQ;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that never become peers: what they are meanwhile, and as what they end.
 */
@Timeout(180)
class HandshakeFailureTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** The first bytes of every ZMTP 3 peer (RFC 23). */
	private static final byte[] SIGNATURE = { (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F };

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	/** Nobody runs out of time. */
	private static SocketSpec.Builder server() {
		return bound("pull", ZmqSocketType.PULL).option(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ofSeconds(30));
	}

	private Socket connect(ZmqSocket socket) throws IOException {
		return new Socket("127.0.0.1", socket.boundEndpoints().get(0).port());
	}

	private static byte[] greeting(String mechanism) {
		byte[] greeting = new byte[64];
		System.arraycopy(SIGNATURE, 0, greeting, 0, SIGNATURE.length);
		greeting[10] = 3;
		byte[] name = mechanism.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(name, 0, greeting, 12, name.length);
		return greeting;
	}

	private static void awaitHandshaking(ZmqSocket socket, int count) {
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(() -> {
			ZmqPeers peers = socket.inspection().peers();
			assertThat(peers.live()).hasSize(count).allMatch((peer) -> peer.state() == State.HANDSHAKING);
			assertThat(peers.count()).isZero();
			assertThat(peers.handshaking()).isEqualTo(count);
		});
	}

	private static void awaitFailed(ZmqSocket socket, HandshakeFailure cause, long count) {
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(() -> {
			ZmqPeers peers = socket.inspection().peers();
			assertThat(peers.totals().failedHandshakes()).as(peers::toString).containsEntry(cause, count);
			assertThat(peers.totals().failedHandshakeCount()).isEqualTo(count);
			assertThat(peers.totals().disconnected()).isZero();
			assertThat(peers.live()).isEmpty();
		});
	}

	@Test
	void whoSaysNothingIsNoPeerAndRunsOutOfTime() throws Exception {
		ZmqSocket pull = this.sockets
			.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ofMillis(500)));
		try (Socket silent = connect(pull)) {
			awaitFailed(pull, HandshakeFailure.TIMEOUT, 1);
			assertThat(silent.getInputStream().readAllBytes()).as("the server's greeting").isNotEmpty();
		}
	}

	@Test
	void whoLeavesInTheMiddleOfItsGreetingHasClosed() throws Exception {
		ZmqSocket pull = this.sockets.open(server());
		try (Socket silent = connect(pull); Socket half = connect(pull)) {
			half.getOutputStream().write(SIGNATURE);
			awaitHandshaking(pull, 2);
			assertThat(silent.isConnected()).isTrue();
		}
		awaitFailed(pull, HandshakeFailure.CLOSED, 2);
	}

	@Test
	void whoStandsStillAfterTheGreetingIsNoPeerEither() throws Exception {
		ZmqSocket pull = this.sockets.open(server());
		try (Socket stalled = connect(pull)) {
			stalled.getOutputStream().write(greeting("NULL"));
			// the server's greeting and its READY command: it has read ours
			stalled.getInputStream().readNBytes(80);
			awaitHandshaking(pull, 1);
		}
		awaitFailed(pull, HandshakeFailure.CLOSED, 1);
	}

	@Test
	void whoSpeaksAnotherProtocolFailsForThat() throws Exception {
		ZmqSocket pull = this.sockets.open(server());
		try (Socket browser = connect(pull)) {
			browser.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			awaitFailed(pull, HandshakeFailure.PROTOCOL, 1);
		}
	}

	@Test
	void whoHasAnotherMechanismFailsForThat() throws Exception {
		ZmqSocket pull = this.sockets.open(server());
		try (Socket plain = connect(pull)) {
			plain.getOutputStream().write(greeting("PLAIN"));
			awaitFailed(pull, HandshakeFailure.PROTOCOL, 1);
		}
	}

	@Test
	void aClientWithTheWrongServerKeyFailsForThat() {
		ZMQ.Curve.KeyPair server = ZMQ.Curve.generateKeyPair();
		ZMQ.Curve.KeyPair client = ZMQ.Curve.generateKeyPair();
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.CURVE_SERVER, true)
			.authenticator(CurveAllowList.anyKey())
			.option(ZmqOptions.CURVE_PUBLIC_KEY, CurveKey.of(server.publicKey))
			.option(ZmqOptions.CURVE_SECRET_KEY, CurveKey.of(server.secretKey)));
		this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH)
			.connect(endpoint(pull))
			.option(ZmqOptions.CURVE_PUBLIC_KEY, CurveKey.of(client.publicKey))
			.option(ZmqOptions.CURVE_SECRET_KEY, CurveKey.of(client.secretKey))
			.option(ZmqOptions.CURVE_SERVER_KEY, CurveKey.of(client.publicKey)));
		// it tries again, and fails again
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(pull.inspection().peers().totals().failedHandshakes())
				.hasEntrySatisfying(HandshakeFailure.PROTOCOL, (count) -> assertThat(count).isGreaterThan(1)));
	}

	@Test
	void aFailedHandshakeIsAnEvent() throws Exception {
		ZmqSocket pull = this.sockets.open(server());
		try (Socket silent = connect(pull)) {
			awaitHandshaking(pull, 1);
			assertThat(silent.isConnected()).isTrue();
		}
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sockets.events()).filteredOn(ZmqHandshakeFailedEvent.class::isInstance)
				.singleElement()
				.satisfies((event) -> {
					ZmqHandshakeFailedEvent failed = (ZmqHandshakeFailedEvent) event;
					assertThat(failed.socketName()).isEqualTo("pull");
					assertThat(failed.side()).isEqualTo(Side.ACCEPTED);
					assertThat(failed.cause()).isEqualTo(HandshakeFailure.CLOSED);
					assertThat(failed.endpoint()).isEqualTo(endpoint(pull));
				}));
	}

}

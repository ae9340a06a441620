package io.github.zmqspring.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.event.ZmqPeerCutOffEvent;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.PeerViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A connecting socket whose connection ends with a protocol error: JeroMQ gives it up for
 * good, this library does not.
 */
@Timeout(300)
class ReconnectAfterErrorTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static ConnectionTotals totals(ZmqSocket socket) {
		return socket.inspection().peers().totals();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Answer one connection with another mechanism and let it end it. */
	private static void refuseOnce(ServerSocket server) throws IOException {
		try (Socket wrong = server.accept()) {
			wrong.getOutputStream().write(RawZmtp.greeting("PLAIN"));
			wrong.getInputStream().readAllBytes();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "DEALER", "REQ", "PUSH", "SUB", "PUB", "PAIR", "ROUTER" })
	void whoFindsAnotherServerForAMomentFindsItsOwnWhenThatIsBack(ZmqSocketType type) throws Exception {
		int port;
		ZmqSocket socket;
		try (ServerSocket wrong = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			port = wrong.getLocalPort();
			SocketSpec.Builder spec = SocketSpec.of("client", type).connect("tcp://127.0.0.1:" + port);
			if (type == ZmqSocketType.SUB) {
				spec.topics("");
			}
			socket = this.sockets.open(spec);
			refuseOnce(wrong);
			await().atMost(PATIENCE).until(() -> totals(socket).revived() > 0);
			refuseOnce(wrong);
		}
		assertThat(totals(socket).failedHandshakes().get(HandshakeFailure.PROTOCOL)).isPositive();
		assertThat(socket.inspection().peers().refusals()).containsOnlyKeys("tcp://127.0.0.1:" + port);
		ZmqSocket server = this.sockets
			.open(SocketSpec.of("server", counterpart(type)).bind("tcp://127.0.0.1:" + port));
		assertThat(socket.control().awaitPeers(1, PATIENCE)).isTrue();
		await().atMost(PATIENCE).until(() -> socket.inspection().peers().count() == 1);
		assertThat(socket.inspection().peers().refusals()).isEmpty();
		if (type == ZmqSocketType.DEALER) {
			socket.send(bytes("hello"));
			ZmqMessage message = server.receive(PATIENCE);
			assertThat(message).isNotNull();
			assertThat(message.frame(1)).isEqualTo(bytes("hello"));
		}
		else if (type == ZmqSocketType.SUB) {
			assertThat(server.control().awaitSubscribers("", 1, PATIENCE)).isTrue();
			server.send(bytes("news"));
			assertThat(socket.receive(PATIENCE)).isNotNull();
		}
	}

	private static ZmqSocketType counterpart(ZmqSocketType type) {
		return switch (type) {
			case DEALER, REQ -> ZmqSocketType.ROUTER;
			case ROUTER -> ZmqSocketType.DEALER;
			case PUSH -> ZmqSocketType.PULL;
			case SUB -> ZmqSocketType.PUB;
			case PUB -> ZmqSocketType.XSUB;
			default -> type;
		};
	}

	@Test
	void aMessageThatIsTooLargeCostsTheMessageNotTheConnection() {
		ZmqSocket push = this.sockets.open(TestSockets.bound("push", ZmqSocketType.PUSH));
		ZmqSocket pull = this.sockets.open(TestSockets.connectedTo(push, "pull", ZmqSocketType.PULL)
			.option(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofBytes(1000)));
		push.send(bytes("before"));
		assertThat(pull.receive(PATIENCE)).isNotNull();
		push.send(new byte[1001]);
		await().atMost(PATIENCE).until(() -> totals(pull).revived() == 1);
		assertThat(totals(pull).cutOff()).isEqualTo(1);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sockets.events()).filteredOn(ZmqPeerCutOffEvent.class::isInstance)
				.extracting((event) -> ((ZmqPeerCutOffEvent) event).violation())
				.containsExactly(PeerViolation.MESSAGE_TOO_LARGE));
		assertThat(push.control().awaitPeers(1, PATIENCE)).isTrue();
		await().atMost(PATIENCE).until(() -> pull.inspection().peers().count() == 1);
		// the old connection has gone on that side, too
		assertThat(push.control().awaitPeersAtMost(1, PATIENCE)).isTrue();
		push.send(bytes("after"));
		assertThat(pull.receive(PATIENCE)).isEqualTo(ZmqMessage.of(bytes("after")));
	}

	@Test
	void whatIsQueuedMeanwhileIsKept() throws Exception {
		int port;
		ZmqSocket push;
		try (ServerSocket wrong = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			port = wrong.getLocalPort();
			push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:" + port));
			push.send(bytes("first"));
			refuseOnce(wrong);
			await().atMost(PATIENCE).until(() -> totals(push).revived() > 0);
			push.send(bytes("second"));
		}
		ZmqSocket pull = this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("tcp://127.0.0.1:" + port));
		assertThat(pull.receive(PATIENCE)).isEqualTo(ZmqMessage.of(bytes("first")));
		assertThat(pull.receive(PATIENCE)).isEqualTo(ZmqMessage.of(bytes("second")));
	}

	@Test
	void aClientWithTheWrongKeyIsCountedAndTriesLessAndLessOften() {
		CurveEnds curve = CurveEnds.generate();
		ZmqSocket pull = this.sockets.open(curve.server(TestSockets.bound("pull", ZmqSocketType.PULL)));
		ZmqSocket push = this.sockets
			.open(curve.mistakenClient(TestSockets.connectedTo(pull, "push", ZmqSocketType.PUSH)));
		await().atMost(PATIENCE).until(() -> totals(pull).failedHandshakes().get(HandshakeFailure.PROTOCOL) >= 3);
		assertThat(push.inspection().peers().count()).isZero();
		assertThat(totals(push).failedHandshakeCount()).isGreaterThanOrEqualTo(2);
	}

}

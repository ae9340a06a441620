package io.github.zmqspring.reliability;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A peer that does not read: its queue fills and is full, which the sender learns or the
 * counters tell; other sockets are not touched; when it reads again, so it goes on.
 * ROUTER: {@code ReconnectInteropTests}.
 */
@Timeout(60)
class FullQueueTests {

	private static final int LARGE = 64 * 1024;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@RegisterExtension
	final BadPeers peers = new BadPeers();

	@ParameterizedTest
	@CsvSource({ "PUSH, PULL", "DEALER, DEALER", "PAIR, PAIR", "PUB, SUB", "XPUB, SUB", "CLIENT, SERVER",
			"SCATTER, GATHER", "CHANNEL, CHANNEL" })
	void whenThePeerReadsAgainTheSenderGoesOn(ZmqSocketType type, SocketType peerType) {
		ZMQ.Socket stalled = this.peers.stalled(peerType);
		if (peerType == SocketType.SUB) {
			stalled.subscribe("");
		}
		stalled.bind("tcp://127.0.0.1:*");
		ZmqSocket sender = this.sockets.open(SocketSpec.of("sender", type)
			.connect(stalled.getLastEndpoint())
			.option(ZmqOptions.SEND_HWM, 4)
			.option(ZmqOptions.LINGER, Duration.ZERO));
		ready(sender);
		int accepted = 0;
		while (sender.counters().dropped() == 0 && sender.send(large(), Duration.ofMillis(300))) {
			accepted++;
		}
		assertThat(sender.counters().rejectedFull() + sender.counters().dropped()).isPositive();
		assertOthersAreServed();
		int arrived = 0;
		byte[] message;
		stalled.setReceiveTimeOut(500);
		while ((message = stalled.recv()) != null) {
			assertThat(message).hasSize(LARGE);
			arrived++;
		}
		assertThat(arrived + sender.counters().dropped()).isEqualTo(accepted);
		assertThat(sender.counters().sent()).isEqualTo(accepted);
		sender.send(ZmqMessage.of("awake".getBytes(StandardCharsets.UTF_8)));
		stalled.setReceiveTimeOut(10_000);
		assertThat(stalled.recvStr()).isEqualTo("awake");
	}

	private static ZmqMessage large() {
		return ZmqMessage.of(new byte[LARGE]);
	}

	private static void ready(ZmqSocket sender) {
		boolean publishes = sender.type() == ZmqSocketType.PUB || sender.type() == ZmqSocketType.XPUB;
		assertThat(publishes ? sender.control().awaitSubscribers("", 1, Duration.ofSeconds(10))
				: sender.control().awaitPeers(1, Duration.ofSeconds(10)))
			.isTrue();
	}

	private void assertOthersAreServed() {
		ZMQ.Socket healthy = this.peers.socket(SocketType.PULL);
		healthy.bind("tcp://127.0.0.1:*");
		ZmqSocket other = this.sockets
			.open(SocketSpec.of("other", ZmqSocketType.PUSH).connect(healthy.getLastEndpoint()));
		other.send("served".getBytes(StandardCharsets.UTF_8));
		assertThat(healthy.recvStr()).isEqualTo("served");
	}

}

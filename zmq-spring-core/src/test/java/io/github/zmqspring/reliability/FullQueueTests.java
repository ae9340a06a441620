package io.github.zmqspring.reliability;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A peer that does not read: its queue fills and is full, which the sender learns or the
 * counters tell; other sockets are not touched; when it reads again, so it goes on.
 * ROUTER: {@code ReconnectInteropTests}.
 */
@Timeout(180)
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
		ready(sender, stalled);
		int accepted = 0;
		while (sender.counters().dropped() == 0 && sender.send(large(), Duration.ofMillis(300))) {
			accepted++;
		}
		assertThat(sender.counters().rejectedFull() + sender.counters().dropped()).isPositive();
		assertOthersAreServed();
		for (long i = sender.counters().dropped(); i < accepted; i++) {
			assertThat(stalled.recv()).as("message %s of %s", i, accepted).hasSize(LARGE);
		}
		assertThat(sender.counters().sent()).isEqualTo(accepted);
		sender.send(ZmqMessage.of("awake".getBytes(StandardCharsets.UTF_8)));
		assertThat(stalled.recvStr()).as("what comes after them").isEqualTo("awake");
	}

	@Test
	void whatWasQueuedForAPeerThatLeavesIsReported() {
		ZMQ.Socket stalled = this.peers.stalled(SocketType.PULL);
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH)
			.bind("tcp://127.0.0.1:*")
			.option(ZmqOptions.LINGER, Duration.ZERO));
		stalled.connect(TestSockets.endpoint(push));
		ready(push, stalled);
		while (push.send(large(), Duration.ofSeconds(1))) {
			assertThat(push.counters().unsent()).isZero();
		}
		long queued = push.inspection().status().queues().outbound().waiting();
		assertThat(queued).isPositive();
		stalled.close();
		await().until(() -> push.control().peerCount() == 0);
		assertThat(push.counters().unsent()).isEqualTo(queued);
		push.stop(Duration.ZERO);
		assertThat(push.counters().unsent()).isEqualTo(queued);
	}

	private static ZmqMessage large() {
		return ZmqMessage.of(new byte[LARGE]);
	}

	/** A plain SUB subscribes while somebody uses it. */
	private static void ready(ZmqSocket sender, ZMQ.Socket peer) {
		boolean publishes = sender.type() == ZmqSocketType.PUB || sender.type() == ZmqSocketType.XPUB;
		await().pollInSameThread().until(() -> {
			peer.getEvents();
			return (publishes ? sender.control().subscriberCount("") : sender.inspection().peers().count()) == 1;
		});
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

package io.github.zmqspring.reliability;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
	void aTopicThatFindsNoRoomKeepsNoOtherFromItsSubscribers() throws Exception {
		ZMQ.Socket stalled = this.peers.stalled(SocketType.SUB);
		stalled.bind("tcp://127.0.0.1:*");
		stalled.subscribe("A");
		ZMQ.Socket healthy = this.peers.socket(SocketType.SUB);
		healthy.bind("tcp://127.0.0.1:*");
		healthy.subscribe("B");
		ZmqSocket pub = this.sockets.open(SocketSpec.of("pub", ZmqSocketType.PUB)
			.connect(stalled.getLastEndpoint())
			.connect(healthy.getLastEndpoint())
			.option(ZmqOptions.XPUB_NO_DROP, true)
			.option(ZmqOptions.SEND_HWM, 4)
			.option(ZmqOptions.LINGER, Duration.ZERO));
		await().pollInSameThread().until(() -> {
			stalled.getEvents();
			healthy.getEvents();
			return pub.control().subscriberCount("A") == 1 && pub.control().subscriberCount("B") == 1;
		});
		ZmqMessage large = large().push("A".getBytes(StandardCharsets.UTF_8));
		int accepted = 0;
		while (pub.send(large, Duration.ofMillis(300))) {
			accepted++;
		}
		assertThat(pub.trySend(ZmqMessage.ofStrings("B", "after one that was refused"))).isTrue();
		assertThat(healthy.recvStr()).isEqualTo("B");
		assertThat(healthy.recvStr()).isEqualTo("after one that was refused");
		CompletableFuture<Boolean> waiting = CompletableFuture
			.supplyAsync(() -> pub.send(large, Duration.ofSeconds(60)));
		for (int i = 0; i < 100; i++) {
			assertThat(pub.trySend(ZmqMessage.ofStrings("B", "beside one that waits"))).isTrue();
			assertThat(healthy.recvStr()).isEqualTo("B");
			assertThat(healthy.recvStr()).isEqualTo("beside one that waits");
		}
		for (int i = 0; i <= accepted; i++) {
			assertThat(stalled.recvStr()).isEqualTo("A");
			assertThat(stalled.recv()).hasSize(LARGE);
		}
		assertThat(waiting.get(60, TimeUnit.SECONDS)).isTrue();
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
		// the system may have taken some more before it knew
		long unsent = push.counters().unsent();
		assertThat(unsent).isBetween(queued - 4, queued);
		push.stop(Duration.ZERO);
		assertThat(push.counters().unsent()).isEqualTo(unsent);
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

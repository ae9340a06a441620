package io.github.zmqspring.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqPeer.State;
import io.github.zmqspring.socket.status.ZmqPeers;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peer counts, queue depths and drops against what foreign peers know to be true.
 */
@Timeout(300)
@RequiresPyzmq
class PeerCountInteropTests {

	private static final int PROCESSES = 4;

	private static final int SUBSCRIBERS = 200;

	@RegisterExtension
	final ForeignPeers peers = new ForeignPeers();

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static void eventually(ThrowingRunnable assertion) {
		await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
	}

	private static long subscribers(ZmqSocket pub) {
		return pub.inspection().subscriptions(10).topics().stream().mapToLong((topic) -> topic.peers()).sum();
	}

	@Test
	void whenSubscribersComeAndHalfOfThemAreKilledTheCountsAreTheTruth() {
		// all at once, on a busy machine: nobody of them shall run out of time
		ZmqSocket pub = this.sockets
			.open(bound("pub", ZmqSocketType.PUB).option(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ofSeconds(60))
				.option(ZmqOptions.HANDSHAKE_TIMEOUT, Duration.ofSeconds(60)));
		List<PyzmqPeer> processes = new ArrayList<>();
		for (int i = 0; i < PROCESSES; i++) {
			PyzmqPeer process = this.peers.pyzmq();
			process.exec("subs = [ctx.socket(zmq.SUB) for _ in range(" + SUBSCRIBERS / PROCESSES + ")]");
			process.exec("for sub in subs: sub.subscribe(b'topic'); sub.connect('" + endpoint(pub) + "')");
			processes.add(process);
		}
		eventually(() -> {
			ZmqPeers all = pub.inspection().peers();
			assertThat(all.count()).isEqualTo(SUBSCRIBERS);
			assertThat(all.live()).allMatch((peer) -> peer.state() == State.READY && "SUB".equals(peer.socketType()));
			assertThat(subscribers(pub)).isEqualTo(SUBSCRIBERS);
		});
		processes.get(0).process().kill();
		processes.get(1).process().kill();
		eventually(() -> {
			ZmqPeers half = pub.inspection().peers();
			assertThat(half.live()).hasSize(SUBSCRIBERS / 2);
			assertThat(half.count()).isEqualTo(SUBSCRIBERS / 2);
			assertThat(half.totals().disconnected()).isEqualTo(SUBSCRIBERS / 2);
			assertThat(subscribers(pub)).isEqualTo(SUBSCRIBERS / 2);
		});
		processes.get(2).exec("for sub in subs: sub.close()");
		processes.get(2).exec("subs = [ctx.socket(zmq.SUB) for _ in range(10)]");
		processes.get(2).exec("for sub in subs: sub.subscribe(b'topic'); sub.connect('" + endpoint(pub) + "')");
		eventually(() -> {
			ZmqPeers rest = pub.inspection().peers();
			assertThat(rest.count()).isEqualTo(SUBSCRIBERS / PROCESSES + 10);
			assertThat(rest.totals().accepted()).isEqualTo(SUBSCRIBERS + 10);
			assertThat(rest.totals().disconnected()).isEqualTo(3 * SUBSCRIBERS / PROCESSES);
			assertThat(rest.totals().failedHandshakeCount()).isZero();
			assertThat(subscribers(pub)).isEqualTo(SUBSCRIBERS / PROCESSES + 10);
		});
	}

	@Test
	void behindAStalledPullWhatWasAcceptedIsWhatArrivesLater() {
		ZmqSocket push = this.sockets.open(bound("push", ZmqSocketType.PUSH).option(ZmqOptions.SEND_HWM, 1000));
		PyzmqSocket pull = this.peers.pyzmq().socket("PULL").set("RCVHWM", "1000").connect(endpoint(push));
		assertThat(push.control().awaitPeers(1, Speaker.PATIENCE)).isTrue();
		ZmqMessage message = ZmqMessage.of(new byte[1024]);
		while (push.send(message, Duration.ofSeconds(1))) {
			// until it is full for good
		}
		long accepted = push.counters().sent();
		QueueDepth depth = push.inspection().queues().outbound();
		assertThat(depth).isNotNull();
		assertThat(depth.limit()).isEqualTo(1000);
		assertThat(depth.waiting()).isBetween(1L, 1000L);
		assertThat(push.counters().rejectedFull()).isOne();
		pull.peer()
			.exec("count = 0\ntotal = " + accepted + "\nwhile count < total:\n    " + pull.variable()
					+ ".recv()\n    count += 1");
		assertThat(pull.peer().eval("count")).isEqualTo(String.valueOf(accepted));
		assertThat(pull.poll(200)).as("more than was accepted").isFalse();
		eventually(() -> assertThat(push.inspection().queues().outbound().waiting()).isZero());
		assertThat(push.counters().sentBytes()).isEqualTo(1024 * accepted);
	}

	@Test
	void ourStalledPullKnowsWhatWaitsForIt() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.RECEIVE_HWM, 500));
		PyzmqSocket push = this.peers.pyzmq().socket("PUSH").connect(endpoint(pull));
		push.peer().exec("for i in range(300): " + push.variable() + ".send(b'x')");
		eventually(() -> assertThat(pull.inspection().queues().inbound()).isEqualTo(new QueueDepth(300, 500)));
		for (int i = 0; i < 100; i++) {
			assertThat(pull.receive(Speaker.PATIENCE)).isNotNull();
		}
		assertThat(pull.inspection().queues().inbound().waiting()).isEqualTo(200);
		push.peer().process().kill();
		eventually(() -> assertThat(pull.inspection().peers().live()).isEmpty());
		assertThat(pull.inspection().queues().inbound().waiting()).as("what the dead has sent").isEqualTo(200);
		for (int i = 0; i < 200; i++) {
			assertThat(pull.receive(Speaker.PATIENCE)).isNotNull();
		}
		eventually(() -> assertThat(pull.inspection().queues().queues()).isEmpty());
	}

	@Test
	void aPublisherShowsWhatASlowSubscriberMisses() {
		ZmqSocket pub = this.sockets.open(bound("pub", ZmqSocketType.PUB).option(ZmqOptions.SEND_HWM, 100));
		PyzmqSocket sub = this.peers.pyzmq().socket("SUB").set("RCVHWM", "100").set("SUBSCRIBE", "b''");
		sub.connect(endpoint(pub));
		assertThat(pub.control().awaitSubscribers("", 1, Speaker.PATIENCE)).isTrue();
		ZmqMessage message = ZmqMessage.of(new byte[16 * 1024]);
		while (pub.counters().dropped() < 1000) {
			pub.send(message);
		}
		long sent = pub.counters().sent();
		long expected = sent - pub.counters().dropped();
		sub.peer().exec("for i in range(" + expected + "): " + sub.variable() + ".recv()");
		assertThat(sub.poll(200)).as("more than was not dropped").isFalse();
	}

}

package io.github.zmqspring.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.interop.ForeignPeers;
import io.github.zmqspring.interop.PyzmqPeer;
import io.github.zmqspring.interop.PyzmqSocket;
import io.github.zmqspring.interop.RequiresPyzmq;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.template.RequestCounters;
import io.github.zmqspring.template.ZmqRequestOptions;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Peers that die, stand still, vanish from the network or move elsewhere: others are
 * served meanwhile, the counters tell the truth, and all goes on by itself afterwards.
 * Peers that die and come back on the same port, by type of socket:
 * {@code ReconnectInteropTests}.
 */
@Timeout(240)
@RequiresPyzmq
class PeerFaultTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@RegisterExtension
	final ForeignPeers foreign = new ForeignPeers();

	@RegisterExtension
	final BadPeers peers = new BadPeers();

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@Test
	void requestsThatWereAcceptedAreAnsweredOrReportedThoughTheServerIsKilledTwice() {
		String endpoint = this.peers.absent();
		ZmqRequestOptions options = ZmqRequestOptions.DEFAULTS;
		ZmqTemplate template = new ZmqTemplate(this.sockets.registry(), ZmqMessageConverters.create(null), options);
		this.sockets.open(SocketSpec.of("client", ZmqSocketType.DEALER).connect(endpoint));
		PyzmqSocket server = echo(endpoint);
		List<CompletableFuture<String>> requests = new ArrayList<>();
		for (int i = 0; i < 600; i++) {
			if (i == 200 || i == 400) {
				int sent = i;
				await()
					.until(() -> requests.subList(sent - 100, sent - 50).stream().allMatch(CompletableFuture::isDone));
				server.peer().process().kill();
			}
			requests.add(template.to("client")
				.body("request " + i)
				.timeout(Duration.ofSeconds(2))
				.requestAsync(String.class));
			if (i == 250 || i == 450) {
				server = echo(endpoint);
			}
		}
		await().atMost(PATIENCE).until(() -> requests.stream().allMatch(CompletableFuture::isDone));
		long answered = requests.stream().filter((request) -> !request.isCompletedExceptionally()).count();
		RequestCounters counters = template.requestCounters("client");
		assertThat(counters.replied()).isEqualTo(answered);
		assertThat(counters.replied() + counters.timedOut() + counters.failed()).isEqualTo(requests.size());
		assertThat(counters.inFlight()).isZero();
		assertThat(answered).isGreaterThanOrEqualTo(300);
		assertThat(template.request("client", "and now", String.class, PATIENCE)).isEqualTo("and now");
		Figures.record("requests to a server that is killed twice", requests.size() + " accepted = " + answered
				+ " answered + " + counters.timedOut() + " timed out + " + counters.failed() + " failed");
		template.destroy();
	}

	private PyzmqSocket echo(String endpoint) {
		PyzmqSocket router = this.foreign.pyzmq().socket("ROUTER");
		router.bind(endpoint);
		router.peer().exec("""
				import threading
				def echo():
				    while True:
				        if S.poll(1000): S.send_multipart(S.recv_multipart())
				threading.Thread(target=echo, daemon=True).start()
				""".replace("S.", router.variable() + "."));
		return router;
	}

	@Test
	void oneWayMessagesAddUpWhenTheReceiverIsKilledForGood() {
		PyzmqSocket pull = this.foreign.pyzmq().socket("PULL");
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH)
			.connect(pull.bind())
			.option(ZmqOptions.LINGER, Duration.ofMillis(200)));
		for (int i = 0; i < 100; i++) {
			push.send(ZmqMessage.ofStrings("before " + i));
			pull.receive();
		}
		pull.peer().process().kill();
		await().atMost(PATIENCE).until(() -> push.control().peerCount() == 0);
		for (int i = 0; i < 50; i++) {
			push.send(ZmqMessage.ofStrings("after " + i));
		}
		this.sockets.registry().stop();
		assertThat(push.counters().sent()).isEqualTo(150);
		assertThat(push.counters().unsent()).isEqualTo(50);
		Figures.record("one-way messages to a receiver that is killed", "150 accepted = 100 received + 50 reported");
	}

	@Test
	void aPeerThatIsCutOffIsNoticedAndComesBackWhileOthersAreServed() {
		try (SeveredNetwork network = SeveredNetwork.open()) {
			PyzmqPeer far = this.foreign.pyzmqBehind(network.onHost());
			// the old connection may still be there when the same peer comes back
			PyzmqSocket worker = far.socket("ROUTER").set("ROUTER_HANDOVER", "1");
			worker.bind("tcp://" + network.hostAddress() + ":5599");
			ZmqSocket dealer = this.sockets.open(SocketSpec.of("dealer", ZmqSocketType.DEALER)
				.connect("tcp://" + network.hostAddress() + ":5599")
				.option(ZmqOptions.ROUTING_ID, "us".getBytes())
				.option(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(200))
				.option(ZmqOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(2)));
			dealer.send(ZmqMessage.ofStrings("before"));
			assertThat(worker.receive()).isEqualTo(ZmqMessage.ofStrings("us", "before"));
			network.sever();
			await().atMost(PATIENCE).until(() -> dealer.control().peerCount() == 0);
			assertThat(totals(dealer).disconnected()).isPositive();
			ZMQ.Socket near = this.peers.socket(SocketType.PULL);
			near.bind("tcp://127.0.0.1:*");
			this.sockets.open(SocketSpec.of("near", ZmqSocketType.PUSH).connect(near.getLastEndpoint()))
				.send(ZmqMessage.ofStrings("served"));
			assertThat(near.recvStr()).isEqualTo("served");
			dealer.send(ZmqMessage.ofStrings("meanwhile"));
			network.mend();
			assertThat(worker.receive()).isEqualTo(ZmqMessage.ofStrings("us", "meanwhile"));
			worker.send(ZmqMessage.ofStrings("us", "answer"));
			assertThat(dealer.receive(PATIENCE)).isEqualTo(ZmqMessage.ofStrings("answer"));
			assertThat(totals(dealer).connected()).isGreaterThanOrEqualTo(2);
			assertThat(dealer.counters().sent()).isEqualTo(2);
			assertThat(dealer.counters().unsent()).isZero();
		}
	}

	@Test
	void aHalfOpenConnectionToABoundSocketIsEndedAndThePeerIsServedAgain() {
		try (SeveredNetwork network = SeveredNetwork.open()) {
			ZmqSocket router = this.sockets.open(SocketSpec.of("router", ZmqSocketType.ROUTER)
				.bind("tcp://" + network.nearAddress() + ":*")
				.option(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(100))
				.option(ZmqOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(2)));
			PyzmqSocket far = this.foreign.pyzmqBehind(network.onHost())
				.socket("DEALER")
				.set("HEARTBEAT_IVL", "100")
				.set("HEARTBEAT_TIMEOUT", "2000")
				.connect(TestSockets.endpoint(router));
			far.send(ZmqMessage.ofStrings("before"));
			ZmqMessage before = router.receive(PATIENCE);
			assertThat(before).isNotNull();
			network.sever();
			ZmqMessage meanwhile = ZmqMessage.of(before.frame(0), "meanwhile".getBytes());
			router.send(meanwhile);
			await().atMost(PATIENCE).until(() -> totals(router).disconnected() == 1);
			assertThat(router.inspection().peers().live()).isEmpty();
			assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> router.send(meanwhile));
			assertThat(router.counters().unroutable()).isOne();
			network.mend();
			await().atMost(PATIENCE).until(() -> router.inspection().peers().count() == 1);
			far.send(ZmqMessage.ofStrings("after"));
			ZmqMessage after = router.receive(PATIENCE);
			assertThat(after).isNotNull();
			assertThat(after.frameAsString(1)).isEqualTo("after");
			router.send(ZmqMessage.of(after.frame(0), "answer".getBytes()));
			assertThat(far.receive()).isEqualTo(ZmqMessage.ofStrings("answer"));
			assertThat(totals(router).accepted()).isEqualTo(2);
		}
	}

	private static ConnectionTotals totals(ZmqSocket socket) {
		return socket.inspection().peers().totals();
	}

	@Test
	void aPeerThatMovesToAnotherPortIsFollowedWithoutARestart() {
		PyzmqSocket first = this.foreign.pyzmq().socket("PULL");
		String old = first.bind();
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect(old));
		push.send(ZmqMessage.ofStrings("first"));
		assertThat(first.receive()).isEqualTo(ZmqMessage.ofStrings("first"));
		first.peer().process().kill();
		PyzmqSocket second = this.foreign.pyzmq().socket("PULL");
		push.control().connect(second.bind());
		push.control().disconnect(old);
		push.send(ZmqMessage.ofStrings("second"));
		assertThat(second.receive()).isEqualTo(ZmqMessage.ofStrings("second"));
		assertThat(push.control().peerCount()).isOne();
	}

}

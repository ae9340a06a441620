package io.github.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.MessageDestination;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
import io.github.zmqspring.socket.status.ZmqPeer.State;
import io.github.zmqspring.socket.status.ZmqPeers;
import io.github.zmqspring.socket.status.ZmqQueue;
import io.github.zmqspring.socket.status.ZmqQueues;
import io.github.zmqspring.socket.status.ZmqSocketStatus;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.connectedTo;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What a socket tells of its peers, queues and subscriptions, against the truth at rest.
 */
@Timeout(180)
class ZmqSocketInspectionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static ZmqMessage message(String... frames) {
		return ZmqMessage.ofStrings(frames);
	}

	private static void eventually(ThrowingRunnable assertion) {
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(assertion);
	}

	private static ZmqPeers peers(ZmqSocket socket) {
		return socket.inspection().peers();
	}

	private static ZmqQueues queues(ZmqSocket socket) {
		return socket.inspection().queues();
	}

	private static long inbound(ZmqSocket socket) {
		QueueDepth depth = queues(socket).inbound();
		assertThat(depth).isNotNull();
		return depth.waiting();
	}

	private static long outbound(ZmqSocket socket) {
		QueueDepth depth = queues(socket).outbound();
		assertThat(depth).isNotNull();
		return depth.waiting();
	}

	@Test
	void bothSidesOfAConnectionKnowEachOther() {
		Instant before = Instant.now();
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		ZmqSocket dealer = this.sockets.open(connectedTo(router, "dealer", ZmqSocketType.DEALER));
		eventually(() -> {
			assertThat(peers(router).count()).isOne();
			assertThat(peers(dealer).count()).isOne();
		});
		ZmqPeer accepted = peers(router).live().get(0);
		assertThat(accepted.side()).isEqualTo(Side.ACCEPTED);
		assertThat(accepted.state()).isEqualTo(State.READY);
		assertThat(accepted.address()).startsWith("127.0.0.1:");
		assertThat(accepted.endpoint()).isEqualTo(endpoint(router));
		assertThat(accepted.since()).isBetween(before, Instant.now());
		assertThat(accepted.mechanism()).isEqualTo("NULL");
		assertThat(accepted.socketType()).isEqualTo("DEALER");
		assertThat(accepted.userId()).isNull();
		ZmqPeer connected = peers(dealer).live().get(0);
		assertThat(connected.side()).isEqualTo(Side.CONNECTED);
		assertThat(connected.address()).isEqualTo("127.0.0.1:" + router.boundEndpoints().get(0).port());
		assertThat(connected.endpoint()).isEqualTo(endpoint(router));
		assertThat(connected.socketType()).isEqualTo("ROUTER");
	}

	@Test
	void whenPeersComeAndGoWhatCameIsWhatIsThereAndWhatWent() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		for (int i = 0; i < 5; i++) {
			this.sockets.open(connectedTo(pull, "push" + i, ZmqSocketType.PUSH));
		}
		eventually(() -> assertThat(peers(pull).count()).isEqualTo(5));
		this.sockets.registry().remove("push1", Duration.ZERO);
		this.sockets.registry().get("push3").control().disconnect(endpoint(pull));
		eventually(() -> {
			ZmqPeers peers = peers(pull);
			assertThat(peers.count()).isEqualTo(3);
			assertThat(peers.live()).hasSize(3);
			assertThat(peers.totals().accepted()).isEqualTo(5);
			assertThat(peers.totals().disconnected()).isEqualTo(2);
			assertThat(peers.totals().failedHandshakeCount()).isZero();
		});
		// JeroMQ does not report what this side ends
		eventually(() -> {
			ZmqPeers gone = peers(this.sockets.registry().get("push3"));
			assertThat(gone.live()).isEmpty();
			assertThat(gone.totals().connected()).isOne();
			assertThat(gone.totals().disconnected()).isOne();
		});
	}

	@Test
	void whenASocketIsRestartedTheTotalsGoOn() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		eventually(() -> assertThat(peers(push).count()).isOne());
		pull.stop(PATIENCE);
		ZmqSocketStatus closed = pull.inspection().status();
		assertThat(closed.state()).isEqualTo(ZmqSocketStatus.State.CLOSED);
		assertThat(closed.peers().count()).isZero();
		eventually(() -> assertThat(peers(push).totals().reconnectAttempts()).isPositive());
		pull.start();
		eventually(() -> {
			assertThat(peers(pull).count()).isOne();
			assertThat(peers(pull).totals().accepted()).isEqualTo(2);
			assertThat(peers(push).totals().opened()).isEqualTo(2);
		});
		assertThat(pull.inspection().status().state()).isEqualTo(ZmqSocketStatus.State.OPEN);
	}

	@Test
	void anInprocPeerIsOneFromTheMomentItIsBound() {
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("inproc://later"));
		push.send(message("early"));
		assertThat(peers(push).live()).isEmpty();
		assertThat(push.control().peerCount()).isZero();
		assertThat(queues(push).queues()).singleElement()
			.satisfies((queue) -> assertThat(queue.end()).isEqualTo(ZmqQueue.End.AWAITED));
		assertThat(outbound(push)).isOne();
		ZmqSocket pull = this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("inproc://later"));
		assertThat(peers(pull).count(Side.INPROC)).isOne();
		assertThat(peers(push).count(Side.INPROC)).isOne();
		assertThat(push.control().peerCount()).isOne();
		assertThat(inbound(pull)).isOne();
		this.sockets.registry().remove("push", Duration.ZERO);
		eventually(() -> assertThat(peers(pull).live()).isEmpty());
		assertThat(inbound(pull)).as("what a peer that has gone has sent").isOne();
		assertThat(queues(pull).queues()).singleElement()
			.satisfies((queue) -> assertThat(queue.end()).isEqualTo(ZmqQueue.End.GONE));
		assertThat(pull.receive(PATIENCE)).isEqualTo(message("early"));
		assertThat(inbound(pull)).isZero();
	}

	@Test
	void depthsOfAnInprocPairAreExact() {
		ZmqSocket one = this.sockets.open(SocketSpec.of("one", ZmqSocketType.PAIR)
			.bind("inproc://pair")
			.option(ZmqOptions.RECEIVE_HWM, 1000)
			.option(ZmqOptions.SEND_HWM, 1000));
		ZmqSocket other = this.sockets.open(SocketSpec.of("other", ZmqSocketType.PAIR)
			.connect("inproc://pair")
			.option(ZmqOptions.RECEIVE_HWM, 1000)
			.option(ZmqOptions.SEND_HWM, 1000));
		for (int i = 0; i < 2000; i++) {
			assertThat(other.trySend(message("a", "b"))).isTrue();
		}
		assertThat(other.trySend(message("too much"))).isFalse();
		assertThat(queues(one).inbound()).isEqualTo(new QueueDepth(2000, 2000));
		assertThat(queues(other).outbound()).isEqualTo(new QueueDepth(2000, 2000));
		assertThat(queues(other).outbound().isFull()).isTrue();
		for (int i = 0; i < 700; i++) {
			assertThat(one.receive(Duration.ZERO)).isNotNull();
		}
		assertThat(inbound(one)).isEqualTo(1300);
		assertThat(outbound(other)).isEqualTo(1300);
		assertThat(outbound(one)).isZero();
		while (one.receive(Duration.ZERO) != null) {
			// until there are none
		}
		assertThat(inbound(one)).isZero();
		assertThat(outbound(other)).isZero();
		assertThat(one.counters().received()).isEqualTo(2000);
		assertThat(one.counters().receivedBytes()).isEqualTo(4000);
		assertThat(other.counters().sentBytes()).isEqualTo(4000);
	}

	@Test
	void whatASocketHasTakenInAdvanceStillWaits() {
		ZmqSocket pub = this.sockets.open(SocketSpec.of("pub", ZmqSocketType.PUB).bind("inproc://pub"));
		ZmqSocket sub = this.sockets.open(SocketSpec.of("sub", ZmqSocketType.SUB).connect("inproc://pub").topics(""));
		assertThat(pub.control().awaitSubscribers("", 1, PATIENCE)).isTrue();
		pub.send(message("one"));
		pub.send(message("topic", "two"));
		assertThat(inbound(sub)).isEqualTo(2);
		sub.receive(PATIENCE);
		assertThat(inbound(sub)).isOne();
		sub.receive(PATIENCE);
		assertThat(inbound(sub)).isZero();
		ZmqSocket router = this.sockets.open(SocketSpec.of("router", ZmqSocketType.ROUTER).bind("inproc://router"));
		ZmqSocket dealer = this.sockets.open(SocketSpec.of("dealer", ZmqSocketType.DEALER).connect("inproc://router"));
		dealer.send(message("one"));
		dealer.send(message("", "two"));
		assertThat(inbound(router)).isEqualTo(2);
		router.receive(PATIENCE);
		assertThat(inbound(router)).isOne();
	}

	@Test
	void whatIsSentToAPeerThatIsNotThereYetWaitsForIt() {
		ZmqSocket push = this.sockets.open(
				SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:1").option(ZmqOptions.SEND_HWM, 10));
		for (int i = 0; i < 10; i++) {
			push.send(message("x"));
		}
		assertThat(push.trySend(message("too much"))).isFalse();
		assertThat(queues(push).outbound()).isEqualTo(new QueueDepth(10, 10));
		assertThat(queues(push).inbound()).isNull();
		assertThat(peers(push).live()).isEmpty();
		assertThat(push.counters().rejectedFull()).isOne();
		eventually(() -> assertThat(peers(push).totals().reconnectAttempts()).isPositive());
	}

	@Test
	void whenThereIsNoPeerASendIsRefusedForThat() {
		ZmqSocket push = this.sockets.open(bound("push", ZmqSocketType.PUSH));
		assertThat(push.trySend(message("x"))).isFalse();
		assertThat(push.counters().rejectedNoPeer()).isOne();
		assertThat(push.counters().rejectedFull()).isZero();
		assertThat(push.counters().rejected()).isOne();
	}

	@Test
	void whatASlowSubscriberMissesIsCounted() {
		ZmqSocket pub = this.sockets
			.open(SocketSpec.of("pub", ZmqSocketType.PUB).bind("inproc://pub").option(ZmqOptions.SEND_HWM, 10));
		ZmqSocket slow = this.sockets.open(SocketSpec.of("slow", ZmqSocketType.SUB)
			.connect("inproc://pub")
			.topics("a")
			.option(ZmqOptions.RECEIVE_HWM, 10));
		ZmqSocket other = this.sockets.open(SocketSpec.of("other", ZmqSocketType.SUB)
			.connect("inproc://pub")
			.topics("a", "b")
			.option(ZmqOptions.RECEIVE_HWM, 1000));
		assertThat(pub.control().awaitSubscribers("a", 2, PATIENCE)).isTrue();
		for (int i = 0; i < 100; i++) {
			pub.send(message("a", "payload"));
			pub.send(message("b"));
			pub.send(message("nobody"));
		}
		long forSlow = drain(slow);
		assertThat(forSlow).isEqualTo(20);
		assertThat(drain(other)).isEqualTo(200);
		assertThat(pub.counters().sent()).isEqualTo(300);
		assertThat(pub.counters().dropped()).isEqualTo(100 - forSlow);
	}

	private static long drain(ZmqSocket socket) {
		long count = 0;
		while (socket.receive(Duration.ZERO) != null) {
			count++;
		}
		return count;
	}

	private static ZmqMessage toGroup(String group) {
		return ZmqMessage.ofStrings("payload").withOrigin(new MessageDestination(0, group));
	}

	@Test
	void whatARadioDropsIsCounted() {
		ZmqSocket radio = this.sockets
			.open(SocketSpec.of("radio", ZmqSocketType.RADIO).bind("inproc://radio").option(ZmqOptions.SEND_HWM, 5));
		ZmqSocket dish = this.sockets.open(SocketSpec.of("dish", ZmqSocketType.DISH)
			.connect("inproc://radio")
			.groups("g")
			.option(ZmqOptions.RECEIVE_HWM, 5));
		assertThat(radio.control().awaitPeers(1, PATIENCE)).isTrue();
		for (int i = 0; i < 30; i++) {
			radio.send(toGroup("g"));
			radio.send(toGroup("nobody"));
		}
		assertThat(drain(dish) + radio.counters().dropped()).isEqualTo(30);
		assertThat(radio.counters().dropped()).isPositive();
	}

	@Test
	void whatARouterThrowsAwayIsCounted() {
		ZmqSocket router = this.sockets.open(SocketSpec.of("router", ZmqSocketType.ROUTER)
			.bind("inproc://router")
			.option(ZmqOptions.ROUTER_MANDATORY, false)
			.option(ZmqOptions.SEND_HWM, 5));
		ZmqSocket dealer = this.sockets.open(SocketSpec.of("dealer", ZmqSocketType.DEALER)
			.connect("inproc://router")
			.option(ZmqOptions.ROUTING_ID, "d".getBytes(StandardCharsets.US_ASCII))
			.option(ZmqOptions.RECEIVE_HWM, 5));
		assertThat(router.control().awaitPeers(1, PATIENCE)).isTrue();
		for (int i = 0; i < 30; i++) {
			router.send(message("d", "x", "y"));
		}
		router.send(message("stranger", "x"));
		assertThat(drain(dealer) + router.counters().dropped()).isEqualTo(31);
		assertThat(router.counters().dropped()).isGreaterThan(1);
	}

	@Test
	void subscriptionsAreListedWithTheirPeers() {
		ZmqSocket pub = this.sockets.open(SocketSpec.of("pub", ZmqSocketType.PUB).bind("inproc://pub"));
		SocketSpec.Builder first = SocketSpec.of("one", ZmqSocketType.SUB).connect("inproc://pub");
		this.sockets.open(first.topics("", "weather.nyc", "weather.lon").topics(new byte[] { (byte) 0xFF, 0 }));
		this.sockets.open(SocketSpec.of("two", ZmqSocketType.SUB).connect("inproc://pub").topics("weather.nyc"));
		ZmqSubscriptions all = pub.inspection().subscriptions(100);
		assertThat(all.known()).isTrue();
		assertThat(all.truncated()).isFalse();
		assertThat(all.topics()).extracting(ZmqSubscriptions.Topic::topic)
			.containsExactly(new byte[0], "weather.lon".getBytes(), "weather.nyc".getBytes(),
					new byte[] { (byte) 0xFF, 0 });
		assertThat(all.topics()).extracting(ZmqSubscriptions.Topic::peers).containsExactly(1, 1, 2, 1);
		ZmqSubscriptions some = pub.inspection().subscriptions(2);
		assertThat(some.topics()).hasSize(2);
		assertThat(some.truncated()).isTrue();
		this.sockets.registry().remove("one", Duration.ZERO);
		eventually(() -> assertThat(pub.inspection().subscriptions(100).topics()).singleElement()
			.satisfies((topic) -> assertThat(topic.peers()).isOne()));
	}

	@Test
	void aTopicAsLongAsAMessageIsListedToo() {
		ZmqSocket pub = this.sockets.open(SocketSpec.of("pub", ZmqSocketType.PUB).bind("inproc://pub"));
		this.sockets.open(SocketSpec.of("sub", ZmqSocketType.SUB).connect("inproc://pub").topics("x".repeat(200)));
		assertThat(pub.inspection().subscriptions(1).topics()).singleElement()
			.satisfies((topic) -> assertThat(topic.topic()).hasSize(200));
	}

	@Test
	void onlyAPublisherHasSubscriptions() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> pull.inspection().subscriptions(1))
			.withMessageContaining("only PUB and XPUB");
	}

	@Test
	void aSocketThatCouldNotBindTellsWhy() {
		ZmqSocket first = this.sockets.open(bound("first", ZmqSocketType.PULL));
		ZmqSocket second = this.sockets.registry()
			.register(SocketSpec.of("second", ZmqSocketType.PULL).bind(endpoint(first)).autoStartup(false).build());
		assertThatExceptionOfType(ZmqBindException.class).isThrownBy(second::start);
		ZmqSocketStatus status = second.inspection().status();
		assertThat(status.state()).isEqualTo(ZmqSocketStatus.State.FAILED);
		assertThat(status.failure()).isInstanceOf(ZmqBindException.class);
		first.stop(PATIENCE);
		second.start();
		assertThat(second.inspection().status().state()).isEqualTo(ZmqSocketStatus.State.OPEN);
		assertThat(second.inspection().status().failure()).isNull();
	}

	@Test
	void whenPeersAreMissingItTellsSinceWhen() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.MIN_PEERS, 1)
			.option(ZmqOptions.MIN_PEERS_GRACE, Duration.ofMillis(1)));
		eventually(() -> assertThat(pull.inspection().status().shortage()).satisfies((shortage) -> {
			assertThat(shortage.required()).isOne();
			assertThat(shortage.present()).isZero();
			assertThat(shortage.isOverdue()).isTrue();
		}));
		this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		eventually(() -> assertThat(pull.inspection().status().shortage()).satisfies((shortage) -> {
			assertThat(shortage.duration()).isNull();
			assertThat(shortage.isOverdue()).isFalse();
		}));
		this.sockets.registry().remove("push", Duration.ZERO);
		eventually(() -> assertThat(pull.inspection().status().shortage().isOverdue()).isTrue());
		pull.stop(PATIENCE);
		assertThat(pull.inspection().status().shortage()).isNull();
	}

	@Test
	void aSocketThatNeedsNoPeersMissesNone() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		assertThat(pull.inspection().status().shortage()).isNull();
	}

	@Test
	void activityIsNoticed() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		assertThat(push.inspection().lastActivity()).isNull();
		push.send(message("x"));
		Instant noticed = push.inspection().lastActivity();
		assertThat(noticed).isNotNull();
		assertThat(push.inspection().lastActivity()).isEqualTo(noticed);
	}

}

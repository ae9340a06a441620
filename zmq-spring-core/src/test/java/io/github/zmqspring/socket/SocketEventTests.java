package io.github.zmqspring.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.event.ZmqEvent;
import io.github.zmqspring.socket.event.ZmqEvents;
import io.github.zmqspring.socket.event.ZmqMessagesDroppedEvent;
import io.github.zmqspring.socket.event.ZmqPeerConnectedEvent;
import io.github.zmqspring.socket.event.ZmqPeerDisconnectedEvent;
import io.github.zmqspring.socket.event.ZmqSocketFailedEvent;
import io.github.zmqspring.socket.event.ZmqSubscriptionEvent;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
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
 * What sockets tell of what happens to them.
 */
@Timeout(180)
class SocketEventTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private <T extends ZmqEvent> List<T> told(Class<T> type, String socketName) {
		return this.sockets.events()
			.stream()
			.filter(type::isInstance)
			.map(type::cast)
			.filter((event) -> event.socketName().equals(socketName))
			.toList();
	}

	private <T extends ZmqEvent> T awaitTold(Class<T> type, String socketName) {
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(() -> !told(type, socketName).isEmpty());
		return told(type, socketName).get(0);
	}

	@Test
	void peersThatComeAndGoAreTold() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		ZmqPeerConnectedEvent accepted = awaitTold(ZmqPeerConnectedEvent.class, "pull");
		assertThat(accepted.side()).isEqualTo(Side.ACCEPTED);
		assertThat(accepted.endpoint()).isEqualTo(endpoint(pull));
		assertThat(awaitTold(ZmqPeerConnectedEvent.class, "push").side()).isEqualTo(Side.CONNECTED);
		await().atMost(PATIENCE).until(() -> pull.inspection().peers().count() == 1);
		this.sockets.registry().remove("push", Duration.ZERO);
		ZmqPeerDisconnectedEvent gone = awaitTold(ZmqPeerDisconnectedEvent.class, "pull");
		assertThat(gone.address()).isEqualTo(accepted.address());
		assertThat(gone.since()).isEqualTo(accepted.time());
	}

	@Test
	void subscriptionsOfAnXpubThatIsReadAreTold() {
		ZmqSocket xpub = this.sockets.open(SocketSpec.of("xpub", ZmqSocketType.XPUB).bind("inproc://xpub"));
		xpub.attach((message) -> {
		}, "test", true);
		ZmqSocket sub = this.sockets.open(SocketSpec.of("sub", ZmqSocketType.SUB).connect("inproc://xpub").topics("a"));
		ZmqSubscriptionEvent added = awaitTold(ZmqSubscriptionEvent.class, "xpub");
		assertThat(added.topic()).isEqualTo("a".getBytes());
		assertThat(added.added()).isTrue();
		sub.control().unsubscribe("a");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(told(ZmqSubscriptionEvent.class, "xpub")).last()
				.satisfies((event) -> assertThat(event.added()).isFalse()));
	}

	@Test
	void whatIsDroppedIsToldOnceAndThenInSum() {
		ZmqSocket push = this.sockets.open(bound("push", ZmqSocketType.PUSH));
		for (int i = 0; i < 1000; i++) {
			assertThat(push.trySend(ZmqMessage.ofStrings("x"))).isFalse();
		}
		assertThat(awaitTold(ZmqMessagesDroppedEvent.class, "push").period()).isZero();
		await().atMost(PATIENCE).untilAsserted(() -> {
			List<ZmqMessagesDroppedEvent> told = told(ZmqMessagesDroppedEvent.class, "push");
			assertThat(told).hasSizeLessThan(10);
			assertThat(told.stream().mapToLong(ZmqMessagesDroppedEvent::rejected).sum()).isEqualTo(1000);
		});
	}

	@Test
	void aSocketThatCannotBeOpenedIsTold() {
		ZmqSocket first = this.sockets.open(bound("first", ZmqSocketType.PULL));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.sockets.open(SocketSpec.of("second", ZmqSocketType.PULL).bind(endpoint(first))));
		assertThat(awaitTold(ZmqSocketFailedEvent.class, "second").failure()).hasMessageContaining("second");
	}

	@Test
	void aListenerThatIsStuckStallsNoSocket() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		CountDownLatch stuck = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.sockets.context().events().addListener((event) -> {
			stuck.countDown();
			Waits.uninterruptibly(PATIENCE, (nanos) -> release.await(nanos, TimeUnit.NANOSECONDS));
		});
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		push.send(ZmqMessage.ofStrings("x"));
		assertThat(Waits.uninterruptibly(PATIENCE, (nanos) -> stuck.await(nanos, TimeUnit.NANOSECONDS))).isTrue();
		assertThat(pull.receive(PATIENCE)).isEqualTo(ZmqMessage.ofStrings("x"));
		assertThat(pull.inspection().peers().count()).isOne();
		release.countDown();
	}

	@Test
	void whatDoesNotFitIsDroppedAndCounted() {
		ZmqEvents events = new ZmqEvents("zmqtest-events");
		CountDownLatch release = new CountDownLatch(1);
		events.addListener((event) -> Waits.uninterruptibly(PATIENCE, (nanos) -> {
			return release.await(nanos, TimeUnit.NANOSECONDS);
		}));
		int published = ZmqEvents.CAPACITY + 100;
		for (int i = 0; i < published; i++) {
			events.publish(new ZmqPeerConnectedEvent("s", Instant.now(), Side.ACCEPTED, null, "tcp://*:1"));
		}
		assertThat(events.missed()).isBetween(99L, 100L);
		release.countDown();
		assertThat(events.awaitTold(PATIENCE)).isTrue();
	}

	@Test
	void whileNobodyListensNothingIsQueued() {
		ZmqEvents events = new ZmqEvents("zmqtest-events");
		assertThat(events.isHeard()).isFalse();
		events.publish(new ZmqPeerConnectedEvent("s", Instant.now(), Side.ACCEPTED, null, "tcp://*:1"));
		assertThat(events.awaitTold(Duration.ZERO)).isTrue();
	}

}

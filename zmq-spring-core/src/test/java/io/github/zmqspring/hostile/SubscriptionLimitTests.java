package io.github.zmqspring.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.event.ZmqPeerCutOffEvent;
import io.github.zmqspring.socket.status.PeerViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.ZMQ;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers that subscribe to more than a publisher has memory for.
 */
@Timeout(120)
class SubscriptionLimitTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int LIMIT = 100;

	private static final int SUBSCRIBE = 1;

	private static final int CANCEL = 0;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static SocketSpec.Builder publisher(ZmqSocketType type) {
		return TestSockets.bound("pub", type).option(ZmqOptions.MAX_SUBSCRIPTIONS, LIMIT);
	}

	private static RawZmtp connect(ZmqSocket socket) throws Exception {
		return new RawZmtp(socket.boundEndpoints().get(0).port());
	}

	private static byte[] message(int what, String topic) {
		byte[] body = ("?" + topic).getBytes(StandardCharsets.US_ASCII);
		body[0] = (byte) what;
		return body;
	}

	private static byte[] frame(int what, String topic) {
		return RawZmtp.frame(0, message(what, topic));
	}

	private void awaitCutOff(ZmqSocket socket, PeerViolation violation) {
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(() -> {
			assertThat(socket.inspection().peers().totals().cutOff()).isEqualTo(1);
			assertThat(this.sockets.events()).filteredOn(ZmqPeerCutOffEvent.class::isInstance)
				.singleElement()
				.satisfies((event) -> assertThat(((ZmqPeerCutOffEvent) event).violation()).isEqualTo(violation));
		});
	}

	private void assertServed(ZmqSocket publisher) {
		ZmqSocket sub = this.sockets.open(TestSockets.connectedTo(publisher, "sub", ZmqSocketType.SUB).topics("news"));
		assertThat(publisher.control().awaitSubscribers("news", 1, PATIENCE)).isTrue();
		publisher.send("news".getBytes(StandardCharsets.US_ASCII));
		assertThat(sub.receive(PATIENCE)).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(value = ZmqSocketType.class, names = { "PUB", "XPUB" })
	void moreTopicsThanThereMayBeEndTheConnectionAndAreForgotten(ZmqSocketType type) throws Exception {
		ZmqSocket pub = this.sockets.open(publisher(type));
		try (RawZmtp attacker = connect(pub)) {
			attacker.becomePeer("SUB");
			for (int i = 0; i < LIMIT; i++) {
				attacker.send(frame(SUBSCRIBE, "topic " + i));
			}
			assertThat(pub.control().awaitSubscribers("topic 99", 1, PATIENCE)).isTrue();
			assertThat(pub.inspection().peers().totals().cutOff()).isZero();
			attacker.send(frame(SUBSCRIBE, "one too many"));
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pub, PeerViolation.TOO_MANY_SUBSCRIPTIONS);
		assertServed(pub);
		assertThat(pub.control().subscriberCount("topic 99")).isZero();
	}

	@Test
	void whatIsEncryptedCountsAsWell() throws Exception {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		ZmqSocket pub = this.sockets.open(publisher(ZmqSocketType.PUB).option(ZmqOptions.CURVE_SERVER, true)
			.authenticator(CurveAllowList.anyKey())
			.option(ZmqOptions.CURVE_PUBLIC_KEY, CurveKey.of(keys.publicKey))
			.option(ZmqOptions.CURVE_SECRET_KEY, CurveKey.of(keys.secretKey)));
		try (RawZmtp connection = connect(pub)) {
			RawCurve attacker = new RawCurve(connection, CurveKey.of(keys.publicKey).bytes()).becomePeer("SUB");
			for (int i = 0; i <= LIMIT; i++) {
				connection.send(attacker.message(0, message(SUBSCRIBE, "topic " + i)));
			}
			assertThat(connection.awaitCutOff()).isTrue();
		}
		awaitCutOff(pub, PeerViolation.TOO_MANY_SUBSCRIPTIONS);
	}

	@Test
	void whatIsTakenBackOrSubscribedToAgainDoesNotCount() throws Exception {
		ZmqSocket pub = this.sockets.open(publisher(ZmqSocketType.PUB));
		try (RawZmtp peer = connect(pub)) {
			peer.becomePeer("SUB");
			for (int i = 0; i < 5 * LIMIT; i++) {
				peer.send(ZmtpFuzz.join(frame(SUBSCRIBE, "topic " + i), frame(SUBSCRIBE, "the same"),
						frame(CANCEL, "topic " + i)));
			}
			peer.send(frame(SUBSCRIBE, "last"));
			assertThat(pub.control().awaitSubscribers("last", 1, PATIENCE)).isTrue();
			assertThat(pub.inspection().subscriptions(10).topics()).hasSize(2);
		}
		assertThat(pub.inspection().peers().totals().cutOff()).isZero();
	}

	@Test
	void toTakeBackWhatOneHasNotMakesNoRoom() throws Exception {
		ZmqSocket pub = this.sockets.open(publisher(ZmqSocketType.PUB));
		try (RawZmtp attacker = connect(pub)) {
			attacker.becomePeer("SUB");
			for (int i = 0; i <= LIMIT; i++) {
				attacker.send(ZmtpFuzz.join(frame(SUBSCRIBE, "topic " + i), frame(CANCEL, "another")));
			}
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pub, PeerViolation.TOO_MANY_SUBSCRIPTIONS);
	}

	@Test
	void theBytesOfAllTopicsAreBoundedToo() throws Exception {
		ZmqSocket pub = this.sockets.open(publisher(ZmqSocketType.PUB));
		try (RawZmtp attacker = connect(pub)) {
			attacker.becomePeer("SUB");
			for (int i = 0; i < 33; i++) {
				attacker.send(frame(SUBSCRIBE, "%0200d".formatted(i)));
			}
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pub, PeerViolation.TOO_MANY_SUBSCRIPTIONS);
	}

	@Test
	void aTopicHasALengthThatJeroMqSurvivesHoweverLargeMessagesMayBe() throws Exception {
		ZmqSocket pub = this.sockets.open(TestSockets.bound("pub", ZmqSocketType.PUB)
			.option(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofMegabytes(1)));
		try (RawZmtp attacker = connect(pub)) {
			attacker.becomePeer("SUB").send(frame(SUBSCRIBE, "t".repeat(1024)));
			assertThat(pub.control().awaitSubscribers("t".repeat(1024), 1, PATIENCE)).isTrue();
			attacker.send(frame(SUBSCRIBE, "t".repeat(1025)));
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pub, PeerViolation.MESSAGE_TOO_LARGE);
		assertServed(pub);
	}

	@Test
	void theCommandsOfZmtp31TakeNothing() throws Exception {
		ZmqSocket pub = this.sockets.open(publisher(ZmqSocketType.PUB));
		try (RawZmtp peer = connect(pub)) {
			peer.becomePeer("SUB");
			for (int i = 0; i < 5 * LIMIT; i++) {
				peer.send(RawZmtp.command("SUBSCRIBE", ("topic " + i).getBytes(StandardCharsets.US_ASCII)));
			}
			peer.send(frame(SUBSCRIBE, "last"));
			assertThat(pub.control().awaitSubscribers("last", 1, PATIENCE)).isTrue();
			assertThat(pub.inspection().subscriptions(10).topics()).hasSize(1);
		}
		assertThat(pub.inspection().peers().totals().cutOff()).isZero();
	}

	@Test
	void moreGroupsThanThereMayBeEndTheConnection() throws Exception {
		ZmqSocket radio = this.sockets.open(publisher(ZmqSocketType.RADIO));
		byte[] group = "group".getBytes(StandardCharsets.US_ASCII);
		try (RawZmtp attacker = connect(radio)) {
			attacker.becomePeer("DISH");
			for (int i = 0; i < 5 * LIMIT; i++) {
				attacker.send(ZmtpFuzz.join(RawZmtp.command("JOIN", group), RawZmtp.command("LEAVE", group)));
			}
			for (int i = 0; i <= LIMIT; i++) {
				// JeroMQ keeps one entry for each
				attacker.send(RawZmtp.command("JOIN", group));
			}
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(radio, PeerViolation.TOO_MANY_SUBSCRIPTIONS);
	}

}

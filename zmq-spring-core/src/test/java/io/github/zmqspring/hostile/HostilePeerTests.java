package io.github.zmqspring.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.event.ZmqHandshakeFailedEvent;
import io.github.zmqspring.socket.event.ZmqPeerCutOffEvent;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.PeerViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers that attack an open port. Each of these attacks ends JeroMQ 0.6.0's I/O thread,
 * fills its memory, or gets bytes delivered that are no message. Here the attacker is cut
 * off, and an honest peer of the same socket is served, before and after.
 */
@Timeout(300)
class HostilePeerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final ZMQ.Curve.KeyPair SERVER_KEYS = ZMQ.Curve.generateKeyPair();

	private static final PlainUsers PLAIN_USERS = PlainUsers.of(Map.of("user", "password"));

	private static final byte[] SERVER_KEY = CurveKey.of(SERVER_KEYS.publicKey).bytes();

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private ZmqSocket pull() {
		return this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL));
	}

	private ZmqSocket curvePull() {
		return this.sockets.open(curve(TestSockets.bound("pull", ZmqSocketType.PULL)));
	}

	private static SocketSpec.Builder curve(SocketSpec.Builder spec) {
		return spec.option(ZmqOptions.CURVE_SERVER, true)
			.authenticator(CurveAllowList.anyKey())
			.option(ZmqOptions.CURVE_PUBLIC_KEY, CurveKey.of(SERVER_KEYS.publicKey))
			.option(ZmqOptions.CURVE_SECRET_KEY, CurveKey.of(SERVER_KEYS.secretKey));
	}

	private static SocketSpec.Builder curveClient(SocketSpec.Builder spec) {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		return spec.option(ZmqOptions.CURVE_PUBLIC_KEY, CurveKey.of(keys.publicKey))
			.option(ZmqOptions.CURVE_SECRET_KEY, CurveKey.of(keys.secretKey))
			.option(ZmqOptions.CURVE_SERVER_KEY, CurveKey.of(SERVER_KEYS.publicKey));
	}

	private HonestPeer curvePeer(ZmqSocket server) {
		return HonestPeer.of(this.sockets, server, curveClient(SocketSpec.of("honest", ZmqSocketType.PUSH)));
	}

	private static RawZmtp connect(ZmqSocket socket) throws Exception {
		return new RawZmtp(socket.boundEndpoints().get(0).port());
	}

	private void awaitCutOff(ZmqSocket socket, PeerViolation violation) {
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(() -> {
			assertThat(totals(socket).cutOff()).isEqualTo(1);
			assertThat(this.sockets.events()).filteredOn(ZmqPeerCutOffEvent.class::isInstance)
				.singleElement()
				.satisfies((event) -> assertThat(((ZmqPeerCutOffEvent) event).violation()).isEqualTo(violation));
		});
	}

	private void awaitFailed(ZmqSocket socket, HandshakeFailure cause) {
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(() -> {
			assertThat(totals(socket).failedHandshakes().get(cause)).isPositive();
			assertThat(this.sockets.events()).filteredOn(ZmqHandshakeFailedEvent.class::isInstance)
				.extracting((event) -> ((ZmqHandshakeFailedEvent) event).cause())
				.contains(cause);
		});
	}

	private static ConnectionTotals totals(ZmqSocket socket) {
		return socket.inspection().peers().totals();
	}

	private static List<Long> lengthsThatLie() {
		return List.of(-1L, Long.MIN_VALUE, 0x8000_0000_7735_9400L, 0xFFFF_FFFF_0000_0010L);
	}

	@ParameterizedTest
	@MethodSource("lengthsThatLie")
	void aLengthThatCannotBeEndsTheConnection(long length) throws Exception {
		ZmqSocket pull = pull();
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		honest.assertServed();
		try (RawZmtp attacker = connect(pull)) {
			attacker.becomePeer("PUSH").send(RawZmtp.header(0, length));
			honest.assertServed();
			if ((int) length < 0 || (int) length > 1024) {
				assertThat(attacker.awaitCutOff()).isTrue();
				awaitCutOff(pull, ((int) length < 0) ? PeerViolation.MALFORMED : PeerViolation.MESSAGE_TOO_LARGE);
			}
		}
		honest.assertServed();
	}

	static Stream<String> mechanisms() {
		return Stream.of("NULL", "CURVE");
	}

	@ParameterizedTest
	@MethodSource("mechanisms")
	void aNegativeLengthInsteadOfAHandshakeEndsTheConnection(String mechanism) throws Exception {
		boolean curve = mechanism.equals("CURVE");
		ZmqSocket pull = curve ? curvePull() : pull();
		HonestPeer honest = curve ? curvePeer(pull) : HonestPeer.of(this.sockets, pull);
		honest.assertServed();
		try (RawZmtp attacker = connect(pull)) {
			attacker.greet(mechanism).send(RawZmtp.header(RawZmtp.COMMAND, -1));
			honest.assertServed();
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitFailed(pull, HandshakeFailure.PROTOCOL);
		honest.assertServed();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1024 })
	void twoGigabytesThatAreAnnouncedAreNeverAllocated(int maxMessageSize) throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofBytes(maxMessageSize)));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		try (RawZmtp attacker = connect(pull)) {
			attacker.becomePeer("PUSH").send(RawZmtp.header(0, 2_000_000_000));
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pull, (maxMessageSize < 0) ? PeerViolation.OUT_OF_MEMORY : PeerViolation.MESSAGE_TOO_LARGE);
		honest.assertServed();
	}

	@Test
	void whatManyPeersAnnounceTogetherIsBounded() throws Exception {
		ZmqSocket pull = pull();
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		long share = Runtime.getRuntime().maxMemory() / 4;
		int most = (int) (share / (60 << 20)) + 1;
		RawZmtp[] attackers = new RawZmtp[most + 8];
		try {
			for (int i = 0; i < attackers.length; i++) {
				attackers[i] = connect(pull).becomePeer("PUSH").send(RawZmtp.header(0, 60 << 20));
			}
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(totals(pull).cutOff()).isGreaterThanOrEqualTo(8));
			honest.assertServed();
		}
		finally {
			for (RawZmtp attacker : attackers) {
				attacker.close();
			}
		}
		// what they took is given back: a large message is taken again
		await().atMost(PATIENCE).until(() -> pull.inspection().peers().count() == 1);
		honest.socket().send(new byte[60 << 20]);
		assertThat(pull.receive(PATIENCE)).isNotNull();
		honest.assertServed();
	}

	@Test
	void aMessageWithoutEndIsCutOff() throws Exception {
		ZmqSocket pull = pull();
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		try (RawZmtp attacker = connect(pull)) {
			attacker.becomePeer("PUSH");
			long sent = attacker.sendUntilCutOff(RawZmtp.frame(RawZmtp.MORE, new byte[8]), 50_000_000);
			assertThat(sent).isLessThan(50_000_000);
		}
		awaitCutOff(pull, PeerViolation.TOO_MANY_FRAMES);
		honest.assertServed();
	}

	@Test
	void aMessageWithoutEndIsCutOffAlsoWhenItIsEncrypted() throws Exception {
		ZmqSocket pull = curvePull();
		HonestPeer honest = curvePeer(pull);
		honest.assertServed();
		try (RawZmtp connection = connect(pull)) {
			RawCurve attacker = new RawCurve(connection, SERVER_KEY).becomePeer("PUSH");
			int sent = 0;
			try {
				for (; sent < 50_000; sent++) {
					connection.send(attacker.message(RawZmtp.MORE, new byte[8]));
				}
			}
			catch (IOException ex) {
				// cut off
			}
			assertThat(sent).isLessThan(50_000);
		}
		awaitCutOff(pull, PeerViolation.TOO_MANY_FRAMES);
		honest.assertServed();
	}

	@Test
	void theFramesOfAMessageTogetherAreNotLargerThanItMayBe() throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofMegabytes(1)));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		try (RawZmtp attacker = connect(pull)) {
			attacker.becomePeer("PUSH");
			attacker.sendUntilCutOff(RawZmtp.frame(RawZmtp.MORE, new byte[100_000]), 10_000_000);
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pull, PeerViolation.MESSAGE_TOO_LARGE);
		honest.assertServed();
	}

	@Test
	void manyMessagesAndCommandsAreNoMessageWithoutEnd() throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.MAX_MESSAGE_FRAMES, 10)
			.option(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofKilobytes(100)));
		try (RawZmtp peer = connect(pull)) {
			peer.becomePeer("PUSH");
			for (int i = 0; i < 50; i++) {
				// no answer is wanted: a time to live of 0
				peer.send(RawZmtp.command("PING", new byte[] { 0, 0 }));
			}
			for (int i = 0; i < 20; i++) {
				for (int frame = 0; frame < 9; frame++) {
					peer.send(RawZmtp.frame(RawZmtp.MORE, new byte[10_000]));
				}
				peer.send(RawZmtp.frame(0, new byte[10_000]));
				assertThat(pull.receive(PATIENCE)).isNotNull();
			}
		}
		assertThat(totals(pull).cutOff()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\01\00", "\026\003\001\002\000\001\000\001" })
	void anotherProtocolIsNotTakenForMessages(String bytes) throws Exception {
		ZmqSocket pull = pull();
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		try (RawZmtp attacker = connect(pull)) {
			attacker.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitFailed(pull, HandshakeFailure.PROTOCOL);
		honest.assertServed();
		assertThat(pull.receive(Duration.ZERO)).isNull();
	}

	@Test
	void zmtp2IsRefused() throws Exception {
		ZmqSocket pull = pull();
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		try (RawZmtp attacker = connect(pull)) {
			attacker.send(new byte[] { (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 8, 0, 0 });
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitFailed(pull, HandshakeFailure.PROTOCOL);
		honest.assertServed();
	}

	@Test
	void anIdentityThatOverflowsCurveEndsTheConnection() throws Exception {
		ZmqSocket router = this.sockets.open(curve(TestSockets.bound("router", ZmqSocketType.ROUTER)));
		ZmqSocket honest = this.sockets
			.open(curveClient(SocketSpec.of("dealer", ZmqSocketType.DEALER).connect(TestSockets.endpoint(router))));
		try (RawZmtp connection = connect(router)) {
			RawCurve attacker = new RawCurve(connection, SERVER_KEY);
			connection.greet("CURVE");
			attacker.hello();
			attacker.initiate(RawZmtp.property("Identity", new byte[255]));
			assertThat(connection.awaitCutOff()).isTrue();
		}
		awaitFailed(router, HandshakeFailure.PROTOCOL);
		honest.send("a".getBytes(StandardCharsets.UTF_8));
		assertThat(router.receive(PATIENCE)).isNotNull();
	}

	@Test
	void aPingThatIsCutShortEndsTheConnection() throws Exception {
		ZmqSocket pull = pull();
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		try (RawZmtp attacker = connect(pull)) {
			attacker.becomePeer("PUSH").send(RawZmtp.command("PING", new byte[0]));
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pull, PeerViolation.MALFORMED);
		honest.assertServed();
	}

	@Test
	void whatFailsWhenAFullQueueHasRoomAgainEndsTheConnectionToo() throws Exception {
		ZmqSocket pull = this.sockets
			.open(TestSockets.bound("pull", ZmqSocketType.PULL).option(ZmqOptions.RECEIVE_HWM, 2));
		HonestPeer honest = HonestPeer.of(this.sockets, pull);
		honest.assertServed();
		byte[] bytes = new byte[0];
		for (int i = 0; i < 20; i++) {
			bytes = ZmtpFuzz.join(bytes, RawZmtp.frame(0, new byte[8]));
		}
		try (RawZmtp attacker = connect(pull)) {
			attacker.becomePeer("PUSH").send(ZmtpFuzz.join(bytes, RawZmtp.command("PING", new byte[0])));
			for (int i = 0; i < 20; i++) {
				assertThat(pull.receive(PATIENCE)).isNotNull();
			}
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pull, PeerViolation.MALFORMED);
		honest.assertServed();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aPlainNameOfMoreThan127BytesEndsTheConnection(boolean atOnce) throws Exception {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.PLAIN_SERVER, true)
			.authenticator(PLAIN_USERS));
		HonestPeer honest = HonestPeer.of(this.sockets, pull,
				SocketSpec.of("honest", ZmqSocketType.PUSH)
					.option(ZmqOptions.PLAIN_USERNAME, "user")
					.option(ZmqOptions.PLAIN_PASSWORD, "password"));
		honest.assertServed();
		byte[] hello = new byte[300];
		hello[0] = (byte) 200;
		try (RawZmtp attacker = connect(pull)) {
			if (atOnce) {
				byte[] greeting = RawZmtp.greeting("PLAIN");
				byte[] command = RawZmtp.command("HELLO", hello);
				byte[] all = Arrays.copyOf(greeting, greeting.length + command.length);
				System.arraycopy(command, 0, all, greeting.length, command.length);
				attacker.send(all);
			}
			else {
				attacker.greet("PLAIN").send(RawZmtp.command("HELLO", hello));
			}
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitFailed(pull, HandshakeFailure.PROTOCOL);
		honest.assertServed();
	}

	@Test
	void aSubscriptionThatIsTooLongEndsTheConnectionAndNotThePublisher() throws Exception {
		ZmqSocket pub = this.sockets.open(TestSockets.bound("pub", ZmqSocketType.PUB));
		byte[] subscription = new byte[20_000];
		subscription[0] = 1;
		try (RawZmtp attacker = connect(pub)) {
			attacker.becomePeer("SUB").send(RawZmtp.frame(0, subscription));
			assertThat(attacker.awaitCutOff()).isTrue();
		}
		awaitCutOff(pub, PeerViolation.MESSAGE_TOO_LARGE);
		ZmqSocket sub = this.sockets.open(TestSockets.connectedTo(pub, "sub", ZmqSocketType.SUB).topics(""));
		assertThat(pub.control().awaitSubscribers("", 1, PATIENCE)).isTrue();
		pub.send(new byte[1]);
		assertThat(sub.receive(PATIENCE)).isNotNull();
	}

	@Test
	void aSocketThatWasAttackedStops() throws Exception {
		ZmqSocket pull = this.sockets
			.open(TestSockets.bound("pull", ZmqSocketType.PULL).defaults(SocketDefaults.JEROMQ));
		try (RawZmtp attacker = connect(pull)) {
			attacker.becomePeer("PUSH").send(RawZmtp.header(0, -1));
			assertThat(attacker.awaitCutOff()).isTrue();
			pull.stop(PATIENCE);
			assertThat(pull.isRunning()).isFalse();
			// that the context closes too, the extension asserts
		}
	}

}

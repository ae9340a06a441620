package io.github.zmqspring.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.io.Metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What the handler answers, asked as JeroMQ asks it, and what happens where it does not.
 */
@Timeout(180)
class ZapHandlerTests {

	private static final int PATIENCE_MILLIS = 30_000;

	/** How long to watch for what must not come. */
	private static final int SILENCE_MILLIS = 300;

	private static final ZapOptions OPTIONS = new ZapOptions(1, 1, Duration.ofSeconds(2));

	private static final ZmqAuthenticator ALICE_ONLY = PlainUsers.of(Map.of("alice", "secret"));

	private final ZContext context = new ZContext();

	private final PeerSeal seal = new PeerSeal();

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

	private final List<ZapDecision> decisions = new CopyOnWriteArrayList<>();

	private ZapHandler handler;

	private static Thread daemon(String name, Runnable task) {
		Thread thread = new Thread(task, "zaptest-" + name);
		thread.setDaemon(true);
		return thread;
	}

	@BeforeEach
	void start() {
		this.handler = ZapHandler.start(this.context, this.seal, OPTIONS, () -> this.timer, ZapHandlerTests::daemon);
	}

	@AfterEach
	void close() throws InterruptedException {
		assertThat(this.handler.close(Duration.ofSeconds(10))).isTrue();
		this.timer.shutdown();
		this.context.close();
	}

	private ZMQ.Socket client() {
		ZMQ.Socket client = this.context.createSocket(SocketType.REQ);
		client.setReceiveTimeOut(PATIENCE_MILLIS);
		client.connect(ZapHandler.ENDPOINT);
		return client;
	}

	private static void send(ZMQ.Socket client, String... frames) {
		for (int i = 0; i < frames.length; i++) {
			client.send(frames[i].getBytes(StandardCharsets.ISO_8859_1), (i < frames.length - 1) ? ZMQ.SNDMORE : 0);
		}
	}

	private static List<byte[]> receive(ZMQ.Socket client) {
		List<byte[]> frames = new ArrayList<>();
		do {
			frames.add(client.recv());
		}
		while (client.hasReceiveMore());
		return frames;
	}

	private static String text(byte[] frame) {
		return new String(frame, StandardCharsets.UTF_8);
	}

	private static void assertStatus(ZMQ.Socket client, String status) {
		List<byte[]> reply = receive(client);
		assertThat(reply).hasSize(6);
		assertThat(text(reply.get(0))).isEqualTo("1.0");
		assertThat(text(reply.get(1))).isEqualTo("7");
		assertThat(text(reply.get(2))).isEqualTo(status);
		if (!status.equals("200")) {
			assertThat(reply.subList(3, 6)).as("what the peer could learn").allMatch((frame) -> frame.length == 0);
		}
	}

	private void assertAnswer(String status, String... request) {
		ZMQ.Socket client = client();
		send(client, request);
		assertStatus(client, status);
	}

	private void assertPlain(String status, String name, String password) {
		assertAnswer(status, "1.0", "7", ZapHandler.domain("global", "s"), "10.0.0.7", "", "PLAIN", name, password);
	}

	private Metadata metadata(byte[] encoded) {
		Metadata metadata = new Metadata();
		assertThat(metadata.read(ByteBuffer.wrap(encoded), 0, null)).isZero();
		return metadata;
	}

	private void register(ZmqAuthenticator authenticator) {
		this.handler.register("s", authenticator, this.decisions::add);
	}

	@Test
	void whoMayEnterIsSealedWithItsUserIdAndAddress() {
		register(ALICE_ONLY);
		ZMQ.Socket client = client();
		send(client, "1.0", "7", ZapHandler.domain("global", "s"), "10.0.0.7", "id", "PLAIN", "alice", "secret");
		List<byte[]> reply = receive(client);
		assertThat(text(reply.get(2))).isEqualTo("200");
		assertThat(text(reply.get(4))).isEqualTo("alice");
		Metadata metadata = metadata(reply.get(5));
		assertThat(this.seal.isOn(metadata)).isTrue();
		assertThat(this.seal.userId(metadata)).isEqualTo("alice");
		assertThat(this.seal.address(metadata)).isEqualTo("10.0.0.7");
		assertThat(new PeerSeal().isOn(metadata)).as("another process's seal").isFalse();
		// told after the reply, so that nobody waits for whoever listens
		await().untilAsserted(() -> assertThat(this.decisions).hasSize(1));
		assertThat(this.decisions).singleElement().satisfies((decision) -> {
			assertThat(decision.status()).isEqualTo(ZapStatus.ACCEPTED);
			assertThat(decision.request().domain()).isEqualTo("global");
			assertThat(decision.request().socketName()).isEqualTo("s");
			assertThat(decision.request().routingId()).isEqualTo("id".getBytes(StandardCharsets.US_ASCII));
		});
	}

	@Test
	void whoMayNotEnterLearnsNothing() {
		register(ALICE_ONLY);
		assertPlain("400", "alice", "guess");
		assertPlain("400", "bob", "secret");
		assertPlain("400", "", "");
	}

	@Test
	void textThatIsNotUtf8IsNobodysName() {
		register((request) -> ZmqAuthentication.accepted("anybody"));
		assertPlain("500", "\u00ff\u00fe", "secret");
	}

	@Test
	void anUnknownSocketLetsNobodyIn() {
		assertPlain("400", "alice", "secret");
		register(ALICE_ONLY);
		this.handler.unregister("s");
		assertPlain("400", "alice", "secret");
		assertAnswer("400", "1.0", "7", ZapHandler.domain("global", "s"), "10.0.0.7", "", "NULL");
	}

	@Test
	void aSocketThatKeepsNobodyOutHasThePlainDomain() {
		assertAnswer("200", "1.0", "7", "global", "10.0.0.7", "", "NULL");
		assertAnswer("400", "1.0", "7", "global", "10.0.0.7", "", "PLAIN", "alice", "secret");
		assertAnswer("400", "1.0", "7", "global", "10.0.0.7", "", "CURVE", "k".repeat(32));
	}

	@Test
	void whatIsNoRequestIsRefused() {
		register((request) -> ZmqAuthentication.accepted("anybody"));
		String domain = ZapHandler.domain("", "s");
		assertAnswer("500", "2.0", "7", domain, "10.0.0.7", "", "NULL");
		assertAnswer("500", "1.0", "7");
		assertAnswer("500", "1.0", "7", domain, "10.0.0.7", "", "GSSAPI", "principal");
		assertAnswer("500", "1.0", "7", domain, "10.0.0.7", "", "PLAIN", "alice");
		assertAnswer("500", "1.0", "7", domain, "10.0.0.7", "", "PLAIN", "alice", "secret", "more");
		assertAnswer("500", "1.0", "7", domain, "10.0.0.7", "", "CURVE", "k".repeat(31));
		assertAnswer("500", "1.0", "7", domain, "10.0.0.7", "", "CURVE");
		assertThat(this.decisions).isEmpty();
		assertPlain("200", "alice", "secret");
	}

	@Test
	void whatHasNoReturnAddressIsIgnored() {
		ZMQ.Socket dealer = this.context.createSocket(SocketType.DEALER);
		dealer.connect(ZapHandler.ENDPOINT);
		send(dealer, "1.0");
		send(dealer, "no", "empty", "frame", "first");
		register(ALICE_ONLY);
		assertPlain("200", "alice", "secret");
	}

	@Test
	void anExceptionThatCannotEvenBePrintedKeepsThePeerOut() {
		class Nasty extends RuntimeException {

			private static final long serialVersionUID = 1L;

			@Override
			public String getMessage() {
				throw new Nasty();
			}

		}
		register(new ZmqAuthenticator() {

			@Override
			public ZmqAuthentication authenticate(ZmqAuthenticationRequest request) {
				throw new Nasty();
			}

			@Override
			public boolean isQuick() {
				return true;
			}

		});
		assertPlain("500", "alice", "secret");
		register(ALICE_ONLY);
		assertPlain("200", "alice", "secret");
		assertThat(this.handler.isAlive()).isTrue();
	}

	@Test
	void aListenerThatFailsStopsNobody() {
		this.handler.register("s", ALICE_ONLY, (decision) -> {
			throw new IllegalStateException("deaf");
		});
		assertPlain("200", "alice", "secret");
		assertPlain("400", "bob", "secret");
	}

	@Test
	void whoIsDecidedAboutTooLateIsRefusedInTime() {
		CountDownLatch release = new CountDownLatch(1);
		register((request) -> {
			release.await();
			return ZmqAuthentication.accepted("late");
		});
		assertPlain("300", "alice", "secret");
		release.countDown();
		await().untilAsserted(() -> assertPlain("200", "alice", "secret"));
		assertThat(this.decisions).first()
			.satisfies((decision) -> assertThat(decision.status()).isEqualTo(ZapStatus.UNAVAILABLE));
	}

	@Test
	void whoHasWaitedTooLongIsNotAskedAboutAnyMore() {
		CountDownLatch release = new CountDownLatch(1);
		List<String> asked = new CopyOnWriteArrayList<>();
		register((request) -> {
			asked.add(request.username());
			release.await();
			return ZmqAuthentication.accepted("late");
		});
		ZMQ.Socket first = client();
		send(first, "1.0", "7", ZapHandler.domain("", "s"), "10.0.0.7", "", "PLAIN", "first", "");
		await().until(() -> asked.contains("first"));
		assertPlain("300", "second", "");
		release.countDown();
		await().untilAsserted(() -> assertPlain("200", "third", ""));
		assertThat(asked).contains("first", "third").doesNotContain("second");
	}

	@Test
	void whoFindsNoRoomToWaitIsRefusedAtOnce() {
		ZapHandler patient = this.handler;
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(1);
		register((request) -> {
			busy.countDown();
			release.await();
			return ZmqAuthentication.accepted("late");
		});
		for (int i = 0; i < 3; i++) {
			send(client(), "1.0", "7", ZapHandler.domain("", "s"), "10.0.0." + i, "", "PLAIN", "a", "");
		}
		await().untilAsserted(() -> assertThat(this.decisions)
			.anyMatch((decision) -> decision.reason() != null && decision.reason().contains("too many")));
		release.countDown();
		assertThat(patient.isAlive()).isTrue();
	}

	@Test
	void thereIsOneHandlerInAContext() {
		assertThatIllegalStateException()
			.isThrownBy(
					() -> ZapHandler.start(this.context, this.seal, OPTIONS, () -> this.timer, ZapHandlerTests::daemon))
			.withMessageContaining("another one is bound");
		assertThat(this.context.getSockets()).hasSize(1);
	}

	/** JeroMQ itself: without any handler the same server lets everybody in. */
	@Test
	void whileTheHandlersThreadIsDeadNobodyIsLetIn() throws InterruptedException {
		try (ZContext other = new ZContext()) {
			assertThat(receivesFromAnybody(other, PATIENCE_MILLIS)).as("JeroMQ without a handler").isTrue();
			ZapHandler dead = ZapHandler.start(other, this.seal, OPTIONS, () -> this.timer,
					(name, task) -> daemon(name, () -> {
					}));
			await().until(() -> !dead.isAlive());
			assertThat(receivesFromAnybody(other, SILENCE_MILLIS)).as("with a handler that is dead").isFalse();
			other.getSockets().forEach(ZMQ.Socket::close);
		}
	}

	private static boolean receivesFromAnybody(ZContext context, int withinMillis) {
		ZMQ.Socket server = context.createSocket(SocketType.PULL);
		server.setPlainServer(true);
		server.setZapDomain("global");
		CountDownLatch asked = new CountDownLatch(1);
		server.setEventHook((event) -> asked.countDown(), zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL);
		int port = server.bindToRandomPort("tcp://127.0.0.1");
		ZMQ.Socket client = context.createSocket(SocketType.PUSH);
		client.setPlainUsername("mallory");
		client.setPlainPassword("guess");
		client.setLinger(0);
		// a few fresh connections in a hundred stall in JeroMQ until this time is over
		client.setHandshakeIvl(500);
		client.connect("tcp://127.0.0.1:" + port);
		client.send("from mallory");
		await().until(() -> asked.getCount() == 0);
		server.setReceiveTimeOut(withinMillis);
		boolean received = server.recv() != null;
		server.close();
		client.close();
		return received;
	}

}

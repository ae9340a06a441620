package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.CidrRange;
import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.security.IpRules;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.security.ZapHandler;
import io.github.zmqspring.security.ZapStatus;
import io.github.zmqspring.security.ZmqAuthentication;
import io.github.zmqspring.security.ZmqAuthenticator;
import io.github.zmqspring.security.ZmqMechanism;
import io.github.zmqspring.socket.event.ZmqHandshakeFailedEvent;
import io.github.zmqspring.socket.event.ZmqPeerDeniedEvent;
import io.github.zmqspring.socket.event.ZmqRefusedByServerEvent;
import io.github.zmqspring.socket.status.AuthenticationTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.connectedTo;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Who is let in, and that nobody else is, whatever happens to those who decide.
 */
@Timeout(180)
class AdmissionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** How long to watch for what must not come. */
	private static final Duration SILENCE = Duration.ofMillis(300);

	private static final CurveKeyPair SERVER = CurveKeyPair.generate();

	private static final CurveKeyPair ALICE = CurveKeyPair.generate();

	private static final CurveKeyPair MALLORY = CurveKeyPair.generate();

	private static final ZmqAuthenticator KEYS = CurveAllowList.of(Map.of(ALICE.publicKey(), "alice"));

	private static final ZmqAuthenticator USERS = PlainUsers.of(Map.of("admin", "open, sesame"));

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static SocketSpec.Builder curveServer(SocketSpec.Builder spec) {
		return spec.option(ZmqOptions.CURVE_SERVER, true)
			.option(ZmqOptions.CURVE_PUBLIC_KEY, SERVER.publicKey())
			.option(ZmqOptions.CURVE_SECRET_KEY, SERVER.secretKey());
	}

	private static SocketSpec.Builder curveClient(SocketSpec.Builder spec, CurveKeyPair keys) {
		return spec.option(ZmqOptions.CURVE_SERVER_KEY, SERVER.publicKey())
			.option(ZmqOptions.CURVE_PUBLIC_KEY, keys.publicKey())
			.option(ZmqOptions.CURVE_SECRET_KEY, keys.secretKey());
	}

	private static SocketSpec.Builder plainClient(SocketSpec.Builder spec, String name, String password) {
		return spec.option(ZmqOptions.PLAIN_USERNAME, name).option(ZmqOptions.PLAIN_PASSWORD, password);
	}

	private ZmqSocket openServer(ZmqAuthenticator authenticator) {
		return this.sockets.open(curveServer(bound("pull", ZmqSocketType.PULL)).authenticator(authenticator));
	}

	private ZmqSocket push(ZmqSocket server, String name, UnaryOperator<SocketSpec.Builder> security) {
		ZmqSocket push = this.sockets.open(
				security.apply(connectedTo(server, name, ZmqSocketType.PUSH).option(ZmqOptions.LINGER, Duration.ZERO)));
		push.trySend(ZmqMessage.ofStrings("from " + name));
		return push;
	}

	private ZmqSocket push(ZmqSocket server, String name, CurveKeyPair keys) {
		return push(server, name, (spec) -> curveClient(spec, keys));
	}

	/** Those who are refused may try again. */
	private static void awaitTotals(ZmqSocket server, long accepted, long denied, long failed) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			AuthenticationTotals totals = server.inspection().authentication();
			assertThat(totals.accepted()).isEqualTo(accepted);
			assertThat(totals.denied()).matches((count) -> (denied > 0) ? count >= denied : count == 0);
			assertThat(totals.failed()).matches((count) -> (failed > 0) ? count >= failed : count == 0);
		});
	}

	private static void assertReceivesOnly(ZmqSocket server, String... texts) {
		for (String text : texts) {
			assertThat(server.receive(PATIENCE)).isEqualTo(ZmqMessage.ofStrings(text));
		}
		assertThat(server.receive(SILENCE)).isNull();
	}

	@Test
	void aCurveServerLetsInWhomItKnowsAndNobodyElse() {
		ZmqSocket server = openServer(KEYS);
		push(server, "mallory", MALLORY);
		awaitTotals(server, 0, 1, 0);
		push(server, "alice", ALICE);
		assertReceivesOnly(server, "from alice");
		awaitTotals(server, 1, 1, 0);
	}

	@Test
	void aPlainServerLetsInWhoHasThePasswordAndNobodyElse() {
		ZmqSocket server = this.sockets
			.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.PLAIN_SERVER, true).authenticator(USERS));
		push(server, "guess", (spec) -> plainClient(spec, "admin", "guess"));
		push(server, "unknown", (spec) -> plainClient(spec, "root", "open, sesame"));
		push(server, "nobody", (spec) -> spec);
		awaitTotals(server, 0, 2, 0);
		push(server, "admin", (spec) -> plainClient(spec, "admin", "open, sesame"));
		assertReceivesOnly(server, "from admin");
	}

	@Test
	void aServerSendsNothingToWhomItHasNotLetIn() {
		ZmqSocket pub = this.sockets.open(curveServer(bound("pub", ZmqSocketType.PUB)).authenticator(KEYS));
		ZmqSocket mallory = this.sockets
			.open(curveClient(connectedTo(pub, "mallory", ZmqSocketType.SUB).topics(""), MALLORY));
		ZmqSocket alice = this.sockets
			.open(curveClient(connectedTo(pub, "alice", ZmqSocketType.SUB).topics(""), ALICE));
		awaitTotals(pub, 1, 1, 0);
		assertThat(pub.control().awaitSubscribers("", 1, PATIENCE)).isTrue();
		pub.send(ZmqMessage.ofStrings("secret"));
		assertThat(alice.receive(PATIENCE)).isEqualTo(ZmqMessage.ofStrings("secret"));
		assertThat(mallory.receive(SILENCE)).isNull();
	}

	@Test
	void addressesAreLookedAtWithoutAnyMechanism() {
		IpRules rules = IpRules.of(List.of(), List.of(CidrRange.parse("127.0.0.0/8")));
		ZmqSocket server = this.sockets.open(bound("pull", ZmqSocketType.PULL).authenticator(rules));
		ZmqSocket early = push(server, "early", (spec) -> spec);
		awaitTotals(server, 0, 1, 0);
		early.stop(PATIENCE);
		rules.replace(List.of(CidrRange.parse("127.0.0.1")), List.of());
		push(server, "late", (spec) -> spec);
		assertReceivesOnly(server, "from late");
		assertThat(server.inspection().authentication().accepted()).isPositive();
	}

	@Test
	void addressesAreLookedAtEvenWithoutADomain() {
		IpRules rules = IpRules.of(List.of(), List.of(CidrRange.parse("127.0.0.0/8")));
		ZmqSocket server = this.sockets
			.open(bound("pull", ZmqSocketType.PULL).defaults(SocketDefaults.JEROMQ).authenticator(rules));
		push(server, "early", (spec) -> spec.defaults(SocketDefaults.JEROMQ));
		awaitTotals(server, 0, 1, 0);
		assertReceivesOnly(server);
	}

	@Test
	void keysCanBeReplacedWhileTheServerIsOpen() {
		CurveAllowList keys = CurveAllowList.of(Map.of());
		ZmqSocket server = openServer(keys);
		ZmqSocket early = push(server, "early", ALICE);
		awaitTotals(server, 0, 1, 0);
		early.stop(PATIENCE);
		keys.replace(Map.of(ALICE.publicKey(), "alice"));
		push(server, "late", ALICE);
		assertReceivesOnly(server, "from late");
	}

	@Test
	void theUserIdIsWithTheMessageAndInTheListOfPeers() {
		ZmqSocket server = openServer(KEYS);
		push(server, "alice", ALICE);
		MessageOrigin origin = server.receive(PATIENCE).origin();
		assertThat(origin.userId()).isEqualTo("alice");
		assertThat(origin.peerAddress()).startsWith("127.0.0.1:");
		assertThat(server.inspection().peers().live()).singleElement().satisfies((peer) -> {
			assertThat(peer.userId()).isEqualTo("alice");
			assertThat(peer.mechanism()).isEqualTo("CURVE");
			assertThat(peer.address()).isEqualTo(origin.peerAddress());
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "ROUTER", "REP", "SERVER" })
	void theUserIdIsKnownWhereTheEnvelopeComesFirst(ZmqSocketType type) {
		ZmqSocket server = this.sockets.open(curveServer(bound("server", type)).authenticator(KEYS));
		ZmqSocketType clientType = (type == ZmqSocketType.SERVER) ? ZmqSocketType.CLIENT
				: (type == ZmqSocketType.REP) ? ZmqSocketType.REQ : ZmqSocketType.DEALER;
		ZmqSocket client = this.sockets.open(curveClient(connectedTo(server, "client", clientType), ALICE));
		client.send(ZmqMessage.ofStrings("hello"));
		ZmqMessage request = server.receive(PATIENCE);
		assertThat(request.last()).asString().isEqualTo("hello");
		assertThat(request.origin().userId()).isEqualTo("alice");
	}

	@Test
	void withoutAnAuthenticatorThereIsNoUserId() {
		openServer(KEYS);
		ZmqSocket open = this.sockets.open(bound("open", ZmqSocketType.PULL));
		push(open, "anybody", (spec) -> spec);
		ZmqMessage message = open.receive(PATIENCE);
		assertThat(message).isEqualTo(ZmqMessage.ofStrings("from anybody"));
		assertThat(message.origin().userId()).isNull();
		assertThat(open.inspection().authentication()).isEqualTo(new AuthenticationTotals(0, 0, 0));
	}

	@Test
	void socketsThatNeedNoSecurityHaveNoHandlerAndWorkOnWhenOneComes() {
		ZmqSocket first = this.sockets.open(bound("first", ZmqSocketType.PULL));
		push(first, "one", (spec) -> spec);
		assertReceivesOnly(first, "from one");
		assertThat(this.sockets.threads()).noneMatch((name) -> name.endsWith("zap"));
		openServer(KEYS);
		assertThat(this.sockets.threads()).anyMatch((name) -> name.endsWith("zap"));
		push(first, "two", (spec) -> spec);
		assertReceivesOnly(first, "from two");
	}

	@Test
	void aRefusedPeerIsAnEventOnBothSides() {
		ZmqSocket server = openServer(KEYS);
		push(server, "mallory", MALLORY);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sockets.events()).filteredOn(ZmqPeerDeniedEvent.class::isInstance)
				.first()
				.satisfies((event) -> {
					ZmqPeerDeniedEvent denied = (ZmqPeerDeniedEvent) event;
					assertThat(denied.socketName()).isEqualTo("pull");
					assertThat(denied.mechanism()).isEqualTo(ZmqMechanism.CURVE);
					assertThat(denied.address()).isEqualTo("127.0.0.1");
					assertThat(denied.principal()).isEqualTo(MALLORY.publicKey().z85());
					assertThat(denied.status()).isEqualTo(ZapStatus.DENIED);
					assertThat(denied.reason()).contains("not on the list");
				}));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sockets.events())
				.filteredOn((event) -> event instanceof ZmqHandshakeFailedEvent failed
						&& failed.cause() == HandshakeFailure.AUTHENTICATION)
				.extracting((event) -> ((ZmqHandshakeFailedEvent) event).side())
				.contains(Side.ACCEPTED, Side.CONNECTED));
	}

	@ParameterizedTest
	@EnumSource(names = { "DENIED", "FAILED" })
	void aClientIsToldWhyItIsRefused(ZapStatus why) {
		ZmqSocket server = openServer((request) -> {
			if (why == ZapStatus.DENIED) {
				return ZmqAuthentication.denied("not today");
			}
			throw new IllegalStateException("not today");
		});
		push(server, "mallory", MALLORY);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sockets.events()).filteredOn(ZmqRefusedByServerEvent.class::isInstance)
				.first()
				.satisfies((event) -> {
					ZmqRefusedByServerEvent refused = (ZmqRefusedByServerEvent) event;
					assertThat(refused.socketName()).isEqualTo("mallory");
					assertThat(refused.status()).isEqualTo(why);
					assertThat(refused.endpoint()).isEqualTo(endpoint(server));
				}));
	}

	@Test
	void anAuthenticatorThatFailsKeepsThePeerOutAndServesTheNext() {
		ZmqSocket server = openServer((request) -> {
			if (MALLORY.publicKey().equals(request.publicKey())) {
				throw new StackOverflowError("no luck");
			}
			return ZmqAuthentication.accepted("alice");
		});
		push(server, "mallory", MALLORY);
		awaitTotals(server, 0, 0, 1);
		push(server, "alice", ALICE);
		assertReceivesOnly(server, "from alice");
	}

	@Test
	@SuppressWarnings("NullAway")
	void anAuthenticatorThatReturnsNullKeepsThePeerOut() {
		ZmqSocket server = openServer((request) -> null);
		push(server, "alice", ALICE);
		awaitTotals(server, 0, 0, 1);
		assertReceivesOnly(server);
	}

	@Test
	void aSlowAuthenticatorHoldsUpNoOtherSocket() {
		CountDownLatch release = new CountDownLatch(1);
		ZmqSocket slow = this.sockets.open(curveServer(bound("slow", ZmqSocketType.PULL)).authenticator((request) -> {
			release.await();
			return ZmqAuthentication.accepted("late");
		}));
		ZmqSocket server = openServer(KEYS);
		for (int i = 0; i < 10; i++) {
			push(slow, "patient" + i, ALICE);
		}
		push(server, "alice", ALICE);
		assertReceivesOnly(server, "from alice");
		assertThat(slow.receive(SILENCE)).isNull();
		release.countDown();
		awaitTotals(slow, 10, 0, 0);
		assertThat(slow.receive(PATIENCE).origin().userId()).isEqualTo("late");
	}

	@Test
	void aServerWithoutAnAuthenticatorDoesNotOpen() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> this.sockets.open(curveServer(bound("pull", ZmqSocketType.PULL))))
			.withMessageContaining("pull")
			.withMessageContaining("curve-server")
			.withMessageContaining("nobody decides");
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(
					() -> this.sockets.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.PLAIN_SERVER, true)))
			.withMessageContaining("plain-server");
		assertThat(this.sockets.registry().sockets()).isEmpty();
	}

	@Test
	void aServerDoesNotOpenWhereSomebodyElseDecides() {
		try (ZContext engine = new ZContext(); ZMQ.Socket other = engine.createSocket(SocketType.REP)) {
			other.bind(ZapHandler.ENDPOINT);
			ZmqContext context = new ZmqContext(engine);
			ZmqSocketRegistry registry = new ZmqSocketRegistry(context, StartupFailurePolicy.CONTINUE, List.of(),
					(event) -> {
					});
			registry.start();
			assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(
					() -> registry.register(curveServer(bound("pull", ZmqSocketType.PULL)).authenticator(KEYS).build()))
				.withMessageContaining("ZAP handler");
			registry.stop();
		}
	}

	@Test
	void whenTheHandlerIsClosedBehindOurBackNobodyIsLetIn() {
		HandlerBomb bomb = new HandlerBomb(this.sockets.context(), KEYS);
		ZmqSocket server = openServer(bomb);
		push(server, "first", ALICE);
		assertReceivesOnly(server, "from first");
		bomb.arm();
		push(server, "fuse", ALICE);
		await().atMost(PATIENCE).until(() -> this.sockets.threads().stream().noneMatch((name) -> name.endsWith("zap")));
		long accepted = server.inspection().peers().totals().accepted();
		push(server, "mallory", MALLORY);
		push(server, "alice", ALICE);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(server.inspection().peers().totals().accepted())
				.isGreaterThanOrEqualTo(accepted + 2));
		assertReceivesOnly(server);
		bomb.disarm();
		server.stop(PATIENCE);
		// JeroMQ frees the endpoint a while later
		await().atMost(PATIENCE).ignoreExceptions().untilAsserted(server::start);
		push(server, "last", ALICE);
		await().atMost(PATIENCE).until(() -> server.receive(PATIENCE).equals(ZmqMessage.ofStrings("from last")));
	}

	@Test
	void aRestartedServerDecidesAgain() {
		ZmqSocket server = openServer(KEYS);
		push(server, "alice", ALICE);
		assertReceivesOnly(server, "from alice");
		server.stop(PATIENCE);
		server.start();
		push(server, "mallory", MALLORY);
		awaitTotals(server, 2, 1, 0);
		server.reopen();
		awaitTotals(server, 3, 1, 0);
		assertReceivesOnly(server);
	}

	@Test
	void aRestartedContextDecidesAgain() {
		ZmqSocket server = openServer(KEYS);
		this.sockets.registry().stop();
		assertThat(this.sockets.threads()).isEmpty();
		this.sockets.registry().start();
		push(server, "mallory", MALLORY);
		push(server, "alice", ALICE);
		assertReceivesOnly(server, "from alice");
	}

	@Test
	void overInprocNobodyIsAsked() {
		ZmqSocket server = this.sockets
			.open(curveServer(SocketSpec.of("pull", ZmqSocketType.PULL).bind("inproc://pull")).authenticator(KEYS));
		push(server, "inside", (spec) -> spec);
		assertReceivesOnly(server, "from inside");
		assertThat(endpoint(server)).isEqualTo("inproc://pull");
	}

}

package io.github.zmqspring.boot.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Consumer;

import io.github.zmqspring.boot.security.ZmqCurveBundles;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.CurveCertificate;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.CurveKeyPair;
import io.github.zmqspring.security.ZmqAuthentication;
import io.github.zmqspring.security.ZmqAuthenticator;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.AuthenticationTotals;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqPeers;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for security from properties, with real sockets: who gets in, and who does not.
 */
@Timeout(300)
class ZmqSecurityTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final CurveKeyPair SERVER = CurveKeyPair.generate();

	private static final CurveKeyPair ALICE = CurveKeyPair.generate();

	private static final CurveKeyPair MALLORY = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
		.withInitializer((context) -> TestPropertyValues
			.of("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=tcp://127.0.0.1:*")
			.applyTo(context));

	private final ApplicationContextRunner curveServer = this.contextRunner.withPropertyValues(
			"zmq.sockets.tasks.curve-server=true", "zmq.sockets.tasks.curve-bundle=server",
			"zmq.security.curve.server.secret-key=" + SERVER.secretKey().z85());

	private final ApplicationContextRunner plainServer = this.contextRunner
		.withPropertyValues("zmq.sockets.tasks.plain-server=true");

	@Test
	void aClientWhoseKeyIsDeclaredGetsInUnderItsNameAndAnotherDoesNot() {
		this.curveServer.withPropertyValues("zmq.security.clients.keys.alice=" + ALICE.publicKey().z85())
			.run((context) -> {
				letsIn(context, curve(ALICE), "alice");
				keepsOut(context, curve(MALLORY));
			});
	}

	@Test
	void clientsMayBeSocketsOfTheSameApplication() {
		this.curveServer
			.withPropertyValues("zmq.security.clients.keys.alice=" + ALICE.publicKey().z85(),
					"zmq.security.curve.alice.public-key=" + ALICE.publicKey().z85(),
					"zmq.security.curve.alice.secret-key=" + ALICE.secretKey().z85(), "zmq.sockets.client.type=push",
					"zmq.sockets.client.connect=tcp://127.0.0.1:1", "zmq.sockets.client.curve-bundle=alice",
					"zmq.sockets.client.curve-server-key=server")
			.run((context) -> {
				SocketSpec client = sockets(context).get("client").spec();
				assertThat(client.options().get(ZmqOptions.CURVE_PUBLIC_KEY)).isEqualTo(ALICE.publicKey());
				assertThat(client.options().get(ZmqOptions.CURVE_SECRET_KEY)).isEqualTo(ALICE.secretKey());
				assertThat(client.options().get(ZmqOptions.CURVE_SERVER_KEY)).isEqualTo(SERVER.publicKey());
				letsIn(context, (builder) -> {
					builder.option(ZmqOptions.CURVE_PUBLIC_KEY, client.options().get(ZmqOptions.CURVE_PUBLIC_KEY));
					builder.option(ZmqOptions.CURVE_SECRET_KEY, client.options().get(ZmqOptions.CURVE_SECRET_KEY));
					builder.option(ZmqOptions.CURVE_SERVER_KEY, client.options().get(ZmqOptions.CURVE_SERVER_KEY));
				}, "alice");
			});
	}

	@Test
	void aClientWithoutKeysOfItsOwnGetsFreshOnes() {
		this.curveServer
			.withPropertyValues("zmq.security.clients.any=true", "zmq.sockets.client.type=push",
					"zmq.sockets.client.connect=tcp://127.0.0.1:1",
					"zmq.sockets.client.curve-server-key=" + SERVER.publicKey().z85())
			.run((context) -> {
				SocketSpec client = sockets(context).get("client").spec();
				CurveKey secret = client.options().get(ZmqOptions.CURVE_SECRET_KEY);
				assertThat(secret).isNotNull();
				CurveKeyPair pair = CurveKeyPair.of(secret);
				assertThat(client.options().get(ZmqOptions.CURVE_PUBLIC_KEY)).isEqualTo(pair.publicKey());
				letsIn(context, curve(pair), pair.publicKey().z85());
			});
	}

	@Test
	void whoIsKnownKeepsItsNameWhereEverybodyMayEnter() {
		this.curveServer
			.withPropertyValues("zmq.security.clients.any=true",
					"zmq.security.clients.keys.alice=" + ALICE.publicKey().z85())
			.run((context) -> {
				letsIn(context, curve(ALICE), "alice");
				letsIn(context, curve(MALLORY), MALLORY.publicKey().z85());
			});
	}

	@Test
	void bundlesAreReadFromCertificatesAndKeyFiles() throws Exception {
		Path secret = secretFile("server.key_secret", new CurveCertificate(SERVER.publicKey(), SERVER.secretKey()));
		Path open = Files.writeString(this.directory.resolve("peer.key"),
				new CurveCertificate(ALICE.publicKey(), null).publicText());
		Path z85 = Files.writeString(this.directory.resolve("z85"), ALICE.publicKey().z85());
		this.contextRunner
			.withPropertyValues("zmq.security.curve.server.location=" + secret,
					"zmq.security.curve.peer.location=file:" + open, "zmq.security.curve.other.public-key=file:" + z85,
					"zmq.security.curve.same.secret-key=file:" + secret)
			.run((context) -> {
				ZmqCurveBundles bundles = context.getBean(ZmqCurveBundles.class);
				assertThat(bundles.names()).containsExactly("other", "peer", "same", "server");
				assertThat(bundles.keyPair("server")).isEqualTo(SERVER);
				assertThat(bundles.keyPair("same")).isEqualTo(SERVER);
				assertThat(bundles.publicKey("peer")).isEqualTo(ALICE.publicKey());
				assertThat(bundles.hasSecretKey("peer")).isFalse();
				assertThat(bundles.publicKey("other")).isEqualTo(ALICE.publicKey());
			});
	}

	@Test
	void anApplicationMayAddBundles() {
		this.contextRunner.withBean(ZmqCurveBundlesCustomizer.class, () -> (builder) -> builder.add("vault", SERVER))
			.withPropertyValues("zmq.sockets.tasks.curve-server=true", "zmq.sockets.tasks.curve-bundle=vault",
					"zmq.security.clients.keys.alice=" + ALICE.publicKey().z85())
			.run((context) -> letsIn(context, curve(ALICE), "alice"));
	}

	@Test
	void whenAKeyIsAddedToTheDirectoryItsOwnerGetsIn() {
		this.curveServer.withPropertyValues("zmq.security.clients.directory=" + this.directory).run((context) -> {
			keepsOut(context, curve(ALICE));
			Files.writeString(this.directory.resolve("alice.key"),
					new CurveCertificate(ALICE.publicKey(), null).publicText());
			Awaitility.await().atMost(SOON).until(() -> enters(context, curve(ALICE)));
			keepsOut(context, curve(MALLORY));
		});
	}

	@Test
	void whenAKeyIsRemovedFromTheDirectoryItsOwnersConnectionEndsAndNoOthers() throws Exception {
		Path alice = Files.writeString(this.directory.resolve("alice.key"),
				new CurveCertificate(ALICE.publicKey(), null).publicText());
		Files.writeString(this.directory.resolve("bob.key"),
				new CurveCertificate(MALLORY.publicKey(), null).publicText());
		this.curveServer.withPropertyValues("zmq.security.clients.directory=" + this.directory).run((context) -> {
			ZmqSocket server = sockets(context).get("tasks");
			try (Client one = new Client(context, curve(ALICE)); Client other = new Client(context, curve(MALLORY))) {
				awaitUsers(server, "alice", "bob");
				long denied = server.inspection().authentication().denied();
				Files.delete(alice);
				awaitUsers(server, "bob");
				assertThat(server.inspection().peers().totals().cutOff()).isOne();
				Awaitility.await().atMost(SOON).until(() -> server.inspection().authentication().denied() > denied);
				other.socket().send(ZmqMessage.ofStrings("work"));
				assertThat(server.receive(SOON)).isEqualTo(ZmqMessage.ofStrings("work"));
				assertThat(other.socket().inspection().peers().totals().connected()).isOne();
				assertThat(one.socket().inspection().peers().totals().disconnected()).isOne();
			}
		});
	}

	private static void awaitUsers(ZmqSocket server, String... users) {
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> assertThat(server.inspection().peers().live())
				.filteredOn((peer) -> peer.state() == ZmqPeer.State.READY)
				.extracting(ZmqPeer::userId)
				.containsExactlyInAnyOrder(users));
	}

	@Test
	void usersGetInByTheirPasswords() {
		this.plainServer.withPropertyValues("zmq.security.plain.users.alice=pass word").run((context) -> {
			letsIn(context, plain("alice", "pass word"), "alice");
			keepsOut(context, plain("alice", "password"));
			keepsOut(context, plain("bob", "pass word"));
		});
	}

	@Test
	void passwordsAreCheckedByAnAuthenticationManager() {
		this.plainServer.withBean(AuthenticationManager.class, () -> (token) -> {
			if (!"secret".equals(token.getCredentials())) {
				throw new BadCredentialsException("wrong");
			}
			return UsernamePasswordAuthenticationToken.authenticated(token.getName() + "@spring", null,
					AuthorityUtils.NO_AUTHORITIES);
		}).withPropertyValues("zmq.security.plain.users.alice=other").run((context) -> {
			letsIn(context, plain("bob", "secret"), "bob@spring");
			letsIn(context, plain("alice", "other"), "alice");
			letsIn(context, plain("alice", "secret"), "alice@spring");
			keepsOut(context, plain("bob", "wrong"));
		});
	}

	@Test
	void withoutSpringSecurityPropertiesAreEnough() {
		this.plainServer.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.withPropertyValues("zmq.security.plain.users.alice=secret")
			.run((context) -> letsIn(context, plain("alice", "secret"), "alice"));
	}

	@Test
	void withoutActuatorPropertiesAreEnough() {
		this.plainServer.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.withPropertyValues("zmq.security.plain.users.alice=secret")
			.run((context) -> letsIn(context, plain("alice", "secret"), "alice"));
	}

	@Test
	void anAuthenticatorOfTheApplicationIsAskedAfterTheProperties() {
		ZmqAuthenticator own = (request) -> (MALLORY.publicKey().equals(request.publicKey()))
				? ZmqAuthentication.accepted("m") : ZmqAuthentication.denied("I do not know it");
		this.curveServer.withBean(ZmqAuthenticator.class, () -> own)
			.withPropertyValues("zmq.security.clients.keys.alice=" + ALICE.publicKey().z85())
			.run((context) -> {
				letsIn(context, curve(ALICE), "alice");
				letsIn(context, curve(MALLORY), "m");
				keepsOut(context, curve(CurveKeyPair.generate()));
			});
	}

	@Test
	void addressesComeBeforeEverythingElse() {
		this.curveServer
			.withPropertyValues("zmq.security.clients.any=true", "zmq.security.addresses.deny=10.0.0.0/8,127.0.0.0/8")
			.run((context) -> keepsOut(context, curve(ALICE)));
		this.curveServer.withPropertyValues("zmq.security.clients.any=true", "zmq.security.addresses.allow=127.0.0.1")
			.run((context) -> letsIn(context, curve(ALICE), ALICE.publicKey().z85()));
	}

	@Test
	void addressesAreCheckedOnSocketsWithoutMechanism() {
		this.contextRunner.withPropertyValues("zmq.security.addresses.allow=10.0.0.0/8")
			.run((context) -> keepsOut(context, (builder) -> {
			}));
		this.contextRunner.withPropertyValues("zmq.security.addresses.allow=127.0.0.0/8,::1")
			.run((context) -> letsIn(context, (builder) -> {
			}, null));
	}

	@Test
	void aDomainHasItsOwnRules() {
		this.curveServer
			.withPropertyValues("zmq.security.clients.keys.alice=" + ALICE.publicKey().z85(),
					"zmq.security.domains.inner.clients.keys.mallory=" + MALLORY.publicKey().z85(),
					"zmq.sockets.tasks.zap-domain=inner")
			.run((context) -> {
				letsIn(context, curve(MALLORY), "mallory");
				keepsOut(context, curve(ALICE));
			});
		this.plainServer
			.withPropertyValues("zmq.security.plain.users.alice=secret",
					"zmq.security.domains.inner.addresses.deny=127.0.0.1", "zmq.sockets.tasks.zap-domain=inner")
			.run((context) -> keepsOut(context, plain("alice", "secret")));
	}

	@Test
	void whatIsNotSetForADomainIsAsForAll() {
		this.plainServer
			.withPropertyValues("zmq.security.plain.users.alice=secret",
					"zmq.security.domains.inner.addresses.allow=127.0.0.1", "zmq.sockets.tasks.zap-domain=inner")
			.run((context) -> letsIn(context, plain("alice", "secret"), "alice"));
	}

	@Test
	void anAuthenticatorOfTheSocketItselfDecidesAloneButForAddresses() {
		ZmqAuthenticator all = (request) -> ZmqAuthentication.accepted("anybody");
		ApplicationContextRunner runner = this.plainServer.withBean(ZmqSocketCustomizer.class,
				() -> (name, builder) -> builder.authenticator(name.equals("tasks") ? all : null));
		runner.run((context) -> letsIn(context, plain("x", "y"), "anybody"));
		runner.withPropertyValues("zmq.security.addresses.deny=127.0.0.1")
			.run((context) -> keepsOut(context, plain("x", "y")));
	}

	@Test
	void afterARestartTheSameAreLetIn() {
		this.curveServer.withPropertyValues("zmq.security.clients.directory=" + this.directory).run((context) -> {
			Files.writeString(this.directory.resolve("alice.key"),
					new CurveCertificate(ALICE.publicKey(), null).publicText());
			Awaitility.await().atMost(SOON).until(() -> enters(context, curve(ALICE)));
			context.getSourceApplicationContext(ConfigurableApplicationContext.class).stop();
			context.getSourceApplicationContext(ConfigurableApplicationContext.class).start();
			Awaitility.await().atMost(SOON).until(() -> enters(context, curve(ALICE)));
			keepsOut(context, curve(MALLORY));
		});
	}

	private static Consumer<SocketSpec.Builder> curve(CurveKeyPair client) {
		return (builder) -> builder.option(ZmqOptions.CURVE_PUBLIC_KEY, client.publicKey())
			.option(ZmqOptions.CURVE_SECRET_KEY, client.secretKey())
			.option(ZmqOptions.CURVE_SERVER_KEY, SERVER.publicKey());
	}

	private static Consumer<SocketSpec.Builder> plain(String name, String password) {
		return (builder) -> builder.option(ZmqOptions.PLAIN_USERNAME, name).option(ZmqOptions.PLAIN_PASSWORD, password);
	}

	private static void letsIn(AssertableApplicationContext context, Consumer<SocketSpec.Builder> client,
			@Nullable String userId) {
		ZmqSocket server = sockets(context).get("tasks");
		long before = server.inspection().authentication().accepted();
		try (Client peer = new Client(context, client)) {
			peer.socket().send(ZmqMessage.ofStrings("work"));
			ZmqMessage message = server.receive(SOON);
			assertThat(message).as("message of an allowed peer").isNotNull().isEqualTo(ZmqMessage.ofStrings("work"));
			assertThat(message.origin().userId()).isEqualTo(userId);
			// counted after the peer was told: the next question must not take it for its
			// own
			Awaitility.await().atMost(SOON).until(() -> server.inspection().authentication().accepted() > before);
		}
	}

	private static void keepsOut(AssertableApplicationContext context, Consumer<SocketSpec.Builder> client) {
		assertThat(enters(context, client)).isFalse();
	}

	/**
	 * Whether a peer is let in, known by what it is told. What the server counts may be
	 * about another, who has been refused a moment ago and has asked again.
	 */
	private static boolean enters(AssertableApplicationContext context, Consumer<SocketSpec.Builder> client) {
		ZmqSocket server = sockets(context).get("tasks");
		AuthenticationTotals before = server.inspection().authentication();
		try (Client peer = new Client(context, client)) {
			ZmqPeers told = Awaitility.await()
				.atMost(SOON)
				.until(() -> peer.socket().inspection().peers(),
						(peers) -> peers.count() > 0 || refusals(peers.totals()) > 0);
			boolean enters = told.count() > 0;
			Awaitility.await()
				.atMost(SOON)
				.until(() -> server.inspection().authentication(),
						(totals) -> enters ? totals.accepted() > before.accepted() : totals.denied() > before.denied());
			assertThat(server.inspection().authentication().failed()).isEqualTo(before.failed());
			return enters;
		}
	}

	private static long refusals(ConnectionTotals totals) {
		return totals.failedHandshakes().get(HandshakeFailure.AUTHENTICATION);
	}

	private static ZmqSocketRegistry sockets(AssertableApplicationContext context) {
		return context.getBean(ZmqSocketRegistry.class);
	}

	private Path secretFile(String name, CurveCertificate certificate) throws Exception {
		Path file = Files.createFile(this.directory.resolve(name),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		return Files.writeString(file, certificate.secretText());
	}

	/** A socket that connects the one under test. */
	private static final class Client implements AutoCloseable {

		private final ZmqSocketRegistry sockets;

		private final ZmqSocket socket;

		Client(AssertableApplicationContext context, Consumer<SocketSpec.Builder> client) {
			this.sockets = sockets(context);
			SocketSpec.Builder builder = SocketSpec.of("client-" + System.nanoTime(), ZmqSocketType.PUSH)
				.connect(this.sockets.get("tasks").boundEndpoints().get(0).toString())
				.option(ZmqOptions.LINGER, Duration.ZERO);
			client.accept(builder);
			this.socket = this.sockets.register(builder.build());
		}

		ZmqSocket socket() {
			return this.socket;
		}

		@Override
		public void close() {
			this.sockets.remove(this.socket.name(), SOON);
		}

	}

}

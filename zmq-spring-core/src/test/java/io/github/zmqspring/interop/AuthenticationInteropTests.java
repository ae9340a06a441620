package io.github.zmqspring.interop;

import java.time.Duration;
import java.util.Map;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.AuthenticationTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who may enter, between libzmq and this library, in both directions and by both
 * mechanisms (RFC 24, 26, 27): those who may exchange requests and replies, and published
 * messages; those who may not get nothing through and nothing to see.
 */
@Timeout(180)
@RequiresPyzmq
class AuthenticationInteropTests {

	/** How long to watch for what must not come. */
	private static final int SILENCE_MILLIS = 300;

	private static final String PASSWORD = "open, sesame: ";

	@RegisterExtension
	static final ForeignPeers peers = new ForeignPeers();

	static PyzmqPeer pyzmq;

	static PyzmqAuthenticator authenticator;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	/** How a client proves who it is, and what may be wrong with it. */
	enum Client {

		CURVE("friend", "server", true),

		CURVE_WITH_AN_UNKNOWN_KEY("stranger", "server", false),

		CURVE_WITH_THE_WRONG_SERVER_KEY("friend", "stranger", false),

		PLAIN("admin", PASSWORD, true),

		PLAIN_WITH_A_WRONG_PASSWORD("admin", "guess", false),

		PLAIN_WITH_AN_UNKNOWN_NAME("root", PASSWORD, false);

		private final String who;

		private final String proof;

		private final boolean mayEnter;

		Client(String who, String proof, boolean mayEnter) {
			this.who = who;
			this.proof = proof;
			this.mayEnter = mayEnter;
		}

		boolean isCurve() {
			return name().startsWith("CURVE");
		}

		/** The handler is asked only about who has the right server key. */
		boolean isAskedAbout() {
			return this != CURVE_WITH_THE_WRONG_SERVER_KEY;
		}

		SocketSpec.Builder ours(SocketSpec.Builder spec) {
			return isCurve()
					? spec.option(ZmqOptions.CURVE_PUBLIC_KEY, key(this.who + "_public"))
						.option(ZmqOptions.CURVE_SECRET_KEY, key(this.who + "_secret"))
						.option(ZmqOptions.CURVE_SERVER_KEY, key(this.proof + "_public"))
					: spec.option(ZmqOptions.PLAIN_USERNAME, this.who).option(ZmqOptions.PLAIN_PASSWORD, this.proof);
		}

		PyzmqSocket theirs(String type) {
			PyzmqSocket socket = pyzmq.socket(type);
			return isCurve()
					? socket.set("CURVE_PUBLICKEY", this.who + "_public")
						.set("CURVE_SECRETKEY", this.who + "_secret")
						.set("CURVE_SERVERKEY", this.proof + "_public")
					: socket.set("PLAIN_USERNAME", "b'" + this.who + "'")
						.set("PLAIN_PASSWORD", "b'" + this.proof + "'");
		}

		SocketSpec.Builder ourServer(SocketSpec.Builder spec) {
			return isCurve()
					? spec.option(ZmqOptions.CURVE_SERVER, true)
						.option(ZmqOptions.CURVE_PUBLIC_KEY, key("server_public"))
						.option(ZmqOptions.CURVE_SECRET_KEY, key("server_secret"))
						.authenticator(CurveAllowList.of(Map.of(key("friend_public"), "friend")))
					: spec.option(ZmqOptions.PLAIN_SERVER, true)
						.authenticator(PlainUsers.of(Map.of("admin", PASSWORD)));
		}

		/** A server of pyzmq, in the context where its authenticator is. */
		PyzmqSocket theirServer(String type) {
			PyzmqSocket socket = authenticator.socket(type);
			return isCurve() ? socket.set("CURVE_SERVER", "1")
				.set("CURVE_PUBLICKEY", "server_public")
				.set("CURVE_SECRETKEY", "server_secret") : socket.set("PLAIN_SERVER", "1");
		}

	}

	private static CurveKey key(String variable) {
		return PyzmqAuthenticator.key(pyzmq, variable);
	}

	@BeforeAll
	static void startTheirAuthenticator() {
		pyzmq = peers.pyzmq();
		PyzmqAuthenticator.keyPair(pyzmq, "server");
		PyzmqAuthenticator.keyPair(pyzmq, "friend");
		PyzmqAuthenticator.keyPair(pyzmq, "stranger");
		authenticator = PyzmqAuthenticator.start(pyzmq);
		authenticator.letIn("admin", PASSWORD);
		authenticator.letIn("friend_public");
	}

	@AfterAll
	static void stopTheirAuthenticator() {
		authenticator.close();
	}

	/** Clients of libzmq that are refused may try again. */
	private void awaitDecided(ZmqSocket server, Client client) {
		HandshakeFailure cause = client.isAskedAbout() ? HandshakeFailure.AUTHENTICATION : HandshakeFailure.PROTOCOL;
		await().atMost(Speaker.PATIENCE).untilAsserted(() -> {
			AuthenticationTotals totals = server.inspection().authentication();
			assertThat(totals.accepted()).isEqualTo(client.mayEnter ? 1 : 0);
			assertThat(totals.denied() > 0).isEqualTo(!client.mayEnter && client.isAskedAbout());
			assertThat(totals.failed()).isZero();
			if (!client.mayEnter) {
				assertThat(server.inspection().peers().totals().failedHandshakes().get(cause)).isPositive();
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void aClientOfPyzmqAsksOurServer(Client client) {
		ZmqSocket rep = this.sockets.open(client.ourServer(bound("rep", ZmqSocketType.REP)));
		PyzmqSocket req = client.theirs("REQ").connect(endpoint(rep));
		ZmqMessage question = ZmqMessage.ofStrings("question");
		if (client.mayEnter) {
			req.send(question);
		}
		else {
			req.trySend(question);
		}
		awaitDecided(rep, client);
		if (client.mayEnter) {
			Speaker us = new Speaker.Ours(rep, ZmqSocketType.REQ);
			assertThat(us.receive()).isEqualTo(question);
			us.send(ZmqMessage.ofStrings("answer"));
			assertThat(req.receive()).isEqualTo(ZmqMessage.ofStrings("answer"));
			assertThat(rep.inspection().peers().live()).singleElement()
				.satisfies((peer) -> assertThat(peer.userId()).isEqualTo(client.who));
		}
		assertThat(rep.receive(Duration.ofMillis(SILENCE_MILLIS))).isNull();
		req.close();
	}

	@ParameterizedTest
	@EnumSource
	void aSubscriberOfPyzmqHearsOurPublisher(Client client) {
		ZmqSocket pub = this.sockets.open(client.ourServer(bound("pub", ZmqSocketType.PUB)));
		PyzmqSocket sub = client.theirs("SUB").set("SUBSCRIBE", "b''").connect(endpoint(pub));
		awaitDecided(pub, client);
		if (client.mayEnter) {
			Subscriptions.await(pub, "news", sub);
		}
		pub.send(ZmqMessage.ofStrings("news", "today"));
		assertThat(sub.poll(client.mayEnter ? (int) Speaker.PATIENCE.toMillis() : SILENCE_MILLIS))
			.isEqualTo(client.mayEnter);
		assertThat(pub.inspection().peers().count()).isEqualTo(client.mayEnter ? 1 : 0);
		sub.close();
	}

	@ParameterizedTest
	@EnumSource
	void ourClientAsksAServerOfPyzmq(Client client) {
		PyzmqSocket rep = client.theirServer("REP");
		ZmqSocket req = this.sockets.open(client.ours(SocketSpec.of("req", ZmqSocketType.REQ)).connect(rep.bind()));
		req.trySend(ZmqMessage.ofStrings("question"));
		if (client.mayEnter) {
			assertThat(rep.receive()).isEqualTo(ZmqMessage.ofStrings("question"));
			rep.send(ZmqMessage.ofStrings("answer"));
			assertThat(req.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("answer"));
		}
		else {
			awaitRefused(req);
			assertThat(rep.poll(SILENCE_MILLIS)).isFalse();
		}
		rep.close();
	}

	@ParameterizedTest
	@EnumSource
	void ourSubscriberHearsAPublisherOfPyzmq(Client client) {
		PyzmqSocket xpub = client.theirServer("XPUB");
		ZmqSocket sub = this.sockets
			.open(client.ours(SocketSpec.of("sub", ZmqSocketType.SUB).topics("news")).connect(xpub.bind()));
		if (client.mayEnter) {
			assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("\u0001news"));
		}
		else {
			awaitRefused(sub);
		}
		xpub.send(ZmqMessage.ofStrings("news", "today"));
		ZmqMessage heard = sub.receive(client.mayEnter ? Speaker.PATIENCE : Duration.ofMillis(SILENCE_MILLIS));
		assertThat(heard).isEqualTo(client.mayEnter ? ZmqMessage.ofStrings("news", "today") : null);
		xpub.close();
	}

	private void awaitRefused(ZmqSocket client) {
		await().atMost(Speaker.PATIENCE)
			.untilAsserted(() -> assertThat(client.inspection().peers().totals().failedHandshakeCount()).isPositive());
	}

}

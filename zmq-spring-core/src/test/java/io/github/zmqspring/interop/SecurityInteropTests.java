package io.github.zmqspring.interop;

import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.CurveAllowList;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * CURVE (RFC 26) in both roles, where every client may enter, and PLAIN (RFC 24) as a
 * client of pyzmq's authenticator. Who may enter is for
 * {@link AuthenticationInteropTests}.
 */
@Timeout(180)
@RequiresPyzmq
class SecurityInteropTests {

	/** How long to watch for what must not come. */
	private static final int SILENCE_MILLIS = 400;

	@RegisterExtension
	static final ForeignPeers peers = new ForeignPeers();

	static PyzmqPeer pyzmq;

	static CurveKey ourPublic;

	static CurveKey ourSecret;

	static CurveKey theirPublic;

	static CurveKey strangersPublic;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@BeforeAll
	static void makeKeys() {
		pyzmq = peers.pyzmq();
		ourPublic = PyzmqAuthenticator.keyPair(pyzmq, "our");
		ourSecret = PyzmqAuthenticator.key(pyzmq, "our_secret");
		theirPublic = PyzmqAuthenticator.keyPair(pyzmq, "their");
		strangersPublic = PyzmqAuthenticator.keyPair(pyzmq, "strangers");
	}

	private static PyzmqSocket curveServer(String type) {
		return pyzmq.socket(type)
			.set("CURVE_SERVER", "1")
			.set("CURVE_PUBLICKEY", "their_public")
			.set("CURVE_SECRETKEY", "their_secret");
	}

	private static PyzmqSocket curveClient(String type, String serverKey) {
		return pyzmq.socket(type)
			.set("CURVE_SERVERKEY", serverKey)
			.set("CURVE_PUBLICKEY", "their_public")
			.set("CURVE_SECRETKEY", "their_secret");
	}

	private static SocketSpec.Builder secured(SocketSpec.Builder spec) {
		return spec.option(ZmqOptions.CURVE_PUBLIC_KEY, ourPublic).option(ZmqOptions.CURVE_SECRET_KEY, ourSecret);
	}

	private static ZmqMessage binary(int length) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) i;
		}
		return ZmqMessage.of(bytes, new byte[0], bytes);
	}

	@Test
	void ourCurveClientTalksToACurveServerOfPyzmq() {
		PyzmqSocket rep = curveServer("REP");
		ZmqSocket req = this.sockets
			.open(secured(SocketSpec.of("req", ZmqSocketType.REQ)).option(ZmqOptions.CURVE_SERVER_KEY, theirPublic)
				.connect(rep.bind()));
		for (int length : new int[] { 0, 256, 1_000_000 }) {
			req.send(binary(length));
			assertThat(rep.receive()).isEqualTo(binary(length));
			rep.send(binary(length).append(new byte[] { 1 }));
			assertThat(req.receive(Speaker.PATIENCE)).isEqualTo(binary(length).append(new byte[] { 1 }));
		}
		rep.close();
	}

	@Test
	void aCurveClientOfPyzmqTalksToOurCurveServer() {
		ZmqSocket rep = this.sockets.open(secured(bound("rep", ZmqSocketType.REP)).option(ZmqOptions.CURVE_SERVER, true)
			.authenticator(CurveAllowList.anyKey()));
		PyzmqSocket req = curveClient("REQ", "our_public").connect(endpoint(rep));
		Speaker us = new Speaker.Ours(rep, ZmqSocketType.REQ);
		for (int length : new int[] { 0, 256, 1_000_000 }) {
			req.send(binary(length));
			assertThat(us.receive()).isEqualTo(binary(length));
			us.send(binary(length).append(new byte[] { 1 }));
			assertThat(req.receive()).isEqualTo(binary(length).append(new byte[] { 1 }));
		}
		req.close();
	}

	@Test
	void subscriptionsAndTopicsTravelThroughCurveBothWays() {
		ZmqSocket pub = this.sockets.open(secured(bound("pub", ZmqSocketType.PUB)).option(ZmqOptions.CURVE_SERVER, true)
			.authenticator(CurveAllowList.anyKey()));
		PyzmqSocket theirSub = curveClient("SUB", "our_public").set("SUBSCRIBE", "b'A'").connect(endpoint(pub));
		Subscriptions.await(pub, "A", theirSub);
		pub.send(ZmqMessage.ofStrings("B", "not you"));
		pub.send(ZmqMessage.ofStrings("A", "you"));
		assertThat(theirSub.receive()).isEqualTo(ZmqMessage.ofStrings("A", "you"));
		theirSub.close();
		PyzmqSocket xpub = curveServer("XPUB");
		ZmqSocket sub = this.sockets.open(secured(SocketSpec.of("sub", ZmqSocketType.SUB).topics("A"))
			.option(ZmqOptions.CURVE_SERVER_KEY, theirPublic)
			.connect(xpub.bind()));
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("\u0001A"));
		xpub.send(ZmqMessage.ofStrings("B", "not you"));
		xpub.send(ZmqMessage.ofStrings("A", "you"));
		assertThat(sub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("A", "you"));
		xpub.close();
	}

	@Test
	void theRoutingIdOfACurveClientArrives() {
		ZmqSocket router = this.sockets
			.open(secured(bound("router", ZmqSocketType.ROUTER)).option(ZmqOptions.CURVE_SERVER, true)
				.authenticator(CurveAllowList.anyKey()));
		PyzmqSocket dealer = curveClient("DEALER", "our_public").set("IDENTITY", "b'worker'").connect(endpoint(router));
		dealer.send(ZmqMessage.ofStrings("ready"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "ready"));
		router.send(ZmqMessage.ofStrings("worker", "work"));
		assertThat(dealer.receive()).isEqualTo(ZmqMessage.ofStrings("work"));
		dealer.close();
	}

	@Test
	void ourCurveServerTakesNothingFromClientsWithoutItsKeyAndServesTheOthers() {
		ZmqSocket pull = this.sockets
			.open(secured(bound("pull", ZmqSocketType.PULL)).option(ZmqOptions.CURVE_SERVER, true)
				.authenticator(CurveAllowList.anyKey()));
		PyzmqSocket wrongKey = curveClient("PUSH", "strangers_public").connect(endpoint(pull));
		PyzmqSocket noKey = pyzmq.socket("PUSH").connect(endpoint(pull));
		PyzmqSocket rightKey = curveClient("PUSH", "our_public").connect(endpoint(pull));
		wrongKey.trySend(ZmqMessage.ofStrings("wrong key"));
		noKey.trySend(ZmqMessage.ofStrings("no key"));
		rightKey.send(ZmqMessage.ofStrings("right key"));
		assertThat(pull.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("right key"));
		assertThat(pull.receive(Duration.ofMillis(SILENCE_MILLIS))).isNull();
		wrongKey.close();
		noKey.close();
		rightKey.close();
	}

	@Test
	void aCurveServerOfPyzmqTakesNothingFromOurClientWithAnotherServersKey() {
		PyzmqSocket pull = curveServer("PULL");
		String endpoint = pull.bind();
		ZmqSocket wrong = this.sockets.open(
				secured(SocketSpec.of("wrong", ZmqSocketType.PUSH)).option(ZmqOptions.CURVE_SERVER_KEY, strangersPublic)
					.connect(endpoint));
		ZmqSocket right = this.sockets
			.open(secured(SocketSpec.of("right", ZmqSocketType.PUSH)).option(ZmqOptions.CURVE_SERVER_KEY, theirPublic)
				.connect(endpoint));
		wrong.trySend(ZmqMessage.ofStrings("wrong key"));
		right.send(ZmqMessage.ofStrings("right key"));
		assertThat(pull.receive()).isEqualTo(ZmqMessage.ofStrings("right key"));
		assertThat(pull.poll(SILENCE_MILLIS)).isFalse();
		pull.close();
	}

	@Test
	void anAuthenticatorOfPyzmqLetsOurPlainClientInByItsPassword() {
		try (PyzmqAuthenticator authenticator = PyzmqAuthenticator.start(pyzmq)) {
			authenticator.letIn("admin", "open, sesame: ");
			PyzmqSocket pull = authenticator.socket("PULL").set("PLAIN_SERVER", "1");
			String endpoint = pull.bind();
			ZmqSocket wrong = this.sockets.open(plainClient("wrong", "guess").connect(endpoint));
			ZmqSocket right = this.sockets.open(plainClient("right", "open, sesame: ").connect(endpoint));
			wrong.trySend(ZmqMessage.ofStrings("wrong password"));
			right.send(ZmqMessage.ofStrings("right password"));
			assertThat(pull.receive()).isEqualTo(ZmqMessage.ofStrings("right password"));
			assertThat(pull.poll(SILENCE_MILLIS)).isFalse();
			pull.close();
		}
	}

	private static SocketSpec.Builder plainClient(String name, String password) {
		return SocketSpec.of(name, ZmqSocketType.PUSH)
			.option(ZmqOptions.PLAIN_USERNAME, "admin")
			.option(ZmqOptions.PLAIN_PASSWORD, password);
	}

}

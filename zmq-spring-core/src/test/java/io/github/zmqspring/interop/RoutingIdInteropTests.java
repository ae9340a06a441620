package io.github.zmqspring.interop;

import java.util.HexFormat;

import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.zmqspring.interop.PyzmqPeer.literal;
import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Routing ids across implementations: generated ones, those that a socket gives itself,
 * and those that the connecting side gives its peer (RFC 28; Guide chapter 3).
 */
@Timeout(180)
@RequiresPyzmq
class RoutingIdInteropTests {

	private static final String DASHES = "-".repeat(40);

	@RegisterExtension
	static final ForeignPeers peers = new ForeignPeers();

	static PyzmqPeer pyzmq;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@BeforeAll
	static void startPyzmq() {
		pyzmq = peers.pyzmq();
	}

	@Test
	void ourRouterSeesAGeneratedIdAndTheOneThatAReqOfPyzmqHasSet() {
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		PyzmqSocket anonymous = pyzmq.socket("REQ").connect(endpoint(router));
		anonymous.send(ZmqMessage.ofStrings("ROUTER uses a generated UUID"));
		ZmqMessage first = router.receive(Speaker.PATIENCE);
		String id = HexFormat.of().withUpperCase().formatHex(first.first());
		assertThat(id).hasSize(10).startsWith("00");
		assertThat(first.dump()).isEqualTo(DASHES + "\n[005] " + id + "\n[000] \n[028] ROUTER uses a generated UUID");
		PyzmqSocket identified = pyzmq.socket("REQ").set("IDENTITY", "b'Hello'").connect(endpoint(router));
		identified.send(ZmqMessage.ofStrings("ROUTER uses REQ's socket identity"));
		assertThat(router.receive(Speaker.PATIENCE).dump())
			.isEqualTo(DASHES + "\n[005] Hello\n[000] \n[033] ROUTER uses REQ's socket identity");
		anonymous.close();
		identified.close();
	}

	@Test
	void aRouterOfPyzmqSeesAGeneratedIdAndTheOneThatOurReqHasSet() {
		PyzmqSocket router = pyzmq.socket("ROUTER");
		String endpoint = router.bind();
		ZmqSocket anonymous = this.sockets.open(SocketSpec.of("anonymous", ZmqSocketType.REQ).connect(endpoint));
		anonymous.send(ZmqMessage.ofStrings("one"));
		ZmqMessage first = router.receive();
		assertThat(first.first()).hasSize(5).startsWith(0);
		assertThat(first.pop()).isEqualTo(ZmqMessage.ofStrings("", "one"));
		ZmqSocket identified = this.sockets.open(SocketSpec.of("identified", ZmqSocketType.REQ)
			.option(ZmqOptions.ROUTING_ID, "Hello".getBytes())
			.connect(endpoint));
		identified.send(ZmqMessage.ofStrings("two"));
		assertThat(router.receive()).isEqualTo(ZmqMessage.ofStrings("Hello", "", "two"));
		router.close();
	}

	@Test
	void theLongestIdOfAnyBytesWorksInBothDirections() {
		byte[] id = new byte[255];
		for (int i = 0; i < id.length; i++) {
			id[i] = (byte) (i + 1);
		}
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		PyzmqSocket dealer = pyzmq.socket("DEALER").set("IDENTITY", literal(id)).connect(endpoint(router));
		dealer.send(ZmqMessage.ofStrings("from them"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("from them").push(id));
		router.send(ZmqMessage.ofStrings("to them").push(id));
		assertThat(dealer.receive()).isEqualTo(ZmqMessage.ofStrings("to them"));
		dealer.close();
		PyzmqSocket theirRouter = pyzmq.socket("ROUTER");
		ZmqSocket ourDealer = this.sockets.open(SocketSpec.of("dealer", ZmqSocketType.DEALER)
			.option(ZmqOptions.ROUTING_ID, id)
			.connect(theirRouter.bind()));
		ourDealer.send(ZmqMessage.ofStrings("from us"));
		assertThat(theirRouter.receive()).isEqualTo(ZmqMessage.ofStrings("from us").push(id));
		theirRouter.send(ZmqMessage.ofStrings("to us").push(id));
		assertThat(ourDealer.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("to us"));
		theirRouter.close();
	}

	@Test
	void ourRouterCallsTheDealerItConnectsByTheNameWeGiveIt() {
		PyzmqSocket dealer = pyzmq.socket("DEALER").set("IDENTITY", "b'its own name'");
		ZmqSocket router = this.sockets.open(SocketSpec.of("router", ZmqSocketType.ROUTER)
			.option(ZmqOptions.CONNECT_ROUTING_ID, "worker-1")
			.connect(dealer.bind()));
		router.send(ZmqMessage.ofStrings("worker-1", "work"));
		assertThat(dealer.receive()).isEqualTo(ZmqMessage.ofStrings("work"));
		dealer.send(ZmqMessage.ofStrings("done"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker-1", "done"));
		dealer.close();
	}

	@Test
	void aRouterOfPyzmqMayCallOurDealerByANameItGives() {
		ZmqSocket dealer = this.sockets.open(bound("dealer", ZmqSocketType.DEALER));
		PyzmqSocket router = pyzmq.socket("ROUTER").set("CONNECT_ROUTING_ID", "b'worker-1'").connect(endpoint(dealer));
		router.send(ZmqMessage.ofStrings("worker-1", "work"));
		assertThat(dealer.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("work"));
		dealer.send(ZmqMessage.ofStrings("done"));
		assertThat(router.receive()).isEqualTo(ZmqMessage.ofStrings("worker-1", "done"));
		router.close();
	}

	/** The Guide's rtrouter, chapter 3, with its names and its dump. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void routersThatKnowEachOthersNamesTalk(boolean weAreTheWorker) {
		PyzmqSocket theirs = pyzmq.socket("ROUTER")
			.set("IDENTITY", weAreTheWorker ? "b'SERVER'" : "b'WORKER'")
			.set("ROUTER_MANDATORY", "1");
		SocketSpec.Builder spec = SocketSpec.of("ours", ZmqSocketType.ROUTER)
			.option(ZmqOptions.ROUTING_ID, (weAreTheWorker ? "WORKER" : "SERVER").getBytes());
		ZmqSocket ours = this.sockets
			.open(weAreTheWorker ? spec.bind("tcp://127.0.0.1:*") : spec.connect(theirs.bind()));
		if (weAreTheWorker) {
			theirs.connect(endpoint(ours));
		}
		ZmqMessage toWorker = ZmqMessage.ofStrings("WORKER", "", "send to worker");
		ZmqMessage toServer = ZmqMessage.ofStrings("SERVER", "", "send to server");
		// until the handshake is over the name is unknown
		await().atMost(Speaker.PATIENCE)
			.ignoreExceptionsMatching((ex) -> ex instanceof ZmqUnroutableException)
			.until(() -> {
				ours.send(weAreTheWorker ? toServer : toWorker);
				return true;
			});
		String toServerDump = DASHES + "\n[006] WORKER\n[000] \n[014] send to server";
		String toWorkerDump = DASHES + "\n[006] SERVER\n[000] \n[014] send to worker";
		assertThat(theirs.receive().dump()).isEqualTo(weAreTheWorker ? toServerDump : toWorkerDump);
		theirs.send(weAreTheWorker ? toWorker : toServer);
		assertThat(ours.receive(Speaker.PATIENCE).dump()).isEqualTo(weAreTheWorker ? toWorkerDump : toServerDump);
		theirs.close();
	}

	@Test
	void whenADealerOfPyzmqHasGoneItsIdIsUnroutable() {
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		PyzmqSocket dealer = pyzmq.socket("DEALER").set("IDENTITY", "b'worker'").connect(endpoint(router));
		dealer.send(ZmqMessage.ofStrings("ready"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "ready"));
		dealer.close();
		await().atMost(Speaker.PATIENCE).until(() -> router.control().peerCount() == 0);
		assertThatExceptionOfType(ZmqUnroutableException.class)
			.isThrownBy(() -> router.send(ZmqMessage.ofStrings("worker", "work")));
	}

	@Test
	void withHandoverASecondDealerOfTheSameNameTakesOver() {
		ZmqSocket router = this.sockets
			.open(bound("router", ZmqSocketType.ROUTER).option(ZmqOptions.ROUTER_HANDOVER, true));
		PyzmqSocket first = pyzmq.socket("DEALER").set("IDENTITY", "b'worker'").connect(endpoint(router));
		first.send(ZmqMessage.ofStrings("first"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "first"));
		PyzmqSocket second = pyzmq.socket("DEALER").set("IDENTITY", "b'worker'").connect(endpoint(router));
		second.send(ZmqMessage.ofStrings("second"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "second"));
		router.send(ZmqMessage.ofStrings("worker", "work"));
		assertThat(second.receive()).isEqualTo(ZmqMessage.ofStrings("work"));
		first.close();
		second.close();
	}

	@Test
	void aProbeTellsARouterOfANewPeer() {
		ZmqSocket ourRouter = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		PyzmqSocket theirDealer = pyzmq.socket("DEALER")
			.set("IDENTITY", "b'them'")
			.set("PROBE_ROUTER", "1")
			.connect(endpoint(ourRouter));
		assertThat(ourRouter.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("them", ""));
		theirDealer.close();
		PyzmqSocket theirRouter = pyzmq.socket("ROUTER");
		this.sockets.open(SocketSpec.of("dealer", ZmqSocketType.DEALER)
			.option(ZmqOptions.ROUTING_ID, "us".getBytes())
			.option(ZmqOptions.PROBE_ROUTER, true)
			.connect(theirRouter.bind()));
		assertThat(theirRouter.receive()).isEqualTo(ZmqMessage.ofStrings("us", ""));
		theirRouter.close();
	}

}

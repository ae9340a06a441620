package io.github.zmqspring.interop;

import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers that die without a good-bye (SIGKILL), come back, or stand still (SIGSTOP).
 */
@Timeout(180)
@RequiresPyzmq
class ReconnectInteropTests {

	private static final byte[] LARGE = new byte[256 * 1024];

	@RegisterExtension
	final ForeignPeers peers = new ForeignPeers();

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static void awaitNoPeer(ZmqSocket socket) {
		await().pollDelay(Duration.ZERO).atMost(Speaker.PATIENCE).until(() -> socket.control().peerCount() == 0);
	}

	/** Another process on the port of one that was killed. */
	private PyzmqSocket successor(String type, String endpoint) {
		PyzmqSocket socket = this.peers.pyzmq().socket(type);
		if (type.equals("SUB")) {
			socket.set("SUBSCRIBE", "b''");
		}
		socket.bind(endpoint);
		return socket;
	}

	@Test
	void ourDealerGoesOnWithTheSuccessorOfARouterThatWasKilled() {
		PyzmqSocket router = this.peers.pyzmq().socket("ROUTER");
		String endpoint = router.bind();
		ZmqSocket dealer = this.sockets.open(SocketSpec.of("dealer", ZmqSocketType.DEALER)
			.option(ZmqOptions.ROUTING_ID, "us".getBytes())
			.connect(endpoint));
		dealer.send(ZmqMessage.ofStrings("before"));
		assertThat(router.receive()).isEqualTo(ZmqMessage.ofStrings("us", "before"));
		router.peer().process().kill();
		awaitNoPeer(dealer);
		dealer.send(ZmqMessage.ofStrings("meanwhile"));
		PyzmqSocket successor = successor("ROUTER", endpoint);
		assertThat(successor.receive()).isEqualTo(ZmqMessage.ofStrings("us", "meanwhile"));
		successor.send(ZmqMessage.ofStrings("us", "after"));
		assertThat(dealer.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("after"));
	}

	@Test
	void ourPushGoesOnWithTheSuccessorOfAPullThatWasKilled() {
		PyzmqSocket pull = this.peers.pyzmq().socket("PULL");
		String endpoint = pull.bind();
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect(endpoint));
		push.send(ZmqMessage.ofStrings("before"));
		assertThat(pull.receive()).isEqualTo(ZmqMessage.ofStrings("before"));
		pull.peer().process().kill();
		awaitNoPeer(push);
		for (int i = 0; i < 100; i++) {
			push.send(ZmqMessage.ofStrings("meanwhile " + i, ""));
		}
		PyzmqSocket successor = successor("PULL", endpoint);
		for (int i = 0; i < 100; i++) {
			assertThat(successor.receive()).isEqualTo(ZmqMessage.ofStrings("meanwhile " + i, ""));
		}
	}

	@Test
	void ourSubRenewsItsSubscriptionsAtTheSuccessorOfAPubThatWasKilled() {
		PyzmqSocket xpub = this.peers.pyzmq().socket("XPUB");
		String endpoint = xpub.bind();
		ZmqSocket sub = this.sockets.open(SocketSpec.of("sub", ZmqSocketType.SUB).topics("A").connect(endpoint));
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("\u0001A"));
		sub.control().subscribe("B");
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("\u0001B"));
		sub.control().unsubscribe("A");
		assertThat(xpub.receive()).isEqualTo(ZmqMessage.ofStrings("\u0000A"));
		xpub.peer().process().kill();
		awaitNoPeer(sub);
		sub.control().subscribe("C");
		PyzmqSocket successor = successor("XPUB", endpoint);
		assertThat(successor.receive()).isIn(ZmqMessage.ofStrings("\u0001B"), ZmqMessage.ofStrings("\u0001C"));
		assertThat(successor.receive()).isIn(ZmqMessage.ofStrings("\u0001B"), ZmqMessage.ofStrings("\u0001C"));
		successor.send(ZmqMessage.ofStrings("A", "gone"));
		successor.send(ZmqMessage.ofStrings("B", "still there"));
		assertThat(sub.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("B", "still there"));
	}

	@Test
	void ourPubThatConnectsGoesOnWithTheSuccessorOfASubThatWasKilled() {
		PyzmqSocket sub = this.peers.pyzmq().socket("SUB").set("SUBSCRIBE", "b''");
		String endpoint = sub.bind();
		ZmqSocket pub = this.sockets.open(SocketSpec.of("pub", ZmqSocketType.PUB).connect(endpoint));
		Subscriptions.await(pub, "", sub);
		pub.send(ZmqMessage.ofStrings("before"));
		assertThat(sub.receive()).isEqualTo(ZmqMessage.ofStrings("before"));
		sub.peer().process().kill();
		awaitNoPeer(pub);
		PyzmqSocket successor = successor("SUB", endpoint);
		await().pollDelay(Duration.ZERO).atMost(Speaker.PATIENCE).until(() -> {
			pub.send(ZmqMessage.ofStrings("after"));
			return successor.poll(50);
		});
		assertThat(successor.receive()).isEqualTo(ZmqMessage.ofStrings("after"));
	}

	@Test
	void ourRouterReachesADealerThatWasKilledAndCameBackUnderItsName() {
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		for (int life = 1; life <= 3; life++) {
			PyzmqSocket dealer = this.peers.pyzmq()
				.socket("DEALER")
				.set("IDENTITY", "b'worker'")
				.connect(endpoint(router));
			dealer.send(ZmqMessage.ofStrings("life " + life));
			assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "life " + life));
			router.send(ZmqMessage.ofStrings("worker", "work " + life));
			assertThat(dealer.receive()).isEqualTo(ZmqMessage.ofStrings("work " + life));
			dealer.peer().process().kill();
			awaitNoPeer(router);
		}
	}

	@Test
	void theFirstFrameOfAMessageWhoseSenderWasKilledIsNotDelivered() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		String endpoint = endpoint(pull);
		// ZMTP 3.0 by hand (RFC 23): greeting, READY, a whole message, a frame with MORE
		ForeignPeer sender = this.peers.python("""
				import socket, sys
				connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 60)
				connection.sendall(b"\\xff" + bytes(8) + b"\\x7f\\x03\\x00" + b"NULL".ljust(20, b"\\x00") + bytes(32))
				ready = b"\\x05READY\\x0bSocket-Type\\x00\\x00\\x00\\x04PUSH"
				connection.sendall(b"\\x04" + bytes([len(ready)]) + ready)
				connection.recv(64, socket.MSG_WAITALL)
				connection.recv(connection.recv(2, socket.MSG_WAITALL)[1], socket.MSG_WAITALL)
				connection.sendall(b"\\x00\\x05whole" + b"\\x01\\x04half")
				print("sent")
				input()
				""", endpoint.substring(endpoint.lastIndexOf(':') + 1));
		assertThat(sender.line()).isEqualTo("sent");
		assertThat(pull.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("whole"));
		sender.kill();
		awaitNoPeer(pull);
		PyzmqSocket next = this.peers.pyzmq().socket("PUSH").connect(endpoint);
		next.send(ZmqMessage.ofStrings("next"));
		assertThat(pull.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("next"));
	}

	@Test
	void peersOfPyzmqComeBackWhenOurSocketWasRestarted() {
		PyzmqPeer pyzmq = this.peers.pyzmq();
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		PyzmqSocket dealer = pyzmq.socket("DEALER").set("IDENTITY", "b'worker'").connect(endpoint(router));
		dealer.send(ZmqMessage.ofStrings("before"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "before"));
		// what is sent before libzmq has noticed is lost
		dealer.awaitEvent("HANDSHAKE_SUCCEEDED", () -> {
			router.stop(Speaker.PATIENCE);
			router.start();
		});
		dealer.send(ZmqMessage.ofStrings("after"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "after"));
		dealer.awaitEvent("HANDSHAKE_SUCCEEDED", router::reopen);
		dealer.send(ZmqMessage.ofStrings("again"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "again"));
		router.send(ZmqMessage.ofStrings("worker", "answer"));
		assertThat(dealer.receive()).isEqualTo(ZmqMessage.ofStrings("answer"));
	}

	@Test
	void aSubscriberThatStandsStillDoesNotKeepOthersFromOurPub() {
		ZmqSocket pub = this.sockets.open(bound("pub", ZmqSocketType.PUB).option(ZmqOptions.SEND_HWM, 10));
		PyzmqSocket still = this.peers.pyzmq().socket("SUB").set("SUBSCRIBE", "b''").connect(endpoint(pub));
		PyzmqSocket lively = this.peers.pyzmq().socket("SUB").set("SUBSCRIBE", "b''").connect(endpoint(pub));
		Subscriptions.await(pub, "", still, lively);
		still.peer().process().suspend();
		for (int i = 0; i < 300; i++) {
			pub.send(ZmqMessage.of(("" + i).getBytes(), LARGE));
			assertThat(lively.peer().eval(lively.variable() + ".recv_multipart()[0].decode()")).isEqualTo("" + i);
		}
		still.peer().process().resume();
		still.peer()
			.begin("received = 0\nwhile SUB.recv_multipart()[0] != b'awake': received += 1".replace("SUB",
					still.variable()));
		await().atMost(Speaker.PATIENCE).until(() -> pub.inspection().queues().outbound().waiting() == 0);
		pub.send(ZmqMessage.ofStrings("awake", ""));
		still.peer().end();
		assertThat(Integer.parseInt(still.peer().eval("received"))).isBetween(1, 299);
	}

	@Test
	void aDealerThatStandsStillDoesNotKeepOthersFromOurRouter() {
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER).option(ZmqOptions.SEND_HWM, 10));
		PyzmqSocket still = this.peers.pyzmq().socket("DEALER").set("IDENTITY", "b'still'").connect(endpoint(router));
		PyzmqSocket lively = this.peers.pyzmq().socket("DEALER").set("IDENTITY", "b'lively'").connect(endpoint(router));
		still.send(ZmqMessage.ofStrings("ready"));
		router.receive(Speaker.PATIENCE);
		lively.send(ZmqMessage.ofStrings("ready"));
		router.receive(Speaker.PATIENCE);
		still.peer().process().suspend();
		int accepted = 0;
		while (router.send(ZmqMessage.of("still".getBytes(), LARGE), Duration.ofMillis(200))) {
			accepted++;
		}
		for (int i = 0; i < 100; i++) {
			router.send(ZmqMessage.ofStrings("lively", "work " + i));
			assertThat(lively.receive()).isEqualTo(ZmqMessage.ofStrings("work " + i));
			lively.send(ZmqMessage.ofStrings("done " + i));
			assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("lively", "done " + i));
		}
		still.peer().process().resume();
		still.peer().exec("for i in range(%d): assert len(%s.recv()) == 262144".formatted(accepted, still.variable()));
		router.send(ZmqMessage.ofStrings("still", "awake"));
		assertThat(still.receive()).isEqualTo(ZmqMessage.ofStrings("awake"));
	}

	@Test
	void aPullThatStandsStillGetsNoMoreThanItsQueueAndTheOtherTheRest() {
		ZmqSocket push = this.sockets.open(bound("push", ZmqSocketType.PUSH).option(ZmqOptions.SEND_HWM, 10));
		PyzmqSocket still = this.peers.pyzmq().socket("PULL").set("RCVHWM", "10").connect(endpoint(push));
		PyzmqSocket lively = this.peers.pyzmq().socket("PULL").connect(endpoint(push));
		assertThat(push.control().awaitPeers(2, Speaker.PATIENCE)).isTrue();
		still.peer().process().suspend();
		lively.peer().begin("count = 0\nwhile %s.recv() != b'end': count += 1".formatted(lively.variable()));
		for (int i = 0; i < 500; i++) {
			push.send(LARGE);
		}
		still.peer().process().kill();
		await().pollDelay(Duration.ZERO).atMost(Speaker.PATIENCE).until(() -> push.control().peerCount() == 1);
		push.send("end".getBytes());
		lively.peer().end();
		assertThat(Integer.parseInt(lively.peer().eval("count"))).isBetween(400, 500);
	}

	@Test
	void heartbeatsFindAPeerThatStandsStillAndItComesBackWhenItGoesOn() {
		ZmqSocket router = this.sockets
			.open(bound("router", ZmqSocketType.ROUTER).option(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(100))
				.option(ZmqOptions.HEARTBEAT_TIMEOUT, Duration.ofMillis(1500)));
		PyzmqSocket dealer = this.peers.pyzmq().socket("DEALER").set("IDENTITY", "b'worker'").connect(endpoint(router));
		dealer.send(ZmqMessage.ofStrings("before"));
		assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "before"));
		// more than once: it must not depend on how many heartbeats have passed before
		for (int i = 0; i < 4; i++) {
			dealer.awaitEvent("HANDSHAKE_SUCCEEDED", () -> {
				dealer.peer().process().suspend();
				awaitNoPeer(router);
				dealer.peer().process().resume();
			});
			dealer.send(ZmqMessage.ofStrings("after"));
			assertThat(router.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("worker", "after"));
		}
	}

}

package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.connectedTo;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static io.github.zmqspring.socket.ZmqSocketTests.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Timeout(180)
class ZmqSocketControlTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@Test
	void peersAreCountedOnBothSidesAndOverInproc() {
		ZmqSocket push = this.sockets.open(bound("push", ZmqSocketType.PUSH).bind("inproc://push"));
		assertThat(push.control().peerCount()).isZero();
		assertThat(push.control().awaitPeers(1, Duration.ofMillis(50))).isFalse();
		ZmqSocket tcp = this.sockets.open(connectedTo(push, "tcp", ZmqSocketType.PULL));
		this.sockets.open(SocketSpec.of("inproc", ZmqSocketType.PULL).connect("inproc://push"));
		assertThat(push.control().awaitPeers(2, PATIENCE)).isTrue();
		assertThat(tcp.control().awaitPeers(1, PATIENCE)).isTrue();
		this.sockets.registry().remove("tcp", PATIENCE);
		this.sockets.registry().remove("inproc", PATIENCE);
		assertThat(push.control().awaitPeersAtMost(0, PATIENCE)).isTrue();
		assertThat(push.control().peerCount()).isZero();
	}

	@Test
	void whoWaitsForTheOldWorkerToGoLosesNothingToIt() {
		for (String at : List.of("inproc://ventilator", "tcp://127.0.0.1:*")) {
			ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).bind(at));
			for (int round = 0; round < 20; round++) {
				ZmqSocket worker = this.sockets.open(connectedTo(push, "worker", ZmqSocketType.PULL));
				assertThat(push.control().awaitPeers(1, PATIENCE)).isTrue();
				for (int i = 0; i < 20; i++) {
					push.send(message(round + "/" + i));
				}
				for (int i = 0; i < 20; i++) {
					assertThat(worker.receive(PATIENCE)).isEqualTo(message(round + "/" + i));
				}
				this.sockets.registry().remove("worker", PATIENCE);
				assertThat(push.control().awaitPeersAtMost(0, PATIENCE)).isTrue();
			}
			this.sockets.registry().remove("push", PATIENCE);
		}
	}

	/** The reader takes up what comes, and the one who waits must learn of it. */
	@Test
	void whoWaitsForThePeersOfASocketThatIsReadLearnsOfEach() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		pull.attach((message) -> {
		}, "test", true);
		for (int round = 0; round < 50; round++) {
			this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
			// one that is not told would wait so long and find the peer then
			assertThat(pull.control().awaitPeers(1, Duration.ofMinutes(5))).isTrue();
			this.sockets.registry().remove("push", PATIENCE);
			assertThat(pull.control().awaitPeersAtMost(0, Duration.ofMinutes(5))).isTrue();
		}
	}

	@Test
	void aConnectingSocketHasNoPeerUntilThereIsOne() {
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:1"));
		assertThat(push.control().peerCount()).isZero();
	}

	@Test
	void fiftySubscribersOfAnIdlePublisherAreSeen() {
		ZmqSocket pub = this.sockets.open(bound("pub", ZmqSocketType.PUB));
		for (int i = 0; i < 50; i++) {
			this.sockets.open(connectedTo(pub, "sub" + i, ZmqSocketType.SUB).topics((i % 2 == 0) ? "even" : "odd"));
		}
		assertThat(pub.control().awaitSubscribers("even", 25, PATIENCE)).isTrue();
		assertThat(pub.control().awaitSubscribers("odd and more", 25, PATIENCE)).isTrue();
		assertThat(pub.control().subscriberCount("neither")).isZero();
		for (int i = 0; i < 50; i += 2) {
			this.sockets.registry().remove("sub" + i, PATIENCE);
		}
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(pub.control().subscriberCount("even")).isZero());
		assertThat(pub.control().subscriberCount("odd")).isEqualTo(25);
	}

	@Test
	void everyFreshSubscriptionArrives() {
		ZmqSocket pub = this.sockets.open(bound("pub", ZmqSocketType.PUB));
		for (int i = 1; i <= 150; i++) {
			ZmqSocketRegistry fresh = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
					StartupFailurePolicy.FAIL, List.of(), (event) -> {
					});
			fresh.start();
			fresh.register(connectedTo(pub, "sub", ZmqSocketType.SUB).topics("topic " + i).build());
			assertThat(pub.control().awaitSubscribers("topic " + i, 1, PATIENCE)).as("subscriber %s", i).isTrue();
			fresh.stop();
		}
	}

	@Test
	void onlyPublishersHaveSubscribers() {
		ZmqSocket push = this.sockets.open(bound("push", ZmqSocketType.PUSH));
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> push.control().subscriberCount("x"))
			.withMessageContaining("PUSH");
	}

	@Test
	void topicsComeAndGoAtRunTimeAndSurviveARestart() {
		ZmqSocket pub = this.sockets.open(bound("pub", ZmqSocketType.PUB));
		ZmqSocket sub = this.sockets.open(connectedTo(pub, "sub", ZmqSocketType.SUB).topics("a"));
		assertThat(pub.control().awaitSubscribers("a", 1, PATIENCE)).isTrue();
		sub.control().subscribe("b");
		assertThat(pub.control().awaitSubscribers("b", 1, PATIENCE)).isTrue();
		sub.control().unsubscribe("a");
		await().atMost(PATIENCE).until(() -> pub.control().subscriberCount("a") == 0);
		sub.stop(PATIENCE);
		await().atMost(PATIENCE).until(() -> pub.control().subscriberCount("b") == 0);
		sub.start();
		assertThat(pub.control().awaitSubscribers("b", 1, PATIENCE)).isTrue();
		assertThat(pub.control().subscriberCount("a")).isZero();
		sub.control().unsubscribe("b");
		await().atMost(PATIENCE).until(() -> pub.control().subscriberCount("b") == 0);
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> sub.control().unsubscribe("b"));
	}

	@Test
	void endpointsAreConnectedAndDisconnectedAtRunTime() {
		ZmqSocket one = this.sockets.open(bound("one", ZmqSocketType.PULL));
		ZmqSocket two = this.sockets.open(bound("two", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(one, "push", ZmqSocketType.PUSH));
		push.control().connect(endpoint(two));
		assertThat(push.control().awaitPeers(2, PATIENCE)).isTrue();
		push.control().disconnect(endpoint(one));
		await().atMost(PATIENCE).until(() -> push.control().peerCount() == 1);
		push.send(message("to two"));
		assertThat(two.receive(PATIENCE)).isEqualTo(message("to two"));
		assertThat(one.receive(Duration.ZERO)).isNull();
	}

	@Test
	void draftTypesSendAndReceive() {
		ZmqSocket server = this.sockets.open(bound("server", ZmqSocketType.SERVER));
		ZmqSocket client = this.sockets.open(connectedTo(server, "client", ZmqSocketType.CLIENT));
		client.send(message("hello"));
		ZmqMessage request = server.receive(PATIENCE);
		assertThat(request).isEqualTo(message("hello"));
		assertThat(request.origin().routingId()).isNotZero();
		server.send(message("world").withOrigin(request.origin()));
		assertThat(client.receive(PATIENCE)).isEqualTo(message("world"));

		ZmqSocket gather = this.sockets.open(bound("gather", ZmqSocketType.GATHER));
		ZmqSocket scatter = this.sockets.open(connectedTo(gather, "scatter", ZmqSocketType.SCATTER));
		scatter.send(message("scattered"));
		assertThat(gather.receive(PATIENCE)).isEqualTo(message("scattered"));

		ZmqSocket channel = this.sockets.open(bound("channel", ZmqSocketType.CHANNEL));
		ZmqSocket other = this.sockets.open(connectedTo(channel, "other", ZmqSocketType.CHANNEL));
		other.send(message("through"));
		assertThat(channel.receive(PATIENCE)).isEqualTo(message("through"));
		channel.send(message("and back"));
		assertThat(other.receive(PATIENCE)).isEqualTo(message("and back"));
	}

	@Test
	void aPublisherPassesOnWhatASubscriberWants() {
		ZmqSocket xpub = this.sockets.open(bound("xpub", ZmqSocketType.XPUB));
		this.sockets.open(connectedTo(xpub, "sub", ZmqSocketType.SUB).topics("weather"));
		assertThat(xpub.receive(PATIENCE)).isEqualTo(ZmqMessage.ofStrings("\u0001weather"));
	}

	@Test
	void inprocPeerThatIsYetToBindIsNoPeer() {
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("inproc://later"));
		assertThat(push.control().peerCount()).isZero();
		this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("inproc://later"));
		assertThat(push.control().awaitPeers(1, PATIENCE)).isTrue();
	}

	@Test
	void reconnectFindsAnInprocPeerThatWasRestarted() {
		ZmqSocket pull = this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("inproc://restarted"));
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("inproc://restarted"));
		assertThat(push.control().awaitPeers(1, PATIENCE)).isTrue();
		pull.stop(PATIENCE);
		assertThat(push.control().awaitPeersAtMost(0, PATIENCE)).isTrue();
		pull.start();
		push.control().reconnect("inproc://restarted");
		push.send(ZmqMessage.ofStrings("a"));
		assertThat(pull.receive(PATIENCE)).isEqualTo(ZmqMessage.ofStrings("a"));
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> push.control().reconnect("inproc://other"))
			.withMessageContaining("not connected");
	}

	@Test
	void subscriptionsReachAnInprocPublisherThatBindsLater() {
		ZmqSocket early = this.sockets
			.open(SocketSpec.of("early", ZmqSocketType.SUB).connect("inproc://publisher").topics("a", "b"));
		ZmqSocket late = this.sockets
			.open(SocketSpec.of("late", ZmqSocketType.SUB).connect("inproc://other").topics("a", "b"));
		late.control().connect("inproc://publisher");
		ZmqSocket publisher = this.sockets.open(SocketSpec.of("pub", ZmqSocketType.PUB).bind("inproc://publisher"));
		for (String topic : List.of("a", "b")) {
			assertThat(publisher.control().awaitSubscribers(topic, 2, PATIENCE)).as(topic).isTrue();
			publisher.send(message(topic));
			assertThat(early.receive(PATIENCE)).isEqualTo(message(topic));
			assertThat(late.receive(PATIENCE)).isEqualTo(message(topic));
		}
	}

	@Test
	void anInprocNameIsBoundAgainAtOnce() {
		ZmqSocket pull = this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("inproc://again"));
		for (int round = 0; round < 100; round++) {
			pull.reopen();
		}
		this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("inproc://again")).send(message("a"));
		assertThat(pull.receive(PATIENCE)).isEqualTo(message("a"));
	}

}

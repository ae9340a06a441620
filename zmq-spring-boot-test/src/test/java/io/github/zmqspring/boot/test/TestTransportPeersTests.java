package io.github.zmqspring.boot.test;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;
import static io.github.zmqspring.boot.test.ZmqAssertions.assertThatIllegalStateException;

/**
 * Peers in-process, at a host that does not exist.
 */
class TestTransportPeersTests extends AbstractPeersTests {

	TestTransportPeersTests() {
		super(TestContexts.testTransport(), "tcp://prod.invalid:5555");
	}

	@Test
	void whatTheApplicationSendsBeforeThePeerIsThereArrives() {
		TestContexts.testTransport()
			.withPropertyValues("zmq.sockets.s.type=push", "zmq.sockets.s.connect=tcp://prod.invalid:5555")
			.run((context) -> {
				context.getBean(ZmqTemplate.class).send("s", "early");
				assertThat(context.getBean(ZmqTestPeers.class).of("s")).receivedExactly("early");
			});
	}

	@Test
	void theNextTestDoesNotGetWhatNobodyTook() {
		TestContexts.testTransport()
			.withPropertyValues("zmq.sockets.s.type=push", "zmq.sockets.s.connect=tcp://prod.invalid:5555")
			.run((context) -> {
				ZmqTestPeers peers = context.getBean(ZmqTestPeers.class);
				context.getBean(ZmqTemplate.class).send("s", "nobody's");
				peers.closeAll();
				context.getBean(ZmqTemplate.class).send("s", "mine");
				assertThat(peers.of("s")).receivedExactly("mine");
			});
	}

	@Test
	void onePeerStandsForAllThatASocketConnects() {
		TestContexts.testTransport()
			.withPropertyValues("zmq.sockets.s.type=push",
					"zmq.sockets.s.connect=tcp://a.invalid:5555,tcp://b.invalid:5555")
			.run((context) -> {
				ZmqTestPeer peer = context.getBean(ZmqTestPeers.class).of("s");
				for (int i = 0; i < 4; i++) {
					context.getBean(ZmqTemplate.class).send("s", "m" + i);
				}
				assertThat(peer).receivedExactlyInAnyOrder("m0", "m1", "m2", "m3");
			});
	}

	@Test
	void radioAndDishMeetInAGroup() {
		TestContexts.testTransport()
			.withPropertyValues("zmq.sockets.dish.type=dish", "zmq.sockets.dish.bind=tcp://127.0.0.1:*",
					"zmq.sockets.dish.groups=g")
			.run((context) -> {
				ZmqTestPeer radio = context.getBean(ZmqTestPeers.class).of("dish");
				assertThat(radio.type()).isEqualTo(ZmqSocketType.RADIO);
				assertThat(radio).isConnected();
			});
	}

	@Test
	void aPeerOfAnyEndpointIsOpenedByHand() {
		TestContexts.testTransport().run((context) -> {
			ZmqTestPeers peers = context.getBean(ZmqTestPeers.class);
			ZmqTestPeer pull = peers.open(ZmqSocketType.PULL, (peer) -> peer.bind("tcp://127.0.0.1:7000"));
			context.getBean(ZmqSocketRegistry.class)
				.register(SocketSpec.of("late", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:7000").build())
				.send(ZmqMessage.ofStrings("a", "b"));
			assertThat(pull.awaitConnected()).received("a", "b");
		});
	}

	@Test
	void aCurveSocketIsTestedWithoutKeys() {
		String key = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6";
		TestContexts.testTransport()
			.withPropertyValues("zmq.sockets.s.type=push", "zmq.sockets.s.bind=tcp://127.0.0.1:*",
					"zmq.sockets.s.curve-server=true", "zmq.sockets.s.curve-secret-key=" + key,
					"zmq.security.clients.any=true")
			.run((context) -> {
				ZmqTestPeer peer = context.getBean(ZmqTestPeers.class).of("s");
				context.getBean(ZmqTemplate.class).send("s", "a");
				assertThat(peer).received("a");
			});
	}

	@Test
	void theHighWaterMarksAreExact() {
		TestContexts.testTransport()
			.withPropertyValues("zmq.sockets.s.type=push", "zmq.sockets.s.bind=tcp://127.0.0.1:*",
					"zmq.sockets.s.send-hwm=2", "zmq.sockets.s.send-timeout=0")
			.run((context) -> {
				ZmqTestPeer peer = context.getBean(ZmqTestPeers.class)
					.of("s", (options) -> options.option(ZmqOptions.RECEIVE_HWM, 3))
					.stall();
				int sent = 0;
				while (context.getBean(ZmqTemplate.class).trySend("s", "m" + sent)) {
					sent++;
				}
				// and what the peer had in hand when it stalled
				assertThat(sent).isBetween(5, 6);
				assertThat(peer.resume()).receivedCount(sent);
			});
	}

	@Test
	void rawPeersNeedTcp() {
		TestContexts.testTransport()
			.withPropertyValues("zmq.sockets.s.type=push", "zmq.sockets.s.bind=tcp://127.0.0.1:*")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(ZmqTestPeers.class).raw("s"))
				.withMessageContaining("messages, not bytes"));
	}

}

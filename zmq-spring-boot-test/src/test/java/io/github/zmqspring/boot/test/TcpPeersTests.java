package io.github.zmqspring.boot.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.template.ZmqTemplate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;

/**
 * Peers over loopback.
 */
class TcpPeersTests extends AbstractPeersTests {

	TcpPeersTests() {
		super(TestContexts.tcp(), "tcp://127.0.0.1:" + TestContexts.freePort());
	}

	@Test
	void garbageIsNoMessageAndTheNextPeerIsServed() {
		TestContexts.tcp()
			.withPropertyValues("zmq.sockets.s.type=pull", "zmq.sockets.s.bind=tcp://127.0.0.1:*",
					"zmq.sockets.s.handshake-interval=300ms")
			.withUserConfiguration(Sink.class)
			.run((context) -> {
				ZmqTestPeers peers = context.getBean(ZmqTestPeers.class);
				peers.raw("s").sendGarbage(100).awaitClosed();
				peers.of("s").send("good");
				assertThat(context.getBean(ZmqRecorder.class).socket("s")).receivedExactly("good");
			});
	}

	@Test
	void streamTalksToARawPeer() {
		TestContexts.tcp()
			.withPropertyValues("zmq.sockets.s.type=stream", "zmq.sockets.s.bind=tcp://127.0.0.1:*")
			.withUserConfiguration(Shout.class)
			.run((context) -> {
				ZmqRawPeer raw = context.getBean(ZmqTestPeers.class).raw("s");
				raw.send("hello".getBytes(StandardCharsets.UTF_8));
				assertThat(new String(raw.expect(5), StandardCharsets.UTF_8)).isEqualTo("HELLO");
			});
	}

	@Test
	void rawPeerIsConnectedByASocketThatConnects() {
		int port = TestContexts.freePort();
		TestContexts.tcp()
			.withPropertyValues("zmq.sockets.s.type=push", "zmq.sockets.s.connect=tcp://127.0.0.1:" + port)
			.run((context) -> {
				ZmqRawPeer raw = context.getBean(ZmqTestPeers.class).raw("s");
				// the first byte of ZeroMQ's greeting (RFC 23)
				assertThat(raw.expect(1)).containsExactly(0xFF);
				raw.close();
				context.getBean(ZmqTemplate.class).send("s", "still here");
				assertThat(context.getBean(ZmqTestPeers.class).of("s")).received("still here");
			});
	}

	@Test
	void peersLeaveNoThread() {
		Set<Thread> others = threadsOfPeers();
		TestContexts.tcp()
			.withPropertyValues("zmq.sockets.s.type=pull", "zmq.sockets.s.bind=tcp://127.0.0.1:*")
			.run((context) -> {
				context.getBean(ZmqTestPeers.class).of("s").send("a");
				assertThat(threadsOfPeers()).anyMatch((thread) -> !others.contains(thread));
			});
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.untilAsserted(() -> assertThat(threadsOfPeers()).isSubsetOf(others));
	}

	private static Set<Thread> threadsOfPeers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zmq-test-peers-"))
			.collect(Collectors.toSet());
	}

	static class Sink {

		@ZmqListener(socket = "s")
		void take(String text) {
		}

	}

	static class Shout {

		@ZmqListener(socket = "s")
		byte @Nullable [] shout(ZmqMessage message) {
			String text = message.frameAsString(message.size() - 1);
			// an empty one tells of the connection, and sending one would end it
			return text.isEmpty() ? null : text.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
		}

	}

}

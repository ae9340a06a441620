package io.github.zmqspring.docs.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.boot.test.ZmqAwait;
import io.github.zmqspring.boot.test.ZmqRecorder;
import io.github.zmqspring.boot.test.ZmqRecording;
import io.github.zmqspring.boot.test.ZmqTestPeer;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.autoconfigure.AutoConfigureZmqTestTransport;
import io.github.zmqspring.boot.test.transport.ZmqTestTransport;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.aot.DisabledInAotMode;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;

/**
 * What {@code testing.md} claims.
 */
@Timeout(60)
@DisabledInAotMode
@TestPropertySource(properties = { "spring.config.name=shop", "zmq.sockets.shipments.send-timeout=0" })
@SpringBootTest
@AutoConfigureZmqTestTransport
class TestingTests {

	private static final ZmqMessage TEA = ZmqMessage.ofStrings("tea");

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqTestTransport transport;

	@Autowired
	private ZmqRecorder recorder;

	@Autowired
	private ZmqSocketRegistry sockets;

	@Autowired
	private ZmqTemplate zmq;

	@Test
	void queuedMessagesAreDropped() {
		this.zmq.send("shipments", "dropped");
		this.transport.dropUndelivered();
		this.zmq.send("shipments", "kept");
		assertThat(this.peers.of("shipments")).receivedExactly("kept");
	}

	@Test
	void messagesAreExpected() {
		ZmqTestPeer warehouse = this.peers.of("shipments");
		this.zmq.send("shipments", "one");
		this.zmq.send("shipments", "two");
		warehouse.expect("one");
		assertThat(warehouse.expect()).hasFrames("two");
	}

	@Test
	void peersHaveTypesAndOptions() {
		ZmqTestPeer router = this.peers.of("stock", ZmqSocketType.ROUTER);
		ZmqTestPeer slow = this.peers.of("shipments", (peer) -> peer.option(ZmqOptions.RECEIVE_HWM, 1));
		assertThat(router.type()).isEqualTo(ZmqSocketType.ROUTER);
		assertThat(slow.socket().spec().effective(ZmqOptions.RECEIVE_HWM)).isEqualTo(1);
	}

	@Test
	void requestsAreAnswered() {
		ZmqTestPeer stock = this.peers.of("stock");
		CompletableFuture<String> reply = this.zmq.requestAsync("stock", "tea", String.class);
		stock.expect("tea").reply("5");
		assertThat(reply).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("5");
		stock.answer((request) -> ZmqMessage.ofStrings(request.frameAsString(0) + ": 7"));
		assertThat(this.zmq.request("stock", "milk", String.class)).isEqualTo("milk: 7");
	}

	@Test
	void topicsAreFiltered() {
		ZmqTestPeer reader = this.peers.of("news", (peer) -> peer.topics("sold-out "));
		this.zmq.send("news", "weather ", "fine");
		this.zmq.send("news", "sold-out ", "tea");
		assertThat(reader).received("sold-out ", "tea").receivedCount(1);
	}

	@Test
	void peersMisbehave() {
		ZmqTestPeer warehouse = this.peers.of("shipments", (peer) -> peer.option(ZmqOptions.RECEIVE_HWM, 1));
		warehouse.stall();
		int sent = 0;
		while (this.zmq.trySend("shipments", "parcel")) {
			sent++;
		}
		warehouse.resume();
		assertThat(warehouse).receivedCount(sent);
		warehouse.close();
		assertThat(sent).isPositive();
	}

	@Test
	void assertionsWait() {
		this.peers.of("stock").answerWith("5");
		ZmqTestPeer warehouse = this.peers.of("shipments");
		ZmqTestPeer reader = this.peers.of("news");
		this.peers.of("orders").send("tea").send("milk");
		// @formatter:off
		assertThat(warehouse).received("ship tea");
		assertThat(warehouse).receivedExactly("ship tea", "ship milk");
		assertThat(warehouse).receivedExactlyInAnyOrder("ship milk", "ship tea");
		assertThat(warehouse).receivedCount(2);
		assertThat(reader).receivedNothing();
		assertThat(warehouse).isConnected();
		// @formatter:on
	}

	@Test
	void assertionsSpeakOfTheShop() {
		this.peers.of("stock").answer((request) -> ZmqMessage.ofStrings(request.equals(TEA) ? "5" : "0"));
		ZmqTestPeer warehouse = this.peers.of("shipments");
		ZmqTestPeer reader = this.peers.of("news");
		this.peers.of("orders").send("tea").send("milk");
		ShopAssertions.assertShipped(warehouse, "tea").receivedCount(1);
		ShopAssertions.assertReport(reader.expect(), "milk").hasFrame(0, "sold-out ");
		ShopAssertions.assertSoldOut(this.recorder.socket("news"), "milk").sentCount(1);
	}

	@Test
	void recorderHasEverything() {
		this.peers.of("stock").answerWith("5");
		this.peers.of("orders").send("tea");
		ZmqRecording orders = this.recorder.socket("orders");
		assertThat(orders).receivedExactly("tea");
		assertThat(this.recorder.socket("shipments")).sent("ship tea").sentCount(1);
		assertThat(this.recorder.socket("news")).sentNothing();
	}

	@Test
	void connectionsAreAwaited() {
		ZmqTestPeer reader = this.peers.of("news");
		this.peers.of("shipments");
		ZmqAwait.awaitConnected(this.sockets.get("shipments"));
		ZmqAwait.awaitSubscribed(this.sockets.get("news"), "sold-out ");
		assertThat(reader.awaitSubscribed("sold-out ")).receivedNothing();
	}

	@Test
	void peersAreOpenedByHand() {
		// @formatter:off
		ZmqTestPeer warehouse = this.peers
			.open(ZmqSocketType.PULL, (peer) -> peer.bind("tcp://warehouse.example:5558"))
			.awaitConnected();
		// @formatter:on
		this.zmq.send("shipments", "a");
		assertThat(warehouse).received("a");
	}

	@Test
	void classesNeedNoAnnotations() {
		ZmqTestTransport transport = new ZmqTestTransport();
		ZmqSocketRegistry[] sockets = new ZmqSocketRegistry[1];
		sockets[0] = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS), StartupFailurePolicy.FAIL,
				List.of(transport.application(() -> sockets[0])), (event) -> {
				});
		ZmqTestPeers peers = new ZmqTestPeers(sockets[0], transport, Duration.ofSeconds(10));
		sockets[0].register(SocketSpec.of("orders", ZmqSocketType.PULL).bind("tcp://*:5557").build());
		sockets[0].start();
		peers.start();
		peers.of("orders").send("tea");
		assertThat(sockets[0].get("orders").receive(Duration.ofSeconds(10))).hasFrames("tea");
		peers.stop();
		sockets[0].stop();
		transport.destroy();
	}

}

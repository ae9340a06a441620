package io.github.zmqspring.proxy;

import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The publish-subscribe broker, as a bridge between transports (Guide chapter 2,
 * wuproxy).
 */
class ForwarderProxyTests extends AbstractProxyTests {

	private static final String SUBSCRIBE = "\u0001";

	private static final String UNSUBSCRIBE = "\u0000";

	private final ZMQ.Socket publisher = open(SocketType.XPUB, "tcp:");

	private final String upstream = "tcp://127.0.0.1:" + this.publisher.bindToRandomPort("tcp://127.0.0.1");

	@Test
	void whenItBridgesTransportsSubscriptionsTravelUpstreamAndAllPartsDownstream() {
		ZmqProxy bridge = this.proxies.register(ZmqProxySpec.forwarder("bridge")
			.frontendConnect(this.upstream)
			.backendBind("inproc://weather")
			.build());
		ZMQ.Socket subscriber = connect(SocketType.SUB, "inproc://weather");
		subscriber.subscribe("10001");
		assertPublisherSees(SUBSCRIBE + "10001", subscriber);
		send(this.publisher, "20002", "not wanted");
		send(this.publisher, "10001", "", "sunny", "");
		assertThat(receive(subscriber)).containsExactly("10001", "", "sunny", "");
		// the publisher itself did not send what nobody wants
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(bridge.statistics().frontendToBackend().messages()).isEqualTo(1);
			assertThat(bridge.statistics().backendToFrontend().messages()).isEqualTo(1);
		});
		subscriber.unsubscribe("10001");
		assertThat(this.publisher.recvStr()).isEqualTo(UNSUBSCRIBE + "10001");
	}

	@Test
	void whenItIsRestartedSubscribersAndPublishersFindEachOtherAgain() {
		ZmqProxy bridge = this.proxies.register(ZmqProxySpec.forwarder("bridge")
			.frontendConnect(this.upstream)
			.backendBind("tcp://127.0.0.1:*")
			.build());
		ZMQ.Socket subscriber = connect(SocketType.SUB, bridge.backend());
		subscriber.subscribe("a");
		assertPublisherSees(SUBSCRIBE + "a", subscriber);
		bridge.stop(PATIENCE);
		assertThat(this.publisher.recvStr()).isEqualTo(UNSUBSCRIBE + "a");
		bridge.start();
		assertPublisherSees(SUBSCRIBE + "a", subscriber);
		send(this.publisher, "a", "again");
		assertThat(receive(subscriber)).containsExactly("a", "again");
	}

	@Test
	void whenItIsMadeOfSubAndPubItsOwnTopicsDecide() {
		ZmqProxy bridge = this.proxies.register(ZmqProxySpec.forwarder("bridge")
			.frontendType(ZmqSocketType.SUB)
			.frontend((socket) -> socket.connect(this.upstream).topics("10001"))
			.backendType(ZmqSocketType.PUB)
			.backendBind("tcp://127.0.0.1:*")
			.build());
		assertThat(this.publisher.recvStr()).isEqualTo(SUBSCRIBE + "10001");
		ZMQ.Socket subscriber = connect(SocketType.SUB, bridge.backend());
		subscriber.subscribe("");
		awaitSubscribers(bridge, "10001", subscriber);
		send(this.publisher, "20002", "not wanted");
		send(this.publisher, "10001", "sunny");
		assertThat(receive(subscriber)).containsExactly("10001", "sunny");
	}

	@Test
	void whenTheFrontendIsASubTheSubscriptionsOfAnXpubAreNotPiledUp() {
		ZmqProxy bridge = this.proxies.register(ZmqProxySpec.forwarder("bridge")
			.frontendType(ZmqSocketType.SUB)
			.frontend((socket) -> socket.connect(this.upstream).topics(""))
			.backendBind("tcp://127.0.0.1:*")
			.build());
		assertThat(this.publisher.recvStr()).isEqualTo(SUBSCRIBE);
		ZMQ.Socket subscriber = connect(SocketType.SUB, bridge.backend());
		subscriber.subscribe("a");
		subscriber.subscribe("b");
		await().atMost(PATIENCE).untilAsserted(() -> {
			subscriber.getEvents();
			assertThat(bridge.backend().counters().received()).isEqualTo(2);
		});
		send(this.publisher, "b", "sunny");
		assertThat(receive(subscriber)).containsExactly("b", "sunny");
		assertThat(bridge.statistics().dropped()).isZero();
	}

	@Test
	void whenAPublisherIsCapturedTheCopyIsTheWholeMessage() {
		ZmqProxy bridge = this.proxies.register(ZmqProxySpec.forwarder("espresso")
			.frontendConnect(this.upstream)
			.backendBind("tcp://127.0.0.1:*")
			.capture((socket) -> socket.bind("inproc://listener"))
			.captureType(ZmqSocketType.PAIR)
			.build());
		ZMQ.Socket listener = connect(SocketType.PAIR, "inproc://listener");
		ZMQ.Socket subscriber = connect(SocketType.SUB, bridge.backend());
		subscriber.subscribe("a");
		assertPublisherSees(SUBSCRIBE + "a", subscriber);
		assertThat(receive(listener)).containsExactly(SUBSCRIBE + "a");
		send(this.publisher, "a", "1");
		assertThat(receive(listener)).containsExactly("a", "1");
		assertThat(receive(subscriber)).containsExactly("a", "1");
		assertThat(bridge.statistics().captured()).isEqualTo(2);
	}

	/** A JeroMQ SUB subscribes again after a reconnect only while its owner uses it. */
	private void assertPublisherSees(String subscription, ZMQ.Socket subscriber) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			subscriber.getEvents();
			assertThat(this.publisher.recvStr(ZMQ.DONTWAIT)).isEqualTo(subscription);
		});
	}

}

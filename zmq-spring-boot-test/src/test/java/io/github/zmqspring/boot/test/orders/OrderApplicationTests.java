package io.github.zmqspring.boot.test.orders;

import java.util.List;

import io.github.zmqspring.boot.test.LocalZmqPort;
import io.github.zmqspring.boot.test.ZmqAwait;
import io.github.zmqspring.boot.test.ZmqRecorder;
import io.github.zmqspring.boot.test.ZmqTestPeer;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.autoconfigure.AutoConfigureZmqTestTransport;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;

/**
 * The whole application, all its peers played by the tests, without a port.
 */
@SpringBootTest
@AutoConfigureZmqTestTransport
@Timeout(120)
class OrderApplicationTests {

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqRecorder recorder;

	@Autowired
	private ZmqSocketRegistry sockets;

	@Autowired
	private ZmqTemplate zmq;

	@LocalZmqPort("orders")
	private int ordersPort;

	@Test
	void whatIsInStockIsShipped() {
		this.peers.of("stock").answerWith("5");
		ZmqTestPeer warehouse = this.peers.of("shipments");
		this.peers.of("orders").send("{\"id\":\"1\",\"sku\":\"tea\",\"quantity\":2}");
		assertThat(warehouse).receivedExactly("{\"order\":\"1\",\"sku\":\"tea\",\"quantity\":2}");
	}

	@Test
	void stockIsAskedForTheSku() {
		ZmqTestPeer stock = this.peers.of("stock");
		ZmqTestPeer warehouse = this.peers.of("shipments");
		this.peers.of("orders").send("{\"id\":\"2\",\"sku\":\"milk\",\"quantity\":1}");
		stock.expect("milk").reply("1");
		assertThat(warehouse).receivedCount(1);
	}

	@Test
	void whatIsNotInStockIsNews() {
		this.peers.of("stock").answerWith("0");
		ZmqTestPeer subscriber = this.peers.of("news");
		this.peers.of("orders").send("{\"id\":\"3\",\"sku\":\"tea\",\"quantity\":2}");
		assertThat(subscriber).received("backorder ", "3");
		assertThat(this.recorder.socket("shipments")).sentNothing();
	}

	@Test
	void ordersAreShippedInTheirOrder() {
		this.peers.of("stock").answerWith("9");
		ZmqTestPeer warehouse = this.peers.of("shipments");
		ZmqTestPeer shop = this.peers.of("orders");
		for (int i = 0; i < 20; i++) {
			shop.send("{\"id\":\"" + i + "\",\"sku\":\"tea\",\"quantity\":1}");
		}
		assertThat(warehouse).receivedCount(20);
		assertThat(warehouse.received()).extracting((message) -> message.frameAsString(0))
			.isSortedAccordingTo((a, b) -> Integer.compare(a.length(), b.length()));
	}

	@Test
	void ordersOfSeveralShopsAreAllShipped() {
		this.peers.of("stock").answerWith("9");
		ZmqTestPeer warehouse = this.peers.of("shipments");
		List<ZmqTestPeer> shops = List.of(this.peers.of("orders"), this.peers.of("orders"), this.peers.of("orders"));
		shops.forEach((shop) -> shop.send("{\"id\":\"x\",\"sku\":\"tea\",\"quantity\":1}"));
		assertThat(warehouse).receivedCount(3);
	}

	@Test
	void anUnreadableOrderIsPassedOver() {
		this.peers.of("stock").answerWith("9");
		ZmqTestPeer warehouse = this.peers.of("shipments");
		this.peers.of("orders").send("no json").send("{\"id\":\"4\",\"sku\":\"tea\",\"quantity\":1}");
		assertThat(warehouse).receivedExactly("{\"order\":\"4\",\"sku\":\"tea\",\"quantity\":1}");
	}

	@Test
	void shipmentsWaitForTheWarehouse() {
		this.peers.of("stock").answerWith("9");
		this.peers.of("orders").send("{\"id\":\"5\",\"sku\":\"tea\",\"quantity\":1}");
		assertThat(this.recorder.socket("shipments")).sentCount(1);
		assertThat(this.peers.of("shipments")).receivedCount(1);
	}

	@Test
	void nothingIsLeftOfTheTestBefore() {
		assertThat(this.recorder.socket("shipments")).sentNothing();
		ZmqTestPeer warehouse = this.peers.of("shipments");
		this.zmq.send("shipments", "mine");
		assertThat(warehouse).receivedExactly("mine");
	}

	@Test
	void warehouseThatGoesIsReplacedByTheNextOne() {
		this.peers.of("stock").answerWith("9");
		ZmqTestPeer shop = this.peers.of("orders");
		for (int i = 0; i < 3; i++) {
			ZmqTestPeer warehouse = this.peers.of("shipments");
			shop.send("{\"id\":\"" + i + "\",\"sku\":\"tea\",\"quantity\":1}");
			assertThat(warehouse).receivedExactly("{\"order\":\"" + i + "\",\"sku\":\"tea\",\"quantity\":1}");
			warehouse.close();
		}
	}

	@Test
	void stalledWarehouseHoldsTheShipmentsBack() {
		ZmqTestPeer warehouse = this.peers.of("shipments", (peer) -> peer.option(ZmqOptions.RECEIVE_HWM, 1)).stall();
		int sent = 0;
		while (this.zmq.trySend("shipments", "parcel")) {
			sent++;
		}
		assertThat(sent).isPositive();
		assertThat(warehouse.resume()).receivedCount(sent);
	}

	@RepeatedTest(3)
	void pricesFollowTheRates() {
		ZmqTestPeer exchange = this.peers.of("rates");
		ZmqTestPeer customer = this.peers.of("prices");
		exchange.send("USD ", "110").send("JPY ", "1").send("GBP ", "86");
		assertThat(this.recorder.socket("rates")).receivedCount(2);
		ZmqAwait.awaitConnected(this.sockets.get("prices"));
		customer.send("100 JPY").expect("unknown JPY");
		assertThat(this.recorder.socket("prices")).receivedCount(1).sentCount(1);
	}

	@Test
	void supportAnswersWhoHasAsked() {
		ZmqTestPeer one = this.peers.of("support");
		ZmqTestPeer two = this.peers.of("support", ZmqSocketType.REQ);
		one.send("my kettle");
		two.send("my radio");
		assertThat(one.expect().frameAsString(0)).endsWith("You said: my kettle");
		assertThat(two.expect().frameAsString(0)).endsWith("You said: my radio");
	}

	@Test
	void portsAreThoseOfProduction(@LocalZmqPort("prices") String pricesPort) {
		assertThat(this.ordersPort).isEqualTo(5557);
		assertThat(pricesPort).isEqualTo("5559");
	}

}

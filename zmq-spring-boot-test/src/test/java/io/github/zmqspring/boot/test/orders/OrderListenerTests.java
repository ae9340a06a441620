package io.github.zmqspring.boot.test.orders;

import io.github.zmqspring.boot.test.ZmqRecorder;
import io.github.zmqspring.boot.test.ZmqTestPeer;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.autoconfigure.ZmqListenerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * One listener of the application, and nothing else of it.
 */
@ZmqListenerTest(OrderListener.class)
@Timeout(120)
class OrderListenerTests {

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqRecorder recorder;

	@Autowired
	private ApplicationContext context;

	@MockitoBean
	private Stock stock;

	@Test
	void onlyTheChosenListenerIsThere() {
		assertThat(this.context.getBeansOfType(OrderListener.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(PriceListener.class)).isEmpty();
		assertThat(this.context.getBeansOfType(SupportListener.class)).isEmpty();
	}

	@Test
	void whatIsInStockIsShipped() {
		given(this.stock.available("tea")).willReturn(3);
		ZmqTestPeer warehouse = this.peers.of("shipments");
		this.peers.of("orders").send("{\"id\":\"1\",\"sku\":\"tea\",\"quantity\":3}");
		assertThat(warehouse).received("{\"order\":\"1\",\"sku\":\"tea\",\"quantity\":3}");
	}

	@Test
	void oneTooManyIsNews() {
		given(this.stock.available("tea")).willReturn(3);
		ZmqTestPeer subscriber = this.peers.of("news");
		this.peers.of("orders").send("{\"id\":\"1\",\"sku\":\"tea\",\"quantity\":4}");
		assertThat(subscriber).received("backorder ", "1");
	}

	@Test
	void newsGoToThoseWhoSubscribed() {
		ZmqTestPeer interested = this.peers.of("news", (peer) -> peer.topics("backorder "));
		ZmqTestPeer other = this.peers.of("news", (peer) -> peer.topics("weather "));
		this.peers.of("orders").send("{\"id\":\"7\",\"sku\":\"tea\",\"quantity\":4}");
		assertThat(interested).received("backorder ", "7");
		assertThat(other).receivedNothing();
	}

	@Test
	void failingStockFailsThatOrderOnly() {
		given(this.stock.available("tea")).willThrow(new IllegalStateException("no connection"));
		given(this.stock.available("milk")).willReturn(1);
		ZmqTestPeer warehouse = this.peers.of("shipments");
		this.peers.of("orders")
			.send("{\"id\":\"1\",\"sku\":\"tea\",\"quantity\":1}")
			.send("{\"id\":\"2\",\"sku\":\"milk\",\"quantity\":1}");
		assertThat(warehouse).receivedExactly("{\"order\":\"2\",\"sku\":\"milk\",\"quantity\":1}");
	}

	@Test
	void anUnreadableOrderAsksNobody() {
		ZmqTestPeer shop = this.peers.of("orders");
		shop.send("{\"id\":").send("{\"id\":\"2\",\"sku\":\"milk\",\"quantity\":1}");
		assertThat(this.recorder.socket("news")).sent("backorder ", "2");
		verify(this.stock, never()).available("tea");
	}

}

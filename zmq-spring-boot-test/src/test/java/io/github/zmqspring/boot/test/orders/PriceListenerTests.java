package io.github.zmqspring.boot.test.orders;

import java.time.Duration;

import io.github.zmqspring.boot.test.ZmqTestPeer;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.autoconfigure.ZmqListenerTest;
import io.github.zmqspring.message.ZmqMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;

/**
 * All listeners but those that need more than ZeroMQ.
 */
@ZmqListenerTest({ PriceListener.class, SupportListener.class })
@Timeout(120)
class PriceListenerTests {

	@Autowired
	private ZmqTestPeers peers;

	@Test
	void aRateChangesThePrice() {
		ZmqTestPeer customer = this.peers.of("prices");
		this.peers.of("rates").send("GBP ", "86");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> customer.send("200 GBP").expect().equals(ZmqMessage.ofStrings("172")));
	}

	@Test
	void theLatestRateCounts() {
		ZmqTestPeer customer = this.peers.of("prices");
		this.peers.of("rates").send("USD ", "110").send("USD ", "120");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> customer.send("100 USD").expect().equals(ZmqMessage.ofStrings("120")));
	}

	@Test
	void otherCurrenciesAreUnknown() {
		this.peers.of("prices").send("100 JPY").expect("unknown JPY");
	}

	@Test
	void customersAreServedAtTheSameTime() {
		ZmqTestPeer one = this.peers.of("prices");
		ZmqTestPeer two = this.peers.of("prices");
		one.send("1 XXX");
		two.send("1 YYY");
		one.expect("unknown XXX");
		two.expect("unknown YYY");
	}

}

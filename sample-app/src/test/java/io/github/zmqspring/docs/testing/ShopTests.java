package io.github.zmqspring.docs.testing;

import io.github.zmqspring.boot.test.ZmqTestPeer;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.autoconfigure.AutoConfigureZmqTestTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.aot.DisabledInAotMode;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;

/**
 * The first test of {@code testing.md}.
 */
@Timeout(60)
@DisabledInAotMode
@TestPropertySource(properties = "spring.config.name=shop")
@SpringBootTest
@AutoConfigureZmqTestTransport
class ShopTests {

	@Autowired
	private ZmqTestPeers peers;

	@Test
	void whatIsInStockIsShipped() {
		this.peers.of("stock").answerWith("5");
		ZmqTestPeer warehouse = this.peers.of("shipments");
		this.peers.of("orders").send("tea");
		assertThat(warehouse).received("ship tea");
	}

}

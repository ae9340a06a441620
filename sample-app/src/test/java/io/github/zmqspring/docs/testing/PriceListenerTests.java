package io.github.zmqspring.docs.testing;

import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.boot.test.autoconfigure.ZmqListenerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.aot.DisabledInAotMode;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.mockito.BDDMockito.given;

/**
 * The slice of {@code testing.md}.
 */
@Timeout(60)
@DisabledInAotMode
@TestPropertySource(properties = "spring.config.name=shop")
@ZmqListenerTest(PriceListener.class)
class PriceListenerTests {

	@Autowired
	private ZmqTestPeers peers;

	@MockitoBean
	private Prices prices;

	@Test
	void priceIsLookedUp() {
		given(this.prices.of("tea")).willReturn("2.50");
		this.peers.of("prices").send("tea").expect("2.50");
	}

}

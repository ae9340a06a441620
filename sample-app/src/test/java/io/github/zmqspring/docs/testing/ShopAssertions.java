package io.github.zmqspring.docs.testing;

import io.github.zmqspring.boot.test.ZmqAssertions;
import io.github.zmqspring.boot.test.ZmqMessageAssert;
import io.github.zmqspring.boot.test.ZmqRecording;
import io.github.zmqspring.boot.test.ZmqRecordingAssert;
import io.github.zmqspring.boot.test.ZmqTestPeer;
import io.github.zmqspring.boot.test.ZmqTestPeerAssert;
import io.github.zmqspring.message.ZmqMessage;

/**
 * Assertions in the words of the shop of {@code testing.md}.
 */
final class ShopAssertions extends ZmqAssertions {

	private ShopAssertions() {
	}

	static ZmqTestPeerAssert assertShipped(ZmqTestPeer warehouse, String sku) {
		return assertThat(warehouse).received("ship " + sku);
	}

	static ZmqRecordingAssert assertSoldOut(ZmqRecording news, String sku) {
		return assertThat(news).sent("sold-out ", sku);
	}

	static ZmqMessageAssert assertReport(ZmqMessage message, String sku) {
		return assertThat(message).hasSize(2).hasFrame(1, sku);
	}

}

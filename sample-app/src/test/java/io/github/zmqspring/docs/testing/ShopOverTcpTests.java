package io.github.zmqspring.docs.testing;

import io.github.zmqspring.boot.test.LocalZmqPort;
import io.github.zmqspring.boot.test.ZmqRawPeer;
import io.github.zmqspring.boot.test.ZmqRecorder;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.aot.DisabledInAotMode;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;

/**
 * TCP in {@code testing.md}.
 */
@Timeout(60)
@DisabledInAotMode
@TestPropertySource(properties = "spring.config.name=shop")
@SpringBootTest(properties = { "zmq.sockets.orders.bind=tcp://127.0.0.1:*", "zmq.sockets.news.bind=tcp://127.0.0.1:*",
		"zmq.sockets.stock.connect=tcp://127.0.0.1:1", "zmq.sockets.shipments.connect=tcp://127.0.0.1:1" })
class ShopOverTcpTests {

	@LocalZmqPort("orders")
	private int port;

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqRecorder recorder;

	@Test
	void garbageIsNoOrder(@LocalZmqPort("news") int newsPort) {
		assertThat(this.port).isNotEqualTo(newsPort);
		ZmqRawPeer raw = this.peers.raw("orders");
		raw.sendGarbage(100);
		raw.awaitClosed();
		assertThat(this.recorder.socket("orders")).receivedNothing();
	}

}

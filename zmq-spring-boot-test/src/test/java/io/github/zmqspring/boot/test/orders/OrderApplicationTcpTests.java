package io.github.zmqspring.boot.test.orders;

import java.io.IOException;
import java.net.Socket;

import io.github.zmqspring.boot.test.LocalZmqPort;
import io.github.zmqspring.boot.test.ZmqRecorder;
import io.github.zmqspring.boot.test.ZmqTestPeer;
import io.github.zmqspring.boot.test.ZmqTestPeers;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.github.zmqspring.boot.test.ZmqAssertions.assertThat;

/**
 * The same application over TCP, on ports that the operating system chooses.
 */
@SpringBootTest(properties = { "zmq.sockets.orders.bind=tcp://127.0.0.1:*", "zmq.sockets.prices.bind=tcp://127.0.0.1:*",
		"zmq.sockets.news.bind=tcp://127.0.0.1:*", "zmq.sockets.support.bind=tcp://127.0.0.1:*",
		"zmq.sockets.shipments.connect=tcp://127.0.0.1:1", "zmq.sockets.stock.connect=tcp://127.0.0.1:1",
		"zmq.sockets.rates.connect=tcp://127.0.0.1:1", "zmq.sockets.orders.handshake-interval=300ms" })
@Timeout(120)
class OrderApplicationTcpTests {

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqRecorder recorder;

	@LocalZmqPort("orders")
	private Integer port;

	@Test
	void somebodyListensOnThePort() throws IOException {
		try (Socket connection = new Socket("127.0.0.1", this.port)) {
			assertThat(connection.isConnected()).isTrue();
		}
	}

	@Test
	void peersMeetOverTcp() {
		this.peers.of("prices").send("1 JPY").expect("unknown JPY");
	}

	@Test
	void garbageDoesNotKeepOrdersFromComing() {
		this.peers.raw("orders").sendGarbage(64).awaitClosed();
		this.peers.of("orders").send("no json");
		assertThat(this.recorder.socket("orders")).receivedExactly("no json");
	}

	@Test
	void supportAnswersOverTcp() {
		ZmqTestPeer customer = this.peers.of("support", ZmqSocketType.REQ);
		customer.send("my kettle");
		assertThat(customer.expect().frameAsString(0)).endsWith("my kettle");
	}

	@Test
	void customerThatGoesDoesNotDisturbTheNext() {
		this.peers.of("support").send("bye").close();
		ZmqTestPeer next = this.peers.of("support");
		next.send("my radio");
		assertThat(next.expect().frameAsString(0)).endsWith("my radio");
	}

}

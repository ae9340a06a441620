package io.github.zmqspring.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A peer that behaves, and asks for nothing but to be served.
 */
final class HonestPeer {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ZmqSocket server;

	private final ZmqSocket client;

	private int count;

	private HonestPeer(ZmqSocket server, ZmqSocket client) {
		this.server = server;
		this.client = client;
	}

	/**
	 * Connect to a PULL.
	 * @param sockets opens the peer
	 * @param server the PULL
	 * @return the peer
	 */
	static HonestPeer of(TestSockets sockets, ZmqSocket server) {
		return of(sockets, server, SocketSpec.of("honest", ZmqSocketType.PUSH));
	}

	static HonestPeer of(TestSockets sockets, ZmqSocket server, SocketSpec.Builder spec) {
		return new HonestPeer(server, sockets.open(spec.connect(TestSockets.endpoint(server))));
	}

	/**
	 * What the peer sends arrives, beside whatever else does.
	 */
	void assertServed() {
		byte[] text = ("honest " + this.count++).getBytes(StandardCharsets.UTF_8);
		this.client.send(text);
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		ZmqMessage message;
		do {
			message = this.server.receive(PATIENCE);
			assertThat(message).as("a message of the honest peer").isNotNull();
			assertThat(System.nanoTime()).isLessThan(deadline);
		}
		while (!Arrays.equals(message.first(), text));
	}

	ZmqSocket socket() {
		return this.client;
	}

}

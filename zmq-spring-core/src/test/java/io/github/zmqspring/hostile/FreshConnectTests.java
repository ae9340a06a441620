package io.github.zmqspring.hostile;

import java.time.Duration;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.ZmqPeer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connects that do not stand still, and handshakes that are slow and honest.
 */
@Timeout(600)
class FreshConnectTests {

	private static final Log logger = LogFactory.getLog(FreshConnectTests.class);

	private static final int CONNECTS = Integer.getInteger("zmq.test.connects", 200);

	/** Long enough for any machine, and far from the time that JeroMQ waits. */
	private static final Duration AT_ONCE = Duration.ofSeconds(10);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	/** With JeroMQ's own time for a greeting: nobody but the connect itself helps. */
	private static SocketSpec.Builder patient(SocketSpec.Builder spec) {
		return spec.option(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ofSeconds(30))
			.option(ZmqOptions.HANDSHAKE_TIMEOUT, Duration.ofSeconds(60));
	}

	@Test
	void everyFreshConnectIsReadyAtOnce() {
		ZmqSocket pull = this.sockets.open(patient(TestSockets.bound("pull", ZmqSocketType.PULL)));
		int late = 0;
		long worst = 0;
		for (int i = 0; i < CONNECTS; i++) {
			long began = System.nanoTime();
			ZmqSocket push = this.sockets.open(patient(TestSockets.connectedTo(pull, "push" + i, ZmqSocketType.PUSH)));
			push.send(new byte[] { (byte) i });
			late += (pull.receive(AT_ONCE) == null) ? 1 : 0;
			worst = Math.max(worst, System.nanoTime() - began);
			this.sockets.registry().remove(push.name(), AT_ONCE);
		}
		logger.info(CONNECTS + " connects, " + late + " not ready within " + AT_ONCE + ", the slowest after "
				+ worst / 1_000_000 + " ms");
		assertThat(late).as("connects that were not ready within %s", AT_ONCE).isZero();
	}

	@Test
	void aHandshakeOverASlowLinkSucceeds() throws Exception {
		CurveEnds curve = CurveEnds.generate();
		ZmqSocket pull = this.sockets.open(curve.server(TestSockets.bound("pull", ZmqSocketType.PULL)));
		try (SlowLink link = new SlowLink(pull.boundEndpoints().get(0).port(), Duration.ofMillis(300))) {
			long began = System.nanoTime();
			ZmqSocket push = this.sockets.open(
					curve.client(SocketSpec.of("push", ZmqSocketType.PUSH).connect("tcp://127.0.0.1:" + link.port())));
			push.send(new byte[1]);
			assertThat(pull.receive(Duration.ofSeconds(20))).isNotNull();
			logger.info("CURVE over a link of 300 ms each way: the first message after "
					+ (System.nanoTime() - began) / 1_000_000 + " ms");
			assertThat(pull.inspection().peers().totals().failedHandshakeCount()).isZero();
			assertThat(push.inspection().peers().totals().failedHandshakeCount()).isZero();
			assertThat(push.inspection().peers().live()).singleElement()
				.satisfies((peer) -> assertThat(peer.state()).isEqualTo(ZmqPeer.State.READY));
		}
	}

}

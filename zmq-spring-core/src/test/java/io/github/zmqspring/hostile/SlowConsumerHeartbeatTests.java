package io.github.zmqspring.hostile;

import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Heartbeats do not end the connection of a consumer that is only slow.
 */
@Timeout(300)
class SlowConsumerHeartbeatTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration BEAT = Duration.ofMillis(200);

	/** Longer than the heartbeats' own time, several times. */
	private static final Duration STALL = Duration.ofSeconds(3);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private static byte[] message(int number) {
		byte[] message = new byte[10_000];
		message[0] = (byte) (number >> 8);
		message[1] = (byte) number;
		return message;
	}

	private void assertAllArrive(ZmqSocket pull, int sent) {
		for (int i = 0; i < sent; i++) {
			ZmqMessage message = pull.receive(PATIENCE);
			assertThat(message).as("message %d of %d", i, sent).isNotNull();
			assertThat(message.first()).isEqualTo(message(i));
		}
	}

	private static void letPass(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		await().atMost(PATIENCE).until(() -> System.nanoTime() - end > 0);
	}

	@Test
	void theConsumersHeartbeatsDoNotTakeItsOwnDeafnessForSilence() {
		ZmqSocket pull = this.sockets.open(TestSockets.bound("pull", ZmqSocketType.PULL)
			.option(ZmqOptions.RECEIVE_HWM, 10)
			.option(ZmqOptions.HEARTBEAT_INTERVAL, BEAT)
			.option(ZmqOptions.HEARTBEAT_TIMEOUT, BEAT.multipliedBy(5)));
		ZmqSocket push = this.sockets
			.open(TestSockets.connectedTo(pull, "push", ZmqSocketType.PUSH).option(ZmqOptions.SEND_HWM, 10));
		assertStalls(push, pull);
	}

	@Test
	void theTimeToLiveThatThePeerGaveIsNotOverWhileNobodyListens() {
		ZmqSocket pull = this.sockets
			.open(TestSockets.bound("pull", ZmqSocketType.PULL).option(ZmqOptions.RECEIVE_HWM, 10));
		ZmqSocket push = this.sockets.open(TestSockets.connectedTo(pull, "push", ZmqSocketType.PUSH)
			.option(ZmqOptions.SEND_HWM, 10)
			.option(ZmqOptions.HEARTBEAT_INTERVAL, BEAT)
			.option(ZmqOptions.HEARTBEAT_TTL, Duration.ofSeconds(1)));
		assertStalls(push, pull);
	}

	@Test
	void theSendersHeartbeatsWaitLongerThanAConsumerUsuallyStalls() {
		ZmqSocket pull = this.sockets
			.open(TestSockets.bound("pull", ZmqSocketType.PULL).option(ZmqOptions.RECEIVE_HWM, 10));
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH)
			.connect(TestSockets.endpoint(pull))
			.option(ZmqOptions.SEND_HWM, 10)
			.option(ZmqOptions.HEARTBEAT_INTERVAL, BEAT));
		assertStalls(push, pull);
	}

	private void assertStalls(ZmqSocket push, ZmqSocket pull) {
		push.send(message(0));
		int sent = sendUntilFull(push, 1);
		letPass(STALL);
		assertThat(pull.inspection().peers().totals().disconnected()).isZero();
		assertThat(push.inspection().peers().totals().disconnected()).isZero();
		assertAllArrive(pull, sent);
		assertThat(pull.inspection().peers().totals().accepted()).isEqualTo(1);
	}

	private static int sendUntilFull(ZmqSocket push, int from) {
		int sent = from;
		while (push.send(ZmqMessage.of(message(sent)), Duration.ofMillis(300))) {
			sent++;
		}
		return sent;
	}

}

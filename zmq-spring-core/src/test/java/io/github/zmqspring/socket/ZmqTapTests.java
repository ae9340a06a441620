package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(180)
class ZmqTapTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private final Recording tap = new Recording();

	@Test
	void seesWhatIsSentAndWhetherItWas() {
		ZmqSocket push = this.sockets
			.open(SocketSpec.of("push", ZmqSocketType.PUSH).bind("inproc://tapped").tap(this.tap));
		assertThat(push.trySend(ZmqMessage.ofStrings("nobody is there"))).isFalse();
		ZmqSocket pull = this.sockets.open(SocketSpec.of("pull", ZmqSocketType.PULL).connect("inproc://tapped"));
		push.send(ZmqMessage.ofStrings("a", "b"));
		assertThat(pull.receive(SOON)).isEqualTo(ZmqMessage.ofStrings("a", "b"));
		assertThat(this.tap.sent).containsExactly(ZmqMessage.ofStrings("a", "b"));
		assertThat(this.tap.refused).contains(ZmqMessage.ofStrings("nobody is there"));
	}

	@Test
	void seesWhatIsReceivedBeforeItsReceiverDoes() throws InterruptedException {
		BlockingQueue<List<ZmqMessage>> seenByThen = new LinkedBlockingQueue<>();
		ZmqSocket pull = this.sockets
			.open(SocketSpec.of("pull", ZmqSocketType.PULL).bind("inproc://tapped").tap(this.tap));
		pull.attach((message) -> seenByThen.add(List.copyOf(this.tap.received)), "test", true);
		ZmqSocket push = this.sockets.open(SocketSpec.of("push", ZmqSocketType.PUSH).connect("inproc://tapped"));
		push.send(ZmqMessage.ofStrings("a"));
		assertThat(seenByThen.poll(30, TimeUnit.SECONDS)).containsExactly(ZmqMessage.ofStrings("a"));
	}

	@Test
	void seesBothDirectionsOfADuplexSocket() {
		ZmqSocket tapped = this.sockets
			.open(SocketSpec.of("tapped", ZmqSocketType.DEALER).bind("inproc://tapped").tap(this.tap));
		ZmqSocket other = this.sockets.open(SocketSpec.of("other", ZmqSocketType.DEALER).connect("inproc://tapped"));
		other.send(ZmqMessage.ofStrings("question"));
		assertThat(tapped.receive(SOON)).isNotNull();
		tapped.send(ZmqMessage.ofStrings("answer"));
		assertThat(this.tap.received).containsExactly(ZmqMessage.ofStrings("question"));
		assertThat(this.tap.sent).containsExactly(ZmqMessage.ofStrings("answer"));
	}

	@Test
	void whenItDoesNotSendTheSenderIsTold() {
		ZmqSocket push = this.sockets
			.open(SocketSpec.of("push", ZmqSocketType.PUSH).bind("inproc://tapped").tap(new Recording() {

				@Override
				public void sending(ZmqMessage message, BooleanSupplier attempt) {
				}

			}));
		assertThatIllegalStateException().isThrownBy(() -> push.trySend(ZmqMessage.ofStrings("a")))
			.withMessageContaining("has not sent");
	}

	static class Recording implements ZmqTap {

		final List<ZmqMessage> sent = new CopyOnWriteArrayList<>();

		final List<ZmqMessage> refused = new CopyOnWriteArrayList<>();

		final List<ZmqMessage> received = new CopyOnWriteArrayList<>();

		@Override
		public void sending(ZmqMessage message, BooleanSupplier attempt) {
			(attempt.getAsBoolean() ? this.sent : this.refused).add(message);
		}

		@Override
		public void received(ZmqMessage message) {
			this.received.add(message);
		}

	}

}

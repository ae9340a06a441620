package io.github.zmqspring.socket;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import zmq.Ctx;
import zmq.Mailbox;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SignalGuardTests {

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private final AtomicLong taken = new AtomicLong();

	private final AtomicInteger looks = new AtomicInteger();

	private final AtomicInteger uncounted = new AtomicInteger();

	private boolean counted;

	private final SignalGuard guard = new SignalGuard(new IPollEvents() {
		@Override
		public void inEvent() {
			SignalGuardTests.this.looks.incrementAndGet();
			if (SignalGuardTests.this.counted) {
				SignalGuardTests.this.taken.incrementAndGet();
			}
		}
	}, this.taken::get, () -> this.uncounted.getAndUpdate((left) -> Math.max(0, left - 1)) > 0);

	@Test
	void whenAWakeUpCountsTheMailboxIsLookedIntoOnce() {
		this.counted = true;
		this.uncounted.set(1);
		this.guard.inEvent();
		assertThat(this.looks).hasValue(1);
		assertThat(this.uncounted).hasValue(1);
	}

	@Test
	void whenAWakeUpDoesNotCountItIsTakenAndTheMailboxLookedIntoAgain() {
		this.uncounted.set(1);
		this.guard.inEvent();
		assertThat(this.looks).hasValue(2);
		assertThat(this.uncounted).hasValue(0);
		this.guard.inEvent();
		assertThat(this.looks).as("nothing there").hasValue(3);
	}

	@Test
	void aWakeUpThatWasNotCountedIsTakenFromAMailbox() throws Exception {
		Ctx context = new Ctx();
		Mailbox mailbox = new Mailbox(context, "zmqtest-mailbox", 1);
		WakeUps wakeUps = WakeUps.of(mailbox);
		assertThat(wakeUps.take()).isFalse();
		Field signaler = Mailbox.class.getDeclaredField("signaler");
		signaler.setAccessible(true);
		Field sink = signaler.getType().getDeclaredField("w");
		sink.setAccessible(true);
		((Pipe.SinkChannel) sink.get(signaler.get(mailbox))).write(ByteBuffer.allocate(1));
		assertThat(mailbox.recv(0)).isNull();
		assertThat(wakeUps.taken()).isZero();
		assertThat(wakeUps.take()).isTrue();
		assertThat(wakeUps.taken()).isOne();
		assertThat(wakeUps.take()).isFalse();
		mailbox.close();
	}

	@Test
	void theThreadsOfAContextThatReadAndWriteAreGuarded() {
		this.sockets.open(TestSockets.bound("in", ZmqSocketType.PULL));
		List<EngineThread> threads = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> this.sockets.threads().contains(thread.getName()))
			.filter((thread) -> thread instanceof EngineThread && thread.getName().contains("iothread"))
			.map(EngineThread.class::cast)
			.toList();
		assertThat(threads).hasSize(1);
		await().ignoreExceptions()
			.untilAsserted(() -> assertThat(polledBy(threads.get(0))).anyMatch(SignalGuard.class::isInstance));
	}

	private static List<IPollEvents> polledBy(EngineThread thread) {
		return thread.selector()
			.keys()
			.stream()
			.map((key) -> EngineConnections.handlerOf((Poller.Handle) key.attachment()))
			.toList();
	}

}

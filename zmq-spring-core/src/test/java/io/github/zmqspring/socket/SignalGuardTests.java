package io.github.zmqspring.socket;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SignalGuardTests {

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private final AtomicLong taken = new AtomicLong();

	private final AtomicInteger looks = new AtomicInteger();

	private final AtomicInteger pauses = new AtomicInteger();

	private boolean counted;

	private final SignalGuard guard = new SignalGuard(new IPollEvents() {
		@Override
		public void inEvent() {
			SignalGuardTests.this.looks.incrementAndGet();
			if (SignalGuardTests.this.counted) {
				SignalGuardTests.this.taken.incrementAndGet();
			}
		}
	}, this.taken::get, this.pauses::incrementAndGet);

	@Test
	void whenEachWakeUpCountsItNeverStepsAside() {
		this.counted = true;
		look(100);
		assertThat(this.looks).hasValue(100);
		assertThat(this.pauses).hasValue(0);
	}

	@Test
	void whenWakeUpsDoNotCountItStepsAsideUntilTheyDo() {
		look(SignalGuard.PATIENCE - 1);
		assertThat(this.pauses).hasValue(0);
		look(2);
		assertThat(this.pauses).hasValue(2);
		this.counted = true;
		look(1);
		this.counted = false;
		look(SignalGuard.PATIENCE - 1);
		assertThat(this.pauses).hasValue(2);
		assertThat(this.looks).hasValue(2 * SignalGuard.PATIENCE + 1);
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
			.map((key) -> EngineInternals.handlerOf((Poller.Handle) key.attachment()))
			.toList();
	}

	private void look(int times) {
		for (int i = 0; i < times; i++) {
			this.guard.inEvent();
		}
	}

}

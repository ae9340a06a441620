package io.github.zmqspring.socket;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import zmq.poll.IPollEvents;

import static org.assertj.core.api.Assertions.assertThat;

class SignalGuardTests {

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

	private void look(int times) {
		for (int i = 0; i < times; i++) {
			this.guard.inEvent();
		}
	}

}

package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReconnectsTests {

	private final AtomicInteger count = new AtomicInteger();

	@Test
	void theWaitDoublesUpToTenSeconds() {
		Reconnects reconnects = new Reconnects("s", 100, 0, this.count::incrementAndGet);
		assertThat(reconnects.next("a", 1)).isEqualTo(100);
		assertThat(reconnects.next("a", 2)).isEqualTo(200);
		assertThat(reconnects.next("b", 3)).isEqualTo(100);
		int last = 0;
		for (int i = 0; i < 20; i++) {
			last = reconnects.next("a", 4 + i);
		}
		assertThat(last).isEqualTo(10_000);
		assertThat(this.count).hasValue(23);
		assertThat(reconnects.usual()).isEqualTo(100);
	}

	@Test
	void anErrorThatIsLongPastIsForgotten() {
		Reconnects reconnects = new Reconnects("s", 100, 0, this.count::incrementAndGet);
		reconnects.next("a", 0);
		reconnects.next("a", 0);
		assertThat(reconnects.next("a", Duration.ofSeconds(61).toNanos())).isEqualTo(100);
	}

	@Test
	void aLongerIntervalOfTheSocketsOwnIsKept() {
		Reconnects reconnects = new Reconnects("s", 7_000, 60_000, this.count::incrementAndGet);
		reconnects.next("a", 0);
		reconnects.next("a", 0);
		assertThat(reconnects.next("a", 0)).isEqualTo(28_000);
	}

}

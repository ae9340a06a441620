package io.github.zmqspring.socket;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Ctx;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;
import zmq.util.MultiMap;

import static org.assertj.core.api.Assertions.assertThat;

class EngineTimersTests {

	@Test
	void aTimerThatIsSetAgainAfterItWasCancelledRings() throws InterruptedException {
		CountDownLatch rung = new CountDownLatch(1);
		Ctx context = new Ctx();
		context.setThreadFactory((task, name) -> new Thread(() -> {
			if (task instanceof Poller poller) {
				EngineTimers.mend(poller);
				setAgain(poller, new Bell(rung));
			}
			task.run();
		}, name));
		Poller poller = new Poller(context, "zmqtest-timers");
		poller.start();
		assertThat(rung.await(30, TimeUnit.SECONDS)).isTrue();
		poller.stop();
	}

	private static void setAgain(Poller poller, Bell bell) {
		poller.addTimer(60_000, bell, 1);
		poller.cancelTimer(bell, 1);
		poller.addTimer(1, bell, 1);
	}

	@Test
	void anEqualKeyReplacesTheOneThatWasThere() {
		Map<String, Integer> map = new EngineTimers.FreshKeys<>();
		String first = String.valueOf(new char[] { 'a' });
		String second = String.valueOf(new char[] { 'a' });
		map.put(first, 1);
		map.put(second, 2);
		assertThat(map).hasSize(1).containsEntry("a", 2);
		assertThat(map.keySet().iterator().next()).isSameAs(second);
	}

	@ParameterizedTest
	@ValueSource(longs = { -3_600_000, 3_600_000 })
	void whenTheClockIsSetTimersRingWhenTheyWouldHave(long step) throws Exception {
		AtomicLong wall = new AtomicLong(1_000_000);
		AtomicLong monotonic = new AtomicLong(5_000);
		MultiMap<Long, String> table = new MultiMap<>();
		Field data = MultiMap.class.getDeclaredField("data");
		data.setAccessible(true);
		@SuppressWarnings("unchecked")
		Map<Long, List<String>> byTime = (Map<Long, List<String>>) data.get(table);
		Field inverse = MultiMap.class.getDeclaredField("inverse");
		inverse.setAccessible(true);
		inverse.set(table, new EngineTimers.Timers<>(byTime, wall::get, monotonic::get));
		table.insert(wall.get() + 100, "before");
		monotonic.addAndGet(40);
		wall.addAndGet(40 + step);
		table.insert(wall.get() + 50, "after");
		assertThat(table.entries()).extracting((entry) -> entry.getKey() + " in " + (entry.getValue() - wall.get()))
			.containsExactly("after in 50", "before in 60");
		assertThat(table.hasValues(wall.get() + 60)).isTrue();
		assertThat(table.remove(wall.get() + 60, "before")).isTrue();
		assertThat(table.remove("after")).isTrue();
		assertThat(table.isEmpty()).isTrue();
		assertThat(byTime).isEmpty();
	}

	private record Bell(CountDownLatch rung) implements IPollEvents {

		@Override
		public void timerEvent(int id) {
			this.rung.countDown();
		}

	}

}

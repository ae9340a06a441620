package io.github.zmqspring.socket;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import zmq.Ctx;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

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
		assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
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

	private record Bell(CountDownLatch rung) implements IPollEvents {

		@Override
		public void timerEvent(int id) {
			this.rung.countDown();
		}

	}

}

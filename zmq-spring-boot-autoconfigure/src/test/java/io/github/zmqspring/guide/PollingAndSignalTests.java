package io.github.zmqspring.guide;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Guide chapter 2: handling several sockets, and the kill signal of a pipeline. Rows R18
 * and R19.
 */
@Timeout(300)
class PollingAndSignalTests {

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r18_tasksAndWeatherUpdatesAreBothServedWithoutAPollLoop() throws Exception {
		ZMQ.Socket ventilator = this.guide.bind(SocketType.PUSH);
		ZMQ.Socket weather = this.guide.bind(SocketType.XPUB);
		App app = this.guide.app(TwoSockets.class)
			.set("guide.tasks=" + ventilator.getLastEndpoint(), "guide.weather=" + weather.getLastEndpoint())
			.start();
		assertThat(Guide.receive(weather)).containsExactly("\u000110001 ");
		Guide.awaitHandshakes(app, "tasks", 1);
		for (int i = 0; i < 500; i++) {
			Guide.send(ventilator, "task " + i);
			Guide.send(weather, "10001 " + i + " 50");
			Guide.send(weather, "10002 " + i + " 50");
		}
		TwoSockets received = app.bean(TwoSockets.class);
		assertThat(received.tasks.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(received.updates.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void r18_waitingForMessagesCostsNextToNothing() {
		App app = this.guide.app(Collector.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + Guide.ANY_PORT, "zmq.sockets.idle.type=sub",
					"zmq.sockets.idle.bind=" + Guide.ANY_PORT, "zmq.sockets.idle.topics[0]=")
			.start();
		// the first seconds may still be those of the start
		await().atMost(Guide.PATIENCE).untilAsserted(() -> {
			long before = cpuMillis();
			assertThat(app.zmq().receive("idle", Duration.ofMillis(1000), String.class)).isNull();
			assertThat(cpuMillis() - before).as("CPU time of our threads in an idle second").isLessThan(100);
		});
	}

	private static long cpuMillis() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
			.filter((thread) -> thread != null && thread.getThreadName().startsWith("zmq-"))
			.mapToLong((thread) -> Math.max(0, threads.getThreadCpuTime(thread.getThreadId())))
			.sum() / 1_000_000;
	}

	@Test
	void r19_afterAHundredResultsTheSinkKillsTheWorkers() throws Exception {
		App sink = this.guide.app(Sink.class)
			.set("zmq.sockets.results.type=pull", "zmq.sockets.results.bind=" + Guide.ANY_PORT,
					"zmq.sockets.control.type=pub", "zmq.sockets.control.bind=" + Guide.ANY_PORT)
			.start();
		App ventilator = this.guide.start("zmq.sockets.tasks.type=push", "zmq.sockets.tasks.bind=" + Guide.ANY_PORT);
		App[] workers = new App[3];
		for (int i = 0; i < workers.length; i++) {
			workers[i] = this.guide.app(Worker.class)
				.set("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.connect=" + ventilator.endpoint("tasks"),
						"zmq.sockets.results.type=push", "zmq.sockets.results.connect=" + sink.endpoint("results"),
						"guide.control=" + sink.endpoint("control"))
				.start();
		}
		assertThat(sink.zmq().awaitSubscribers("control", "KILL", workers.length, Guide.PATIENCE)).isTrue();
		assertThat(ventilator.zmq().awaitPeers("tasks", workers.length, Guide.PATIENCE)).isTrue();
		for (int task = 0; task < 100; task++) {
			ventilator.zmq().send("tasks", "1");
		}
		await().atMost(Guide.PATIENCE)
			.untilAsserted(() -> assertThat(workers).allMatch((
					worker) -> worker.listeners().containers().stream().noneMatch((listener) -> listener.isRunning())));
		assertThat(sink.bean(Sink.class).results).hasValue(100);
		assertThat(
				Arrays.stream(workers).mapToLong((worker) -> worker.listeners().get("tasks").getCounters().received()))
			.allMatch((count) -> count > 0);
	}

	static class TwoSockets {

		private final CountDownLatch tasks = new CountDownLatch(500);

		private final CountDownLatch updates = new CountDownLatch(500);

		@ZmqListener(id = "tasks", type = ZmqSocketType.PULL, connect = "${guide.tasks}")
		void task(String task) {
			assertThat(task).isEqualTo("task " + (500 - this.tasks.getCount()));
			this.tasks.countDown();
		}

		@ZmqListener(type = ZmqSocketType.SUB, connect = "${guide.weather}", topics = "10001 ")
		void update(String update) {
			assertThat(update).isEqualTo("10001 " + (500 - this.updates.getCount()) + " 50");
			this.updates.countDown();
		}

	}

	static class Sink {

		private final AtomicInteger results = new AtomicInteger();

		private final ZmqOperations zmq;

		Sink(ZmqOperations zmq) {
			this.zmq = zmq;
		}

		@ZmqListener(socket = "results")
		void collect(byte[] result) {
			if (this.results.incrementAndGet() == 100) {
				this.zmq.send("control", "KILL");
			}
		}

	}

	static class Worker {

		private final ZmqListenerRegistry listeners;

		Worker(ZmqListenerRegistry listeners) {
			this.listeners = listeners;
		}

		@ZmqListener(socket = "tasks", group = "worker")
		@SendTo("results")
		byte[] work(String milliseconds) {
			Guide.work(Duration.ofMillis(Long.parseLong(milliseconds)));
			return new byte[0];
		}

		@ZmqListener(id = "control", type = ZmqSocketType.SUB, connect = "${guide.control}", topics = "KILL",
				group = "worker")
		void kill(String signal) {
			this.listeners.stopGroup("worker");
		}

	}

}

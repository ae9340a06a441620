package io.github.zmqspring.guide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.guide.Guide.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guide chapter 1, "Divide and Conquer": ventilator, workers, sink. Row R29.
 */
@Timeout(300)
class R29PipelineTests {

	/** The same batch each time: 100 tasks of 1 to 100 msec. */
	private static final int[] TASKS = new Random(42).ints(100, 1, 101).toArray();

	/** The tests need not take as long as the Guide's workers. */
	private static final int HASTE = 10;

	@RegisterExtension
	final Guide guide = new Guide();

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void r29_aBatchOfAHundredTasksIsDoneByAllWorkersTogether(int count) throws Exception {
		App sink = sink();
		App ventilator = ventilator(sink);
		List<App> workers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			workers.add(worker(ventilator, sink));
		}
		assertThat(ventilator.zmq().awaitPeers("tasks", count, Guide.PATIENCE)).isTrue();
		sendBatch(ventilator);
		Sink result = sink.bean(Sink.class);
		assertThat(result.complete.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(result.total).hasValue(IntStream.of(TASKS).sum());
		assertThat(result.progress.toString()).isEqualTo(":.........".repeat(10));
		assertThat(workers.stream().mapToLong((worker) -> worker.listeners().get("tasks").getCounters().received()))
			.hasSize(count)
			.allMatch((done) -> done == TASKS.length / count);
		System.out.println(count + " worker(s), total expected cost " + IntStream.of(TASKS).sum() / HASTE
				+ " msec, total elapsed time: " + result.elapsed.toMillis() + " msec");
	}

	@Test
	void r29_oneWorkerWithAConcurrencyOfFourDoesTheBatchToo() throws Exception {
		App sink = sink();
		App ventilator = ventilator(sink);
		App worker = this.guide.app(ConcurrentWorker.class)
			.set("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.connect=" + ventilator.endpoint("tasks"),
					"zmq.sockets.results.type=push", "zmq.sockets.results.connect=" + sink.endpoint("results"))
			.start();
		sendBatch(ventilator);
		Sink result = sink.bean(Sink.class);
		assertThat(result.complete.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(result.total).hasValue(IntStream.of(TASKS).sum());
		assertThat(worker.bean(ConcurrentWorker.class).together.getCount()).as("four tasks at once").isZero();
	}

	@Test
	void r29_plainWorkersFitBetweenOurVentilatorAndOurSink() throws Exception {
		App sink = sink();
		App ventilator = ventilator(sink);
		ZMQ.Socket tasks = this.guide.connect(SocketType.PULL, ventilator.endpoint("tasks"));
		ZMQ.Socket results = this.guide.connect(SocketType.PUSH, sink.endpoint("results"));
		Guide.awaitHandshakes(ventilator, "tasks", 1);
		sendBatch(ventilator);
		for (int i = 0; i < TASKS.length; i++) {
			Guide.send(results, tasks.recvStr());
		}
		Sink result = sink.bean(Sink.class);
		assertThat(result.complete.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(result.total).hasValue(IntStream.of(TASKS).sum());
	}

	private static void sendBatch(App ventilator) {
		ventilator.zmq().send("sink", "0");
		for (int task : TASKS) {
			ventilator.zmq().send("tasks", Integer.toString(task));
		}
	}

	private App sink() {
		return this.guide.app(Sink.class)
			.set("zmq.sockets.results.type=pull", "zmq.sockets.results.bind=" + Guide.ANY_PORT)
			.start();
	}

	private App ventilator(App sink) {
		return this.guide.start("zmq.sockets.tasks.type=push", "zmq.sockets.tasks.bind=" + Guide.ANY_PORT,
				"zmq.sockets.tasks.send-timeout=30s", "zmq.sockets.sink.type=push",
				"zmq.sockets.sink.connect=" + sink.endpoint("results"));
	}

	private App worker(App ventilator, App sink) {
		return this.guide.app(Worker.class)
			.set("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.connect=" + ventilator.endpoint("tasks"),
					"zmq.sockets.results.type=push", "zmq.sockets.results.connect=" + sink.endpoint("results"))
			.start();
	}

	static class Worker {

		@ZmqListener(socket = "tasks")
		@SendTo("results")
		String work(String milliseconds) {
			Guide.work(Duration.ofMillis(Long.parseLong(milliseconds)).dividedBy(HASTE));
			return milliseconds;
		}

	}

	static class ConcurrentWorker {

		private final CountDownLatch together = new CountDownLatch(4);

		@ZmqListener(socket = "tasks", concurrency = "4")
		@SendTo("results")
		String work(String milliseconds) throws InterruptedException {
			this.together.countDown();
			this.together.await(30, TimeUnit.SECONDS);
			return milliseconds;
		}

	}

	/** The first message is the start of the batch, the others are results. */
	static class Sink {

		private final CountDownLatch complete = new CountDownLatch(TASKS.length);

		private final AtomicInteger total = new AtomicInteger();

		private final StringBuffer progress = new StringBuffer();

		private volatile long start;

		private volatile Duration elapsed = Duration.ZERO;

		@ZmqListener(socket = "results")
		void collect(String result) {
			if (result.equals("0")) {
				this.start = System.nanoTime();
				return;
			}
			this.total.addAndGet(Integer.parseInt(result));
			this.progress.append((this.progress.length() % 10 == 0) ? ':' : '.');
			this.elapsed = Duration.ofNanos(System.nanoTime() - this.start);
			this.complete.countDown();
		}

	}

}

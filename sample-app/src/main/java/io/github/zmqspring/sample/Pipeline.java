package io.github.zmqspring.sample;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Component;

/**
 * Parallel pipeline (Guide, chapter 1): a ventilator sends tasks, workers do them, a sink
 * collects the results. {@link Tour} is the ventilator. The same worker is declared with
 * concurrency 1, 2 and 4; the tour starts one after the other.
 */
@Component
class Pipeline {

	static final String SINK = "sink";

	private final Work work;

	private final Transcript transcript;

	private final SampleProperties properties;

	private final AtomicInteger results = new AtomicInteger();

	private volatile long batchStart;

	Pipeline(Work work, Transcript transcript, SampleProperties properties) {
		this.work = work;
		this.transcript = transcript;
		this.properties = properties;
	}

	@ZmqListener(id = "workers-1", type = ZmqSocketType.PULL, connect = "${sample.at}:5557", autoStartup = "false")
	@ZmqListener(id = "workers-2", type = ZmqSocketType.PULL, connect = "${sample.at}:5557", concurrency = "2",
			autoStartup = "false")
	@ZmqListener(id = "workers-4", type = ZmqSocketType.PULL, connect = "${sample.at}:5557", concurrency = "4",
			autoStartup = "false")
	@SendTo("results")
	byte[] work(String milliseconds) {
		this.work.doFor(Duration.ofMillis(Long.parseLong(milliseconds)));
		return new byte[0];
	}

	/** The first message says that the batch starts, the others are results. */
	@ZmqListener(socket = SINK)
	void collect(String result) {
		if (result.equals("0")) {
			this.batchStart = System.nanoTime();
			this.results.set(0);
			return;
		}
		int number = this.results.incrementAndGet();
		this.transcript.print((number % 10 == 0) ? ":" : ".");
		if (number == this.properties.tasks()) {
			Duration elapsed = Duration.ofNanos(System.nanoTime() - this.batchStart);
			this.transcript.say("%nTotal elapsed time: %d msec", elapsed.toMillis());
			this.transcript.finished(SINK);
		}
	}

}

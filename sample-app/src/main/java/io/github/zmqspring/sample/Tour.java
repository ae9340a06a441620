package io.github.zmqspring.sample;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqOperations;

import org.springframework.stereotype.Component;

/**
 * Shows the examples one after the other: the clients of the Guide's first two chapters.
 */
@Component
class Tour {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ZmqOperations zmq;

	private final ZmqSocketRegistry sockets;

	private final ZmqListenerRegistry listeners;

	private final PipelineFlows.Batches batches;

	private final Transcript transcript;

	private final SampleProperties properties;

	Tour(ZmqOperations zmq, ZmqSocketRegistry sockets, ZmqListenerRegistry listeners, PipelineFlows.Batches batches,
			Transcript transcript, SampleProperties properties) {
		this.zmq = zmq;
		this.sockets = sockets;
		this.listeners = listeners;
		this.batches = batches;
		this.transcript = transcript;
		this.properties = properties;
	}

	void run() throws InterruptedException {
		helloWorld();
		weather();
		for (int workers : List.of(1, 2, 4)) {
			pipeline(workers);
		}
		multithreadedServer();
		broker();
		flows();
		this.transcript
			.title("The servers go on, with light traffic: see /zmq-console/, connect in any language, or open "
					+ "/greetings/you and /shouts/you");
	}

	private void helloWorld() {
		this.transcript
			.title("Hello World: 10 requests, each answered after " + this.properties.work().toMillis() + " msec");
		for (int request = 0; request < 10; request++) {
			this.transcript.say("Sending request %d...", request);
			String reply = this.zmq.request("hello-client", "Hello", String.class);
			this.transcript.say("Received reply %d: [%s]", request, reply);
		}
	}

	private void weather() throws InterruptedException {
		this.transcript.title("Weather: collecting updates from the weather server");
		this.transcript.forgetFinished();
		this.listeners.start(WeatherClient.LISTENER);
		this.transcript.awaitFinished(WeatherClient.LISTENER, PATIENCE);
		this.listeners.stop(WeatherClient.LISTENER);
	}

	/** The ventilator, with the same tasks each time. */
	private void pipeline(int workers) throws InterruptedException {
		String listener = "workers-" + workers;
		int[] tasks = new Random(42).ints(this.properties.tasks(), 1, 101).toArray();
		this.transcript.title("Pipeline: " + tasks.length + " tasks for " + workers
				+ " worker(s), total expected cost: " + IntStream.of(tasks).sum() + " msec");
		this.transcript.forgetFinished();
		this.listeners.start(listener);
		this.zmq.awaitPeers("ventilator", 1, PATIENCE);
		this.zmq.send("batch-start", "0");
		for (int task : tasks) {
			this.zmq.send("ventilator", Integer.toString(task));
		}
		this.transcript.awaitFinished(Pipeline.SINK, PATIENCE);
		this.listeners.stop(listener);
		// what is sent now must not go to workers that are leaving
		this.sockets.get("ventilator").control().awaitPeersAtMost(0, PATIENCE);
	}

	private void multithreadedServer() {
		this.transcript.title("Multithreaded server: 5 clients at once");
		long start = System.nanoTime();
		List<CompletableFuture<String>> replies = Stream
			.generate(() -> this.zmq.requestAsync("mt-client", "Hello", String.class))
			.limit(5)
			.toList();
		replies.forEach((reply) -> this.transcript.say("Received reply [%s]", reply.join()));
		this.transcript.say("5 replies in %d msec", Duration.ofNanos(System.nanoTime() - start).toMillis());
	}

	/** The ventilator again; workers and sink are flows. */
	private void flows() throws InterruptedException {
		List<Integer> tasks = IntStream.rangeClosed(1, this.properties.tasks()).boxed().toList();
		this.transcript.title("Pipeline as flows of Spring Integration: " + tasks.size() + " squares");
		this.transcript.forgetFinished();
		this.batches.run(tasks);
		this.transcript.awaitFinished(PipelineFlows.SINK, PATIENCE);
	}

	private void broker() {
		this.transcript.title("Request-reply broker: the service connects to a proxy, and so does the client");
		for (int request = 0; request < 10; request++) {
			String reply = this.zmq.request("broker-client", "Hello", String.class);
			this.transcript.say("Received reply %d [%s]", request, reply);
		}
	}

}

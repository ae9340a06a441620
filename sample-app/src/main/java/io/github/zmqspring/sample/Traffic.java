package io.github.zmqspring.sample;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.template.ZmqOperations;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Light traffic through all examples, once the tour is over: something to look at on the
 * live page. It goes on whatever is stopped or paused there.
 */
@Component
class Traffic {

	private static final int TASKS = 3;

	private final ZmqOperations zmq;

	private final ZmqListenerRegistry listeners;

	private final Transcript transcript;

	private volatile boolean running;

	Traffic(ZmqOperations zmq, ZmqListenerRegistry listeners, Transcript transcript) {
		this.zmq = zmq;
		this.listeners = listeners;
		this.transcript = transcript;
	}

	void begin() {
		this.transcript.mute();
		List.of(WeatherClient.LISTENER, "workers-2").forEach(this.listeners::start);
		this.running = true;
	}

	@Scheduled(fixedRate = 100)
	void sendTasks() {
		for (int task = 0; this.running && task < TASKS; task++) {
			// what the workers cannot take is counted, and shown
			this.zmq.trySend("ventilator", Integer.toString(ThreadLocalRandom.current().nextInt(1, 101)));
		}
	}

	@Scheduled(fixedRate = 50)
	void askTheBroker() {
		ask("broker-client");
	}

	@Scheduled(fixedRate = 300)
	void askTheMultithreadedServer() {
		ask("mt-client");
	}

	@Scheduled(fixedRate = 1500)
	void askTheServer() {
		ask("hello-client");
	}

	private void ask(String client) {
		if (this.running) {
			// a request without a reply is counted, and shown; nobody else misses it here
			this.zmq.requestAsync(client, "Hello", String.class);
		}
	}

}

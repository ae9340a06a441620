package io.github.zmqspring.sample;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import io.github.zmqspring.template.ZmqOperations;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Weather update server (Guide, chapter 1): publishes random updates for ever, whether
 * anybody listens or not. The Guide has 100,000 zip codes and keeps a processor busy with
 * them; this one has 100 of them, so that each gets some updates a second.
 */
@Component
class WeatherServer {

	private static final int UPDATES = 40;

	private final ZmqOperations zmq;

	WeatherServer(ZmqOperations zmq) {
		this.zmq = zmq;
	}

	@Scheduled(fixedRate = 10)
	void publishUpdates() {
		RandomGenerator random = ThreadLocalRandom.current();
		for (int i = 0; i < UPDATES; i++) {
			int zipcode = random.nextInt(10_000, 10_100);
			int temperature = random.nextInt(-80, 135);
			int relativeHumidity = random.nextInt(10, 60);
			this.zmq.send("weather", "%05d %d %d".formatted(zipcode, temperature, relativeHumidity));
		}
	}

}

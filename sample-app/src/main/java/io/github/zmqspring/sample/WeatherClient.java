package io.github.zmqspring.sample;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.zmqspring.annotation.ZmqListener;

import org.springframework.stereotype.Component;

/**
 * Weather update client (Guide, chapter 1): collects 100 updates for one zip code and
 * tells the average temperature, again and again.
 */
@Component
class WeatherClient {

	static final int UPDATES = 100;

	static final String LISTENER = "weather-client";

	private final Transcript transcript;

	private final AtomicLong totalTemperature = new AtomicLong();

	private final AtomicInteger updates = new AtomicInteger();

	WeatherClient(Transcript transcript) {
		this.transcript = transcript;
	}

	@ZmqListener(id = LISTENER, socket = "weather-updates", autoStartup = "false")
	void update(String update) {
		String[] parts = update.split(" ");
		this.totalTemperature.addAndGet(Integer.parseInt(parts[1]));
		if (this.updates.incrementAndGet() == UPDATES) {
			this.transcript.say("Average temperature for zipcode '%s ' was %dF", parts[0],
					this.totalTemperature.getAndSet(0) / UPDATES);
			this.updates.set(0);
			this.transcript.finished(LISTENER);
		}
	}

}

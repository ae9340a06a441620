package io.github.zmqspring.sample;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * Stands for work that takes time.
 */
@Component
class Work {

	private final SampleProperties properties;

	Work(SampleProperties properties) {
		this.properties = properties;
	}

	void doSome() {
		doFor(this.properties.work());
	}

	void doFor(Duration duration) {
		try {
			TimeUnit.NANOSECONDS.sleep(duration.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

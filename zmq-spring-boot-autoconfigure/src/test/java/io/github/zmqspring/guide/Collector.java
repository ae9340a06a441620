package io.github.zmqspring.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.annotation.ZmqListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what the socket {@code in} receives, for tests about those who send.
 */
class Collector {

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@ZmqListener(socket = "in")
	void collect(String text) {
		this.received.add(text);
	}

	String next() throws InterruptedException {
		String text = this.received.poll(Guide.PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(text).as("a message").isNotNull();
		return text;
	}

	List<String> next(int count) throws InterruptedException {
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			texts.add(next());
		}
		return texts;
	}

	boolean isEmpty() {
		return this.received.isEmpty();
	}

}

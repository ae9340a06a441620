package io.github.zmqspring.sample;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * What the examples tell, and when one of them is over.
 */
@Component
class Transcript {

	private final PrintStream out = System.out;

	private volatile boolean muted;

	private final BlockingQueue<String> finished = new LinkedBlockingQueue<>();

	void say(String format, Object... arguments) {
		if (!this.muted) {
			this.out.println(format.formatted(arguments));
		}
	}

	void print(String text) {
		if (!this.muted) {
			this.out.print(text);
			this.out.flush();
		}
	}

	void title(String text) {
		say("%n--- %s ---", text);
	}

	/** Say nothing more: what goes on can be seen on the live page. */
	void mute() {
		this.muted = true;
	}

	void finished(String example) {
		this.finished.add(example);
	}

	void forgetFinished() {
		this.finished.clear();
	}

	void awaitFinished(String example, Duration timeout) throws InterruptedException {
		String name = this.finished.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
		if (!example.equals(name)) {
			throw new IllegalStateException(example + " has not finished within " + timeout);
		}
	}

}

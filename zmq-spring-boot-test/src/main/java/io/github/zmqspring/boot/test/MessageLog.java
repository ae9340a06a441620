package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.github.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the order they passed, and who waits for them. Thread-safe; the oldest go
 * when there are too many.
 */
final class MessageLog {

	private final int limit;

	private final List<ZmqMessage> messages = new ArrayList<>();

	private int taken;

	private long dropped;

	MessageLog(int limit) {
		this.limit = limit;
	}

	synchronized void add(ZmqMessage message) {
		if (this.messages.size() == this.limit) {
			this.messages.remove(0);
			this.taken = Math.max(0, this.taken - 1);
			this.dropped++;
		}
		this.messages.add(message);
		notifyAll();
	}

	/**
	 * Add a message if it could be sent. Who looks meanwhile waits: a message that has
	 * arrived somewhere is in the log of its sender.
	 */
	synchronized void addIf(BooleanSupplier sent, ZmqMessage message) {
		if (sent.getAsBoolean()) {
			add(message);
		}
	}

	synchronized List<ZmqMessage> messages() {
		return List.copyOf(this.messages);
	}

	synchronized long dropped() {
		return this.dropped;
	}

	synchronized void clear() {
		this.messages.clear();
		this.taken = 0;
		this.dropped = 0;
	}

	/**
	 * Take the oldest message that was not taken before; it stays in the log.
	 */
	synchronized @Nullable ZmqMessage take(Duration timeout) {
		boolean there = await((all) -> all.size() > this.taken, timeout);
		return there ? this.messages.get(this.taken++) : null;
	}

	/**
	 * Wait until the messages are as they should be.
	 * @return whether they are
	 */
	synchronized boolean await(Predicate<List<ZmqMessage>> condition, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!condition.test(this.messages)) {
			long millis = (deadline - System.nanoTime()) / 1_000_000;
			if (millis <= 0) {
				return false;
			}
			try {
				wait(millis);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Interrupted while waiting for messages", ex);
			}
		}
		return true;
	}

}

package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Notices that a listener gets no messages. It looks at the count once per interval,
 * instead of at a clock with each message; so a listener is idle when no message has come
 * between two looks, and for how long is at least what is told.
 */
final class IdleWatch {

	private final Duration interval;

	private final LongSupplier received;

	private final ListenerEvents events;

	/** Read with each message. */
	private volatile boolean idle;

	private long seen;

	/** When the count was last seen to have changed; nanoseconds. */
	private long changedAt;

	private @Nullable ScheduledFuture<?> looks;

	IdleWatch(Duration interval, LongSupplier received, ListenerEvents events) {
		this.interval = interval;
		this.received = received;
		this.events = events;
	}

	/** The listener was started. */
	synchronized void start(ScheduledExecutorService timer) {
		this.seen = this.received.getAsLong();
		this.changedAt = System.nanoTime();
		this.idle = false;
		this.looks = timer.scheduleAtFixedRate(this::look, this.interval.toNanos(), this.interval.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	synchronized void stop() {
		if (this.looks != null) {
			this.looks.cancel(false);
			this.looks = null;
		}
	}

	private synchronized void look() {
		long count = this.received.getAsLong();
		if (count != this.seen) {
			this.seen = count;
			this.changedAt = System.nanoTime();
			this.idle = false;
		}
		else if (this.looks != null) {
			this.idle = true;
			this.events.idle(idleFor());
		}
	}

	private Duration idleFor() {
		return Duration.ofNanos(System.nanoTime() - this.changedAt);
	}

	/** A message has come. */
	void message() {
		if (this.idle) {
			awake();
		}
	}

	private synchronized void awake() {
		if (this.idle) {
			this.idle = false;
			this.events.noLongerIdle(idleFor());
		}
	}

}

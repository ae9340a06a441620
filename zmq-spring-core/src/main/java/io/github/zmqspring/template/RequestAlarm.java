package io.github.zmqspring.template;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The one timer entry of a requester, for its earliest deadline: as long as replies come
 * in time there is nothing to schedule or to cancel with each request. Not thread-safe.
 */
final class RequestAlarm {

	private final Supplier<? extends ScheduledExecutorService> timer;

	private final Runnable task;

	private @Nullable ScheduledFuture<?> entry;

	private long time;

	/**
	 * Create an alarm.
	 * @param timer the shared timer
	 * @param task what to do on the timer's thread; it calls {@link #rang()}
	 */
	RequestAlarm(Supplier<? extends ScheduledExecutorService> timer, Runnable task) {
		this.timer = timer;
		this.task = task;
	}

	/**
	 * See to it that the alarm rings at a time, or before.
	 * @param deadline the time, in terms of {@link System#nanoTime()}
	 */
	void set(long deadline) {
		if (this.entry != null) {
			if (deadline - this.time >= 0) {
				return;
			}
			this.entry.cancel(false);
		}
		try {
			long delay = Math.max(0, deadline - System.nanoTime());
			this.entry = this.timer.get().schedule(this.task, delay, TimeUnit.NANOSECONDS);
			this.time = deadline;
		}
		catch (RejectedExecutionException ex) {
			// the context closes: the socket stops, and its requests with it
			this.entry = null;
		}
	}

	void rang() {
		this.entry = null;
	}

	void cancel() {
		if (this.entry != null) {
			this.entry.cancel(false);
			this.entry = null;
		}
	}

}

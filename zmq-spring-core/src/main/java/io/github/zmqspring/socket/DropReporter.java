package io.github.zmqspring.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.zmqspring.socket.event.ZmqEvents;
import io.github.zmqspring.socket.event.ZmqMessagesDroppedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells that messages are dropped or refused, without becoming a storm: at once, and from
 * then on once a second as long as it goes on. Costs nothing while all goes well or
 * nobody listens.
 */
final class DropReporter {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private record Figures(long dropped, long rejected, long unroutable) {

		static Figures of(SocketCounters counters) {
			return new Figures(counters.dropped(), counters.rejected(), counters.unroutable());
		}

	}

	private final String socketName;

	private final SocketCounters counters;

	private final ZmqEvents events;

	private final Supplier<? extends ScheduledExecutorService> timer;

	/** Whether the next report is on its way. */
	private final AtomicBoolean reporting = new AtomicBoolean();

	private volatile @Nullable ScheduledExecutorService reportsOn;

	/** Written by who reports. */
	private volatile Figures told = new Figures(0, 0, 0);

	DropReporter(String socketName, SocketCounters counters, ZmqEvents events,
			Supplier<? extends ScheduledExecutorService> timer) {
		this.socketName = socketName;
		this.counters = counters;
		this.events = events;
		this.timer = timer;
	}

	/** The socket was opened: the timer of the next report may have gone. */
	void opened() {
		ScheduledExecutorService former = this.reportsOn;
		if (former != null && former.isShutdown()) {
			this.reporting.set(false);
		}
	}

	/** Something was counted. The socket's lock may be held. */
	void noticed() {
		if (!this.reporting.getPlain() && this.events.isHeard() && this.reporting.compareAndSet(false, true)) {
			report(Duration.ZERO, this.timer.get());
		}
	}

	private void report(Duration period, ScheduledExecutorService executor) {
		Figures now = Figures.of(this.counters);
		Figures before = this.told;
		this.told = now;
		this.events.publish(new ZmqMessagesDroppedEvent(this.socketName, Instant.now(), now.dropped - before.dropped,
				now.rejected - before.rejected, now.unroutable - before.unroutable, period));
		this.reportsOn = executor;
		executor.schedule(() -> again(executor), PERIOD.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void again(ScheduledExecutorService executor) {
		if (!Figures.of(this.counters).equals(this.told)) {
			report(PERIOD, executor);
			return;
		}
		this.reporting.set(false);
		if (!Figures.of(this.counters).equals(this.told)) {
			noticed();
		}
	}

}

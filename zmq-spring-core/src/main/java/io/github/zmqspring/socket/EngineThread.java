package io.github.zmqspring.socket;

import java.nio.channels.Selector;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * A thread of JeroMQ's, with its poller mended and its connections guarded: see
 * {@link EngineTimers}, {@link HandleTable} and {@link ConnectionGuard}.
 */
final class EngineThread extends Thread {

	private static final int DEADLINE_TIMER_ID = 0x5A51;

	private final Runnable task;

	/** The connections that may not be ready yet, by their deadlines. */
	private final TreeSet<ConnectionGuard> expected = new TreeSet<>();

	private long expectations;

	/**
	 * The alarm that is set, or {@code null}; its time is not after the first deadline.
	 */
	private @Nullable Alarm alarm;

	/** The connection whose engine is at work and may ask for its first frame. */
	private @Nullable ConnectionGuard inHand;

	EngineThread(Runnable task, String name) {
		super(task, name);
		this.task = task;
		setDaemon(true);
		if (task instanceof Poller poller) {
			EngineTimers.mend(poller);
		}
	}

	@Override
	public void run() {
		if (this.task instanceof Poller poller) {
			EngineEdits.mend(poller, this);
		}
		super.run();
	}

	/**
	 * Return what the current thread polls its connections with.
	 * @return the poller, or {@code null} if this is not an I/O thread of the engine
	 */
	static @Nullable Poller currentPoller() {
		return (Thread.currentThread() instanceof EngineThread thread) ? thread.poller() : null;
	}

	/**
	 * Return the connection that the current thread is at, if its frames do not come from
	 * its guard yet.
	 * @return the guard, or {@code null}
	 */
	static @Nullable ConnectionGuard connectionInHand() {
		return (Thread.currentThread() instanceof EngineThread thread) ? thread.inHand : null;
	}

	private @Nullable Poller poller() {
		return (this.task instanceof Poller poller) ? poller : null;
	}

	@Nullable Selector selector() {
		Poller poller = poller();
		return (poller != null) ? EngineConnections.selectorOf(poller) : null;
	}

	/** A connection has come, and is to be ready in time. */
	void expect(ConnectionGuard guard) {
		long millis = guard.handshakeMillis();
		if (millis > 0) {
			long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
			guard.deadline(System.nanoTime() + nanos, this.expectations++);
			this.expected.add(guard);
			Alarm set = this.alarm;
			if (set == null || guard.deadline() - set.nanos < 0) {
				setAlarm(guard.deadline(), millis);
			}
		}
	}

	void handles(ConnectionGuard guard) {
		this.inHand = guard;
	}

	void forget(ConnectionGuard guard) {
		this.expected.remove(guard);
		if (this.inHand == guard) {
			this.inHand = null;
		}
	}

	/** Have a guard called after the current step. */
	void soon(ConnectionGuard guard, int id) {
		Poller poller = poller();
		if (poller != null) {
			poller.addTimer(0, guard, id);
		}
	}

	/** One timer for all of them: JeroMQ sorts its timers in each round. */
	private void setAlarm(long nanos, long millis) {
		Poller poller = poller();
		if (poller != null) {
			this.alarm = new Alarm(nanos);
			poller.addTimer(millis, this.alarm, DEADLINE_TIMER_ID);
		}
	}

	private void ring() {
		this.alarm = null;
		long now = System.nanoTime();
		while (!this.expected.isEmpty() && this.expected.first().deadline() - now <= 0) {
			ConnectionGuard due = this.expected.first();
			this.expected.remove(due);
			due.deadlineReached();
		}
		if (!this.expected.isEmpty()) {
			long next = this.expected.first().deadline();
			setAlarm(next, TimeUnit.NANOSECONDS.toMillis(next - now) + 1);
		}
	}

	private final class Alarm implements IPollEvents {

		private final long nanos;

		Alarm(long nanos) {
			this.nanos = nanos;
		}

		@Override
		public void timerEvent(int id) {
			if (EngineThread.this.alarm == this) {
				ring();
			}
		}

	}

}

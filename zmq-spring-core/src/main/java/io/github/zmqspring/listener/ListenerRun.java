package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqReceiver;
import io.github.zmqspring.socket.ZmqReception;
import io.github.zmqspring.socket.status.QueueDepth;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A listener from one start to the next stop: which thread handles a message, and how all
 * of that ends.
 */
final class ListenerRun implements ZmqReceiver {

	private static final Log logger = LogFactory.getLog(ListenerRun.class);

	/** What handles messages, and by whom. */
	sealed interface Mode {

		/** By the thread that reads the socket. */
		record Direct(Consumer<ZmqMessage> processor) implements Mode {

		}

		/** By workers, one by one. */
		record Handed(Consumer<ZmqMessage> processor, Workers workers, int capacity) implements Mode {

		}

		/** By workers, in batches. */
		record Batched(Consumer<List<ZmqMessage>> processor, Workers workers, int size,
				Duration timeout) implements Mode {

		}

	}

	private final String description;

	private final Mode mode;

	private final @Nullable Workers workers;

	private final HandOver<ZmqMessage> handOver;

	private final @Nullable Consumer<ZmqMessage> direct;

	private final InFlight inFlight;

	private final Retries retries;

	private final ListenerCounters counters;

	private final ListenerEvents events;

	private final @Nullable IdleWatch idleWatch;

	private volatile @Nullable Thread reader;

	private volatile @Nullable Throwable failure;

	ListenerRun(String description, Mode mode, InFlight inFlight, Retries retries, ListenerCounters counters,
			ListenerEvents events, @Nullable IdleWatch idleWatch) {
		this.description = description;
		this.mode = mode;
		this.inFlight = inFlight;
		this.retries = retries;
		this.counters = counters;
		this.events = events;
		this.idleWatch = idleWatch;
		if (mode instanceof Mode.Handed handed) {
			this.workers = handed.workers();
			this.handOver = new HandOver<>(handed.capacity());
			this.direct = null;
		}
		else if (mode instanceof Mode.Batched batched) {
			this.workers = batched.workers();
			this.handOver = new HandOver<>(batched.size());
			this.direct = null;
		}
		else {
			this.workers = null;
			this.handOver = new HandOver<>(1);
			this.direct = ((Mode.Direct) mode).processor();
		}
	}

	void start(ScheduledExecutorService timer) {
		if (this.idleWatch != null) {
			this.idleWatch.start(timer);
		}
		if (this.mode instanceof Mode.Handed handed && this.workers != null) {
			this.workers.start(() -> work(handed));
		}
		else if (this.mode instanceof Mode.Batched batched && this.workers != null) {
			this.workers.start(() -> work(batched));
		}
	}

	private void work(Mode.Handed handed) {
		ZmqMessage message;
		while ((message = this.handOver.take()) != null) {
			handed.processor().accept(message);
			this.inFlight.awaitRoom();
		}
	}

	private void work(Mode.Batched batched) {
		List<ZmqMessage> batch;
		while (!(batch = this.handOver.take(batched.size(), batched.timeout())).isEmpty()) {
			batched.processor().accept(batch);
			this.inFlight.awaitRoom();
		}
	}

	@Override
	public void onMessage(ZmqMessage message) {
		if (this.reader != Thread.currentThread()) {
			this.reader = Thread.currentThread();
		}
		if (this.idleWatch != null) {
			this.idleWatch.message();
		}
		this.counters.addReceived();
		Consumer<ZmqMessage> processor = this.direct;
		if (processor != null) {
			processor.accept(message);
			this.inFlight.awaitRoom();
		}
		else if (!this.handOver.put(message)) {
			this.counters.addAbandoned(1);
		}
	}

	@Override
	public void onStart() {
		this.failure = null;
	}

	@Override
	public void onFailure(Throwable ex) {
		this.failure = ex;
		this.events.failed(ex);
	}

	/** Why the socket is no longer read, if it is not. */
	@Nullable Throwable failure() {
		return this.failure;
	}

	/** The messages that wait for a worker. */
	QueueDepth handOver() {
		return (this.workers != null) ? this.handOver.depth() : QueueDepth.EMPTY;
	}

	int outstandingResults() {
		return this.inFlight.count();
	}

	/**
	 * Return whether this is a thread that a stop would wait for.
	 * @return whether the current thread reads the socket or handles messages
	 */
	boolean isOwnThread() {
		return Thread.currentThread() == this.reader || (this.workers != null && this.workers.isOwnThread());
	}

	/**
	 * Stop: read no more, finish what was handed over, await the results.
	 * @param reception the reading, or {@code null} if it has not begun
	 * @param timeout how long to wait at most
	 */
	void stop(@Nullable ZmqReception reception, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.retries.stop();
		if (this.idleWatch != null) {
			this.idleWatch.stop();
		}
		if (reception != null) {
			reception.close(timeout);
		}
		this.handOver.close();
		boolean finished = this.workers == null || this.workers.awaitEnd(left(deadline));
		finished &= this.inFlight.awaitNone(left(deadline));
		int dropped = this.handOver.abandon();
		this.counters.addAbandoned(dropped);
		this.inFlight.abandon();
		if (!finished) {
			logger.warn(this.description + " has not finished within " + timeout + ": " + dropped
					+ " messages are dropped, " + this.inFlight.count() + " asynchronous results are outstanding");
		}
	}

	private static Duration left(long deadline) {
		return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
	}

}

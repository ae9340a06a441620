package io.github.zmqspring.socket.event;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqspring.socket.OwnThreads;
import io.github.zmqspring.socket.Waits;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

/**
 * Takes events from whatever thread they happen on and tells them on a thread of their
 * own, which is there only while there are events. Publishing never blocks and costs
 * nothing while nobody listens. Thread-safe.
 */
public final class ZmqEvents {

	/** How many events wait at most to be told. */
	public static final int CAPACITY = 4096;

	private static final Log logger = LogFactory.getLog(ZmqEvents.class);

	/** A thread is soon made; one that is left behind keeps who stops waiting. */
	private static final long IDLE_MILLIS = 20;

	private final CopyOnWriteArrayList<ZmqEventListener> listeners = new CopyOnWriteArrayList<>();

	private final LongAdder missed = new LongAdder();

	private final OwnThreads threads = new OwnThreads();

	private final ThreadPoolExecutor executor;

	/**
	 * Create events without listeners.
	 * @param threadName the name of their thread
	 */
	public ZmqEvents(String threadName) {
		this.executor = new ThreadPoolExecutor(1, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS,
				new ArrayBlockingQueue<>(CAPACITY), (task) -> this.threads.daemon(task, threadName),
				(task, rejectedBy) -> this.missed.increment());
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Add a listener.
	 * @param listener is told of all events from now on
	 */
	public void addListener(ZmqEventListener listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.listeners.addIfAbsent(listener);
	}

	/**
	 * Remove a listener.
	 * @param listener is told of no more events, but for the one that is being told
	 */
	public void removeListener(ZmqEventListener listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Return whether anybody listens: if not, an event need not be made.
	 * @return whether there are listeners
	 */
	public boolean isHeard() {
		return !this.listeners.isEmpty();
	}

	/**
	 * Return the events that were dropped because listeners were too slow.
	 * @return a number of events
	 */
	public long missed() {
		return this.missed.sum();
	}

	/**
	 * Have an event told soon. From any thread; never blocks.
	 * @param event what has happened
	 */
	public void publish(ZmqEvent event) {
		if (isHeard()) {
			this.executor.execute(() -> tellAll(event));
		}
	}

	/**
	 * Wait until everything that was published has been told.
	 * @param timeout how long to wait
	 * @return whether it has
	 */
	public boolean awaitTold(Duration timeout) {
		CountDownLatch told = new CountDownLatch(1);
		return Waits.uninterruptibly(timeout, (nanos) -> {
			if (this.executor.getPoolSize() == 0 && this.executor.getQueue().isEmpty()) {
				return true;
			}
			long deadline = System.nanoTime() + nanos;
			// behind all others, and not counted as missed if there is no room for it
			if (!this.executor.getQueue().offer(told::countDown, nanos, TimeUnit.NANOSECONDS)) {
				return false;
			}
			this.executor.prestartCoreThread();
			return told.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
		});
	}

	/**
	 * Wait until everything that was published has been told and the thread that told it
	 * has ended. The next event is told by another. Does not wait if it is called by a
	 * listener, on that thread.
	 * @param timeout how long to wait
	 * @return whether it has
	 */
	public boolean awaitEnd(Duration timeout) {
		if (this.threads.isCurrent()) {
			return false;
		}
		long deadline = System.nanoTime() + timeout.toNanos();
		this.executor.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
		try {
			return awaitTold(timeout)
					&& this.threads.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		}
		finally {
			this.executor.setKeepAliveTime(IDLE_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void tellAll(ZmqEvent event) {
		for (ZmqEventListener listener : this.listeners) {
			try {
				listener.onEvent(event);
			}
			catch (RuntimeException | Error ex) {
				logger.error("A listener failed on " + event, ex);
			}
		}
	}

	/**
	 * Tell an event on the calling thread, which must not hold a lock. What a listener
	 * throws reaches the caller.
	 * @param event what has happened
	 */
	public void tell(ZmqEvent event) {
		this.listeners.forEach((listener) -> listener.onEvent(event));
	}

}

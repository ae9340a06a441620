package io.github.zmqspring.template;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.socket.OwnThreads;

/**
 * Daemon threads for what neither the timer nor a loop may do: waiting for room,
 * reopening a socket, and telling users about failures. There are none as long as all
 * goes well.
 */
final class RequestWorkers implements Executor {

	private static final long IDLE_SECONDS = 10;

	private final AtomicInteger count = new AtomicInteger();

	private final OwnThreads threads = new OwnThreads();

	private final ThreadPoolExecutor executor;

	/**
	 * Create workers.
	 * @param threadNamePrefix begins the names of the threads
	 */
	RequestWorkers(String threadNamePrefix) {
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(),
				(task) -> this.threads.daemon(task, threadNamePrefix + "request-" + this.count.incrementAndGet()));
	}

	/**
	 * Run a task on a thread of its own; after {@link #close()} on the caller's.
	 */
	@Override
	public void execute(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

	/** Take no more tasks; those that run are finished. */
	void close() {
		this.executor.shutdown();
	}

	/**
	 * Wait until the threads have ended, after {@link #close()}.
	 * @param timeout how long to wait
	 * @return whether they have
	 */
	boolean awaitEnd(Duration timeout) {
		return this.threads.awaitEnd(timeout);
	}

}

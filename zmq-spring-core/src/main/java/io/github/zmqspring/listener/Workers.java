package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.socket.OwnThreads;
import io.github.zmqspring.socket.Waits;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The threads that handle messages beside the one that reads the socket. They end when
 * their work does; nobody interrupts them.
 */
final class Workers {

	private final int count;

	private final SimpleAsyncTaskExecutor threads;

	private final OwnThreads started = new OwnThreads();

	private final CountDownLatch ended;

	/**
	 * Create workers; they do not work before {@link #start(Runnable)}.
	 * @param threadName begins the threads' names
	 * @param count how many
	 * @param virtual whether they are virtual threads
	 */
	Workers(String threadName, int count, boolean virtual) {
		this.count = count;
		this.ended = new CountDownLatch(count);
		this.threads = new SimpleAsyncTaskExecutor(threadName + "-");
		if (virtual) {
			this.threads.setVirtualThreads(true);
		}
	}

	/**
	 * Start them.
	 * @param work what each of them does until it ends by itself
	 */
	void start(Runnable work) {
		for (int i = 0; i < this.count; i++) {
			this.threads.execute(() -> {
				this.started.add(Thread.currentThread());
				try {
					work.run();
				}
				finally {
					this.ended.countDown();
				}
			});
		}
	}

	boolean isOwnThread() {
		return this.started.isCurrent();
	}

	boolean awaitEnd(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		return Waits.uninterruptibly(timeout, (nanos) -> this.ended.await(nanos, TimeUnit.NANOSECONDS))
				&& this.started.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
	}

}

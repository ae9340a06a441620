package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Threads that somebody has started and must not leave behind. Work that has ended is not
 * enough: on a busy machine its thread may live on for a while, and whoever closes an
 * application looks for threads then. Thread-safe.
 */
public final class OwnThreads {

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	/**
	 * Create an empty set of threads.
	 */
	public OwnThreads() {
	}

	/**
	 * Add a thread, and forget those that have ended.
	 * @param thread the thread, started or not
	 * @param <T> the type of the thread
	 * @return the thread
	 */
	public <T extends Thread> T add(T thread) {
		this.threads.removeIf((other) -> other.getState() == Thread.State.TERMINATED);
		this.threads.add(thread);
		return thread;
	}

	/**
	 * Add a new daemon thread.
	 * @param task what it does
	 * @param name its name
	 * @return the thread, not started
	 */
	public Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return add(thread);
	}

	/**
	 * Return whether the current thread is one of them.
	 * @return whether it is
	 */
	public boolean isCurrent() {
		return this.threads.contains(Thread.currentThread());
	}

	/**
	 * Return whether one of them is alive.
	 * @return whether there is something to wait for
	 */
	public boolean isAlive() {
		return this.threads.stream().anyMatch(Thread::isAlive);
	}

	/**
	 * Wait until all of them have ended, but for the current thread, which cannot wait
	 * for itself.
	 * @param timeout how long to wait in all
	 * @return whether they have
	 */
	public boolean awaitEnd(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean ended = true;
		for (Thread thread : this.threads) {
			ended &= Waits.forEnd(thread, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		}
		return ended;
	}

}

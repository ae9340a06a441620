package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Waiting that an interrupt does not cut short: the flag is given back afterwards. Used
 * where a wait is bounded and what follows must happen in any case.
 */
public final class Waits {

	/** A wait that may be interrupted. */
	@FunctionalInterface
	public interface Wait {

		/**
		 * Wait.
		 * @param nanos how long
		 * @return whether what was waited for has come
		 * @throws InterruptedException if the thread is interrupted
		 */
		boolean await(long nanos) throws InterruptedException;

	}

	private Waits() {
	}

	/**
	 * Wait, and go on waiting if the thread is interrupted.
	 * @param timeout how long to wait in all
	 * @param wait the wait
	 * @return whether what was waited for has come
	 */
	public static boolean uninterruptibly(Duration timeout, Wait wait) {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return wait.await(Math.max(0, deadline - System.nanoTime()));
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Wait until a thread has ended, not only its work.
	 * @param thread the thread; one that was not started has ended
	 * @param timeout how long to wait
	 * @return whether it has; always {@code true} for the current thread, which cannot
	 * wait for itself
	 */
	public static boolean forEnd(Thread thread, Duration timeout) {
		if (thread == Thread.currentThread()) {
			return true;
		}
		return uninterruptibly(timeout, (nanos) -> {
			if (thread.isAlive()) {
				TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
			}
			return !thread.isAlive();
		});
	}

	/**
	 * Act with the interrupt flag put aside: JeroMQ answers an interrupted thread with an
	 * error and takes the flag away.
	 * @param action what to do
	 * @param <T> what comes of it
	 * @return what came of it
	 */
	static <T extends @Nullable Object> T uninterrupted(Supplier<T> action) {
		boolean interrupted = Thread.interrupted();
		try {
			return action.get();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}

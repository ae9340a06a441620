package io.github.zmqspring.socket;

import java.time.Duration;
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

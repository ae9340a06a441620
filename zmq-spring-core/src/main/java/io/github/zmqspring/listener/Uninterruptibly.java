package io.github.zmqspring.listener;

import java.time.Duration;

/**
 * Waiting that an interrupt does not cut short: the flag is given back afterwards. Used
 * where a wait is bounded and what follows must happen in any case.
 */
final class Uninterruptibly {

	/** A wait that may be interrupted. */
	interface Wait {

		boolean await(long nanos) throws InterruptedException;

	}

	private Uninterruptibly() {
	}

	static boolean await(Duration timeout, Wait wait) {
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

}

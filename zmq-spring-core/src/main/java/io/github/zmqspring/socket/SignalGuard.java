package io.github.zmqspring.socket;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import zmq.poll.IPollEvents;

/**
 * Keeps an I/O thread of JeroMQ's from holding up the thread that wakes it.
 * <p>
 * JeroMQ 0.6.0 wakes a thread by writing a byte first and counting it second. If the
 * writer loses its processor in between, the one that was woken finds a byte that does
 * not count, leaves it where it is, and is woken by it again and again: until the
 * scheduler ends its time slice, which is 3 to 4 ms later, the writer waits for the
 * processor that it spins on. Here it steps aside as soon as it notices.
 */
final class SignalGuard implements IPollEvents {

	/**
	 * So often in a row a writer that has a processor of its own may be just about to
	 * count.
	 */
	static final int PATIENCE = 3;

	/** How long to step aside; in practice twice that. */
	static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

	private final Runnable stepAside;

	private final IPollEvents signalled;

	private final LongSupplier taken;

	/** How often in a row there was nothing behind a wake-up. */
	private int inVain;

	/**
	 * Create a guard.
	 * @param signalled looks at the mailbox of the thread
	 * @param taken how many wake-ups were taken from it
	 */
	SignalGuard(IPollEvents signalled, LongSupplier taken) {
		this(signalled, taken, SignalGuard::stepAside);
	}

	SignalGuard(IPollEvents signalled, LongSupplier taken, Runnable stepAside) {
		this.stepAside = stepAside;
		this.signalled = signalled;
		this.taken = taken;
	}

	@Override
	public void inEvent() {
		long before = this.taken.getAsLong();
		this.signalled.inEvent();
		if (this.taken.getAsLong() != before) {
			this.inVain = 0;
		}
		else if (++this.inVain >= PATIENCE) {
			this.stepAside.run();
		}
	}

	/** Let the thread that is about to count have the processor. */
	static void stepAside() {
		LockSupport.parkNanos(PAUSE_NANOS);
	}

}

package io.github.zmqspring.socket;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import zmq.poll.IPollEvents;

/**
 * Keeps an I/O thread of JeroMQ's from spinning over a wake-up that was not counted yet:
 * see {@link WakeUps}.
 */
final class SignalGuard implements IPollEvents {

	private final IPollEvents signalled;

	private final LongSupplier taken;

	private final BooleanSupplier take;

	/**
	 * Create a guard.
	 * @param signalled looks into the mailbox of the thread
	 * @param wakeUps the wake-ups of that mailbox
	 */
	SignalGuard(IPollEvents signalled, WakeUps wakeUps) {
		this(signalled, wakeUps::taken, wakeUps::take);
	}

	SignalGuard(IPollEvents signalled, LongSupplier taken, BooleanSupplier take) {
		this.signalled = signalled;
		this.taken = taken;
		this.take = take;
	}

	@Override
	public void inEvent() {
		long before = this.taken.getAsLong();
		this.signalled.inEvent();
		if (this.taken.getAsLong() == before && this.take.getAsBoolean()) {
			this.signalled.inEvent();
		}
	}

}

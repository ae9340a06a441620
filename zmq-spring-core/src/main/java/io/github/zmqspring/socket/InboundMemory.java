package io.github.zmqspring.socket;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for messages that have begun to arrive. JeroMQ allocates a frame when its
 * header is there, so nine bytes from each of many peers could take all there is. Only
 * what is large is counted here. Thread-safe.
 */
final class InboundMemory {

	private static final int SHARE = 4;

	private final long limit;

	private final AtomicLong taken = new AtomicLong();

	InboundMemory(long limit) {
		this.limit = limit;
	}

	/**
	 * Return the share of this JVM.
	 * @return a new account
	 */
	static InboundMemory ofThisJvm() {
		return new InboundMemory(Runtime.getRuntime().maxMemory() / SHARE);
	}

	/**
	 * Take some memory.
	 * @param bytes how much
	 * @param anyIfAlone whether so much is given to whoever is the only one, because it
	 * has a limit of its own
	 * @return whether there is so much
	 */
	boolean take(long bytes, boolean anyIfAlone) {
		long before = this.taken.getAndAdd(bytes);
		if (before + bytes <= this.limit || (before == 0 && anyIfAlone)) {
			return true;
		}
		this.taken.addAndGet(-bytes);
		return false;
	}

	void giveBack(long bytes) {
		this.taken.addAndGet(-bytes);
	}

	long taken() {
		return this.taken.get();
	}

}

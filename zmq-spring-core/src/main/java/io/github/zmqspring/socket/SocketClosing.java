package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqspring.socket.EngineView.Unsent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A socket that nobody can use any longer, while what is queued in it leaves.
 * <p>
 * JeroMQ would linger by itself, and lose messages doing so: it ends a connection when
 * its queue is empty, though the last batch it took from there, up to the size of the
 * send buffer, may not be written yet because the peer is slow. And it says nothing of
 * what it drops when the linger time is over. So the socket stays open until everything
 * is with the operating system, and is closed then. For the thread that has the socket.
 */
final class SocketClosing {

	private static final Log logger = LogFactory.getLog(SocketClosing.class);

	private static final long FIRST_LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

	private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	/** JeroMQ takes a message off its queue a moment before it has a batch. */
	private static final int LOOKS = 2;

	private final String name;

	private final EngineSocket socket;

	private final SocketCounters counters;

	private final long lingerNanos;

	private final long began = System.nanoTime();

	/**
	 * Begin, with the linger time.
	 * @param name the name of the socket
	 * @param socket the socket, which is this one's from now on
	 * @param counters get what is lost
	 * @param forEver how long to wait where the linger time is without end
	 */
	SocketClosing(String name, EngineSocket socket, SocketCounters counters, Duration forEver) {
		long millis = socket.lingerMillis();
		this.lingerNanos = (millis < 0) ? forEver.toNanos() : TimeUnit.MILLISECONDS.toNanos(millis);
		this.name = name;
		this.socket = socket;
		this.counters = counters;
	}

	/**
	 * Wait until everything has left, for at most the linger time since this was made,
	 * and close the socket. What has not left is lost, counted and logged.
	 */
	void finish() {
		Unsent unsent = Waits.uninterrupted(this::awaitSentAndClose);
		this.counters.addUnsent(unsent.messages());
		if (!unsent.isNone()) {
			logger.warn("Socket '" + this.name + "' has closed with " + unsent.messages()
					+ " messages that could not leave within " + elapsed() / 1_000_000 + " ms" + ((unsent.bytes() > 0)
							? "; cut off were " + unsent.bytes() + " bytes of what peers do not take" : ""));
		}
	}

	private Unsent awaitSentAndClose() {
		try {
			Unsent unsent = awaitSent();
			if (!unsent.isNone()) {
				// JeroMQ's own linger time would begin only now
				this.socket.unwrap().setLinger(0);
			}
			return unsent;
		}
		catch (RuntimeException ex) {
			// it must be closed, and so must the others after it
			logger.warn("Socket '" + this.name + "' closes without waiting for its messages to leave", ex);
			return Unsent.NONE;
		}
		finally {
			this.socket.close();
		}
	}

	private long elapsed() {
		return System.nanoTime() - this.began;
	}

	private Unsent awaitSent() {
		long step = FIRST_LOOK_NANOS;
		int looks = 0;
		boolean interrupted = false;
		try {
			while (true) {
				this.socket.pump();
				Unsent unsent = this.socket.unsent();
				looks = unsent.isNone() ? looks + 1 : 0;
				if (looks == LOOKS || elapsed() >= this.lingerNanos) {
					return unsent;
				}
				LockSupport.parkNanos(step);
				// or it would not park again
				interrupted |= Thread.interrupted();
				step = Math.min(LONGEST_NANOS, step * 2);
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}

package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * How long a socket waits before it makes a connection again that has ended with a
 * protocol error. Such an error mostly comes again, and a handshake costs both sides
 * something: the wait doubles each time. Thread-safe.
 */
final class Reconnects {

	private static final Log logger = LogFactory.getLog(Reconnects.class);

	private static final int LONGEST_MILLIS = 10_000;

	/** After so long a time without an error it is news again. */
	private static final long FORGOTTEN_NANOS = Duration.ofSeconds(60).toNanos();

	private record Wait(int millis, long since) {

	}

	private final String socketName;

	private final int usual;

	private final int longest;

	private final Map<String, Wait> waits = new ConcurrentHashMap<>();

	private final Runnable onReconnect;

	/**
	 * Create the waits of a socket.
	 * @param socketName its name
	 * @param usual its reconnect interval in milliseconds
	 * @param longest its longest interval in milliseconds, 0 if it does not grow
	 * @param onReconnect called for each connection that is going to be made again
	 */
	Reconnects(String socketName, int usual, int longest, Runnable onReconnect) {
		this.socketName = socketName;
		this.usual = usual;
		this.onReconnect = onReconnect;
		this.longest = Math.max(Math.max(longest, usual), LONGEST_MILLIS);
	}

	/** Return the interval after an ordinary loss, in milliseconds. */
	int usual() {
		return this.usual;
	}

	/**
	 * A connection has ended with a protocol error.
	 * @param endpoint its endpoint
	 * @param now the time of {@link System#nanoTime()}
	 * @return how long to wait, in milliseconds
	 */
	int next(String endpoint, long now) {
		this.onReconnect.run();
		Wait wait = this.waits.merge(endpoint, new Wait(this.usual, now), (before, first) -> {
			boolean forgotten = now - before.since() > FORGOTTEN_NANOS;
			return forgotten ? first : new Wait((int) Math.min(before.millis() * 2L, this.longest), now);
		});
		if (wait.millis() == this.usual) {
			logger.warn("Socket '" + this.socketName + "' and its peer at " + endpoint
					+ " do not understand each other: a message above max-message-size, another security mechanism, "
					+ "a wrong key, or the peer has refused it. It tries again, less and less often");
		}
		return wait.millis();
	}

}

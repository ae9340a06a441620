package io.github.zmqspring.socket;

import java.time.Duration;

import io.github.zmqspring.socket.status.PeerShortage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps since when a socket has had fewer peers than it needs. Thread-safe.
 * <p>
 * That a peer is ready is only known by looking. So a new connection ends nothing, or one
 * that never gets through its handshake would hide the shortage each time it tries; but
 * the loss of a peer that was ready begins a new one.
 */
final class PeerRequirement {

	private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

	private final int required;

	private final Duration grace;

	/** Since when there are too few, or {@code null}. */
	private @Nullable Long since;

	PeerRequirement(int required, Duration grace) {
		this.required = required;
		this.grace = grace;
	}

	/**
	 * Return what a socket needs.
	 * @param spec the socket
	 * @return the requirement, or {@code null} if there is none
	 */
	static @Nullable PeerRequirement of(SocketSpec spec) {
		Integer required = spec.effective(ZmqOptions.MIN_PEERS);
		Duration grace = spec.effective(ZmqOptions.MIN_PEERS_GRACE);
		return (required != null && required > 0)
				? new PeerRequirement(required, (grace != null) ? grace : DEFAULT_GRACE) : null;
	}

	/**
	 * The socket was opened: nobody is there yet.
	 * @param now the time of {@link System#nanoTime()}, here and below
	 */
	synchronized void opened(long now) {
		this.since = now;
	}

	int required() {
		return this.required;
	}

	/**
	 * A connection has ended.
	 * @param wasReady whether its handshake was over
	 * @param wereEnough whether there were enough connections before, with this one
	 * @param areEnough whether there still are
	 */
	synchronized void lost(boolean wasReady, boolean wereEnough, boolean areEnough, long now) {
		if (!areEnough && (this.since == null || (wasReady && wereEnough))) {
			this.since = now;
		}
	}

	/**
	 * Somebody has looked.
	 * @param ready how many peers are ready
	 */
	synchronized PeerShortage looked(int ready, long now) {
		if (ready >= this.required) {
			this.since = null;
		}
		else if (this.since == null) {
			this.since = now;
		}
		Long began = this.since;
		return new PeerShortage(this.required, ready, (began != null) ? Duration.ofNanos(now - began) : null,
				this.grace);
	}

}

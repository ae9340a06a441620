package io.github.zmqspring.socket.status;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Whether a socket has the peers it needs ({@code min-peers}).
 *
 * @param required how many peers it needs
 * @param present how many it has, without those in their handshake
 * @param duration for how long there have been too few without a break, {@code null} if
 * there are enough. Exact to the moment for TCP; the loss of an inproc peer is noticed at
 * the first look after it
 * @param grace how long that may be so ({@code min-peers-grace})
 */
public record PeerShortage(int required, int present, @Nullable Duration duration, Duration grace) {

	/**
	 * Return whether there have been too few for longer than the grace time.
	 * @return whether that is a fault
	 */
	public boolean isOverdue() {
		return this.duration != null && this.duration.compareTo(this.grace) > 0;
	}

}

package io.github.zmqspring.proxy;

import java.time.Instant;

/**
 * What a proxy has moved. Figures are never reset, not by a restart either. Each is
 * exact; they are read one after the other while messages go on.
 *
 * @param frontendToBackend requests, publications, tasks
 * @param backendToFrontend replies, or the subscriptions that travel upstream
 * @param captured copies that the capture socket took, of both directions
 * @param captureDropped copies that it had no room or no peer for
 * @param since when counting began
 */
public record ZmqProxyStatistics(Direction frontendToBackend, Direction backendToFrontend, long captured,
		long captureDropped, Instant since) {

	/**
	 * Return everything that was received and not forwarded.
	 * @return a number of messages
	 */
	public long dropped() {
		return this.frontendToBackend.dropped() + this.backendToFrontend.dropped();
	}

	/**
	 * What went one way.
	 *
	 * @param messages messages that were forwarded
	 * @param bytes their size, the sum of all frames, routing ids and envelopes among
	 * them
	 * @param full messages dropped because the queue of the peer they were for was full
	 * @param unroutable messages dropped because the peer they were for is gone, or
	 * because nothing leads from this socket to the other
	 * @param undelivered messages in hand that could not be forwarded before the proxy
	 * had to stop
	 */
	public record Direction(long messages, long bytes, long full, long unroutable, long undelivered) {

		/**
		 * Return what was received and not forwarded.
		 * @return a number of messages
		 */
		public long dropped() {
			return this.full + this.unroutable + this.undelivered;
		}

	}

}

package io.github.zmqspring.socket.status;

import java.util.Map;

/**
 * What has become of a socket's TCP connections since the application started, over all
 * stops and starts. inproc peers are not among them: JeroMQ does not report them.
 *
 * @param accepted the connections that peers have begun
 * @param connected the connections that this socket has begun
 * @param disconnected the connections that have ended after their handshake, or of which
 * that is not known; whichever side ended them
 * @param reconnectAttempts how often a connect has failed or a connection was lost, and
 * another attempt was scheduled
 * @param failedHandshakes the connections that have ended before their handshake was
 * over, by cause; every cause has its entry
 * @param cutOff those of the disconnected ones that this side has ended because the peer
 * broke the protocol or a limit
 * @param revived the connections of this side that were made again after a protocol
 * error, where JeroMQ gives them up for good
 */
public record ConnectionTotals(long accepted, long connected, long disconnected, long reconnectAttempts,
		Map<HandshakeFailure, Long> failedHandshakes, long cutOff, long revived) {

	public ConnectionTotals {
		failedHandshakes = Map.copyOf(failedHandshakes);
	}

	/**
	 * Return the connections of both sides.
	 * @return how many have come up
	 */
	public long opened() {
		return this.accepted + this.connected;
	}

	/**
	 * Return the failed handshakes of every cause.
	 * @return a number of connections
	 */
	public long failedHandshakeCount() {
		return this.failedHandshakes.values().stream().mapToLong(Long::longValue).sum();
	}

}

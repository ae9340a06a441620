package io.github.zmqspring.socket;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What a peer may take of a socket.
 *
 * @param messageBytes the size of a message, all frames together
 * @param messageFrames the frames of a message
 * @param subscriptions how many topics or groups it may have subscribed to
 * @param handshakeMillis how long a connection may take until it is ready, 0 for ever
 */
record InboundLimits(long messageBytes, int messageFrames, int subscriptions, long handshakeMillis) {

	static InboundLimits of(SocketSpec spec) {
		DataSize size = spec.effective(ZmqOptions.MAX_MESSAGE_SIZE);
		Integer frames = spec.effective(ZmqOptions.MAX_MESSAGE_FRAMES);
		Integer subscriptions = spec.effective(ZmqOptions.MAX_SUBSCRIPTIONS);
		Duration handshake = spec.effective(ZmqOptions.HANDSHAKE_TIMEOUT);
		return new InboundLimits((size != null && size.toBytes() >= 0) ? size.toBytes() : Long.MAX_VALUE,
				positiveOr(frames, Integer.MAX_VALUE), positiveOr(subscriptions, Integer.MAX_VALUE),
				(handshake != null) ? handshake.toMillis() : 0);
	}

	private static int positiveOr(@Nullable Integer value, int other) {
		return (value != null && value > 0) ? value : other;
	}

}

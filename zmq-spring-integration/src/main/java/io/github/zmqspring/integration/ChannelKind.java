package io.github.zmqspring.integration;

import java.util.Set;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.integration.IntegrationPatternType;

/**
 * How a channel shares messages out, and through which sockets.
 */
enum ChannelKind {

	/** Each message to one. */
	QUEUE("zmq:queue-channel", IntegrationPatternType.message_channel,
			Set.of(ZmqSocketType.PUSH, ZmqSocketType.SCATTER, ZmqSocketType.PAIR, ZmqSocketType.CHANNEL),
			Set.of(ZmqSocketType.PULL, ZmqSocketType.GATHER, ZmqSocketType.PAIR, ZmqSocketType.CHANNEL)),

	/** Each message to all. */
	PUBLISH_SUBSCRIBE("zmq:publish-subscribe-channel", IntegrationPatternType.publish_subscribe_channel,
			Set.of(ZmqSocketType.PUB), Set.of(ZmqSocketType.SUB));

	private final String componentType;

	private final IntegrationPatternType patternType;

	private final Set<ZmqSocketType> sending;

	private final Set<ZmqSocketType> receiving;

	ChannelKind(String componentType, IntegrationPatternType patternType, Set<ZmqSocketType> sending,
			Set<ZmqSocketType> receiving) {
		this.componentType = componentType;
		this.patternType = patternType;
		this.sending = sending;
		this.receiving = receiving;
	}

	String componentType() {
		return this.componentType;
	}

	IntegrationPatternType patternType() {
		return this.patternType;
	}

	void checkSends(String description, ZmqSocket socket) {
		check(description, "sendTo", socket, this.sending);
	}

	void checkReceives(String description, ZmqSocket socket) {
		check(description, "receiveFrom", socket, this.receiving);
	}

	private static void check(String description, String property, ZmqSocket socket, Set<ZmqSocketType> allowed) {
		if (!allowed.contains(socket.type())) {
			throw new ZmqConfigurationException(description, socket.name(), property, socket.name(),
					"a " + socket.type() + " socket cannot carry this kind of channel",
					"Use one of " + allowed.stream().sorted().toList() + ", or a channel adapter or gateway.");
		}
	}

}

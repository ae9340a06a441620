package io.github.zmqspring.socket.status;

import java.util.List;

/**
 * What the peers of a PUB or XPUB have subscribed to.
 *
 * @param known whether anything is known: not so where JeroMQ's internals are not open to
 * this library
 * @param topics the topics in the order of their bytes, each with its subscribers
 * @param truncated whether there are more topics than were asked for
 */
public record ZmqSubscriptions(boolean known, List<Topic> topics, boolean truncated) {

	/** Nothing is known. */
	public static final ZmqSubscriptions UNKNOWN = new ZmqSubscriptions(false, List.of(), false);

	public ZmqSubscriptions {
		topics = List.copyOf(topics);
	}

	/**
	 * A topic and how many peers have subscribed to it; those that have subscribed to
	 * what it begins with are not among them.
	 *
	 * @param topic the topic as it came over the wire; empty for every message
	 * @param peers the number of peers
	 */
	@SuppressWarnings("ArrayRecordComponent") // a topic is bytes; nobody compares these
	public record Topic(byte[] topic, int peers) {

	}

}

package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;

/**
 * Waits until a new peer and the socket under test know each other: what either sends
 * from then on arrives. It begins before the peer opens.
 */
final class Meeting {

	private static final Duration STEP = Duration.ofMillis(200);

	private final ZmqSocket tested;

	private final Duration patience;

	private final int connections;

	private final int peersBefore;

	/** How many subscribers a topic of the socket under test will have. */
	private final Map<String, Integer> subscribers = new LinkedHashMap<>();

	Meeting(ZmqSocket tested, SocketSpec peer, Duration patience) {
		this.tested = tested;
		this.patience = patience;
		this.connections = tested.spec().binds().isEmpty() ? tested.spec().connects().size() : 1;
		this.peersBefore = tested.control().peerCount();
		if (isPublisher(tested.type())) {
			PeerPlan.topics(peer)
				.forEach((topic) -> this.subscribers.put(topic, tested.control().subscriberCount(topic) + 1));
		}
	}

	/**
	 * Wait for the peer, which has just been opened.
	 */
	void await(ZmqSocket peer) {
		awaitTested();
		ZmqAwait.connected(peer, 1, this.patience);
		this.subscribers.forEach((topic, count) -> ZmqAwait.subscribed(this.tested, topic, count, this.patience));
		if (isPublisher(peer.type())) {
			List<String> topics = PeerPlan.topics(this.tested.spec());
			topics.forEach((topic) -> ZmqAwait.subscribed(peer, topic, 1, this.patience));
		}
	}

	/** A peer that was closed before may still be counted, and go while we wait. */
	private void awaitTested() {
		int before = this.peersBefore;
		long deadline = System.nanoTime() + this.patience.toNanos();
		while (System.nanoTime() - deadline < 0) {
			if (this.tested.control().awaitPeers(before + this.connections, STEP)) {
				return;
			}
			before = Math.min(before, this.tested.control().peerCount());
		}
		ZmqAwait.connected(this.tested, before + this.connections, Duration.ZERO);
	}

	private static boolean isPublisher(ZmqSocketType type) {
		return type == ZmqSocketType.PUB || type == ZmqSocketType.XPUB;
	}

}

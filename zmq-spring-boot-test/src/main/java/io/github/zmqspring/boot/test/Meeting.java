package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketControl;
import io.github.zmqspring.socket.ZmqSocketType;

/**
 * Waits until a new peer and the socket under test know each other: what either sends
 * from then on arrives. It begins before the peer opens.
 */
final class Meeting {

	private static final Duration STEP = Duration.ofMillis(20);

	private static final Duration SETTLED = Duration.ofSeconds(1);

	private final ZmqSocket tested;

	private final Duration patience;

	private final int connections;

	private final int peersBefore;

	/** How many subscribers a topic of the socket under test had. */
	private final Map<String, Integer> subscribersBefore = new LinkedHashMap<>();

	Meeting(ZmqSocket tested, SocketSpec peer, Duration patience) {
		this.tested = tested;
		this.patience = patience;
		this.connections = tested.spec().binds().isEmpty() ? tested.spec().connects().size() : 1;
		this.peersBefore = tested.control().peerCount();
		if (isPublisher(tested.type())) {
			PeerPlan.topics(peer)
				.forEach((topic) -> this.subscribersBefore.put(topic, tested.control().subscriberCount(topic)));
		}
	}

	/**
	 * Wait for the peer, which has just been opened.
	 */
	void await(ZmqSocket peer) {
		ZmqAwait.connected(peer, 1, this.patience);
		ZmqSocketControl control = this.tested.control();
		if (!arrived(this.peersBefore, this.connections, control::peerCount,
				(count) -> control.awaitPeers(count, STEP))) {
			throw new AssertionError("Socket '" + this.tested.name() + "' has " + control.peerCount() + " peers after "
					+ this.patience + ", " + this.peersBefore + " of them from before, and " + peer.name()
					+ " is not among them");
		}
		this.subscribersBefore.forEach((topic, before) -> awaitSubscription(topic, before));
		if (isPublisher(peer.type())) {
			PeerPlan.topics(this.tested.spec()).forEach((topic) -> ZmqAwait.subscribed(peer, topic, 1, this.patience));
		}
	}

	private void awaitSubscription(String topic, int before) {
		ZmqSocketControl control = this.tested.control();
		if (!arrived(before, 1, () -> control.subscriberCount(topic),
				(count) -> control.awaitSubscribers(topic, count, STEP))) {
			throw new AssertionError("The peer's subscription to '" + topic + "' has not reached socket '"
					+ this.tested.name() + "' within " + this.patience);
		}
	}

	/**
	 * Wait until there are more than before. Who has left before may still be counted and
	 * go while the new one comes, so that the number stays the same: then a while must
	 * do.
	 */
	private boolean arrived(int countedBefore, int more, IntSupplier count, IntPredicate awaitCount) {
		int before = countedBefore;
		long began = System.nanoTime();
		long elapsed;
		while ((elapsed = System.nanoTime() - began) < this.patience.toNanos()) {
			if (awaitCount.test(before + more)) {
				return true;
			}
			int now = count.getAsInt();
			if (now >= more && elapsed >= SETTLED.toNanos()) {
				return true;
			}
			before = Math.min(before, now);
		}
		return false;
	}

	private static boolean isPublisher(ZmqSocketType type) {
		return type == ZmqSocketType.PUB || type == ZmqSocketType.XPUB;
	}

}

package io.github.zmqspring.socket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.zmqspring.socket.EngineHandles.TrieFields;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import io.github.zmqspring.socket.status.ZmqSubscriptions.Topic;
import org.jspecify.annotations.Nullable;
import zmq.socket.pubsub.XPub;

/**
 * The subscriptions of a publisher, read from JeroMQ's {@code Mtrie}: a node for each
 * byte of a topic, with the pipes that have subscribed to what leads to it. The caller
 * holds the socket's lock.
 */
final class SubscriptionTrie {

	/**
	 * How many nodes are looked at for each topic that is asked for: a peer chooses its
	 * topics, and long ones must not hold up the socket.
	 */
	private static final int NODES_PER_TOPIC = 256;

	private final TrieFields fields;

	private final Object root;

	private SubscriptionTrie(TrieFields fields, Object root) {
		this.fields = fields;
		this.root = root;
	}

	static SubscriptionTrie of(TrieFields fields, XPub publisher) {
		return new SubscriptionTrie(fields, fields.subscriptions().get(publisher));
	}

	/**
	 * Find those who get a message.
	 * @param topic the message's first frame
	 * @param subscribers called with the pipes of each matching subscription
	 */
	void forEachMatch(byte[] topic, Consumer<Set<?>> subscribers) {
		Object node = this.root;
		for (int i = 0; node != null; i++) {
			Set<?> pipes = (Set<?>) this.fields.pipes().get(node);
			if (pipes != null) {
				subscribers.accept(pipes);
			}
			node = (i < topic.length) ? child(node, topic[i]) : null;
		}
	}

	/** Follow one byte of a topic, as JeroMQ's own {@code Mtrie.match} does. */
	private @Nullable Object child(Object node, byte key) {
		int index = key - (int) this.fields.min().get(node);
		return (index < 0 || index >= (int) this.fields.count().get(node)) ? null : childAt(node, index);
	}

	private @Nullable Object childAt(Object node, int index) {
		Object[] children = (Object[]) this.fields.next().get(node);
		return (children != null) ? children[index] : null;
	}

	/**
	 * List the subscriptions.
	 * @param limit how many topics at most
	 * @return the topics
	 */
	ZmqSubscriptions list(int limit) {
		List<Topic> topics = new ArrayList<>();
		Deque<Step> path = new ArrayDeque<>();
		byte[] prefix = new byte[64];
		path.push(new Step(this.root));
		collect(this.root, prefix, 0, topics);
		long left = (long) limit * NODES_PER_TOPIC;
		while (!path.isEmpty() && topics.size() <= limit && left > 0) {
			Step step = path.peek();
			int count = (int) this.fields.count().get(step.node);
			if (step.next == count) {
				path.pop();
				continue;
			}
			int index = step.next++;
			Object child = childAt(step.node, index);
			if (child != null) {
				int length = path.size();
				prefix = (length > prefix.length) ? Arrays.copyOf(prefix, 2 * prefix.length) : prefix;
				prefix[length - 1] = (byte) ((int) this.fields.min().get(step.node) + index);
				path.push(new Step(child));
				collect(child, prefix, length, topics);
				left--;
			}
		}
		boolean truncated = topics.size() > limit || !path.isEmpty();
		topics.sort(Comparator.comparing(Topic::topic, Arrays::compareUnsigned));
		return new ZmqSubscriptions(true, topics.subList(0, Math.min(limit, topics.size())), truncated);
	}

	private void collect(Object node, byte[] prefix, int length, List<Topic> topics) {
		Set<?> pipes = (Set<?>) this.fields.pipes().get(node);
		if (pipes != null && !pipes.isEmpty()) {
			topics.add(new Topic(Arrays.copyOf(prefix, length), pipes.size()));
		}
	}

	/** A node, and which of its children is next. */
	private static final class Step {

		private final Object node;

		private int next;

		Step(Object node) {
			this.node = node;
		}

	}

}

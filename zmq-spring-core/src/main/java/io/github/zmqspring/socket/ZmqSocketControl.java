package io.github.zmqspring.socket;

import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What can be changed and awaited while a socket is open. A change also holds after the
 * next start; on a closed socket it holds from then on. Thread-safe.
 */
public final class ZmqSocketControl {

	private static final Log logger = LogFactory.getLog(ZmqSocketControl.class);

	private final ZmqSocket socket;

	ZmqSocketControl(ZmqSocket socket) {
		this.socket = socket;
	}

	/**
	 * Subscribe to a topic: messages that begin with it are received. Nothing happens if
	 * the socket is subscribed to it already.
	 * @param topic the topic in UTF-8; empty for all messages
	 */
	public void subscribe(String topic) {
		subscribe(topic.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Subscribe to a topic: messages that begin with it are received.
	 * @param topic the topic; empty for all messages
	 */
	public void subscribe(byte[] topic) {
		if (indexOf(spec().topics(), topic) < 0) {
			change(spec().toBuilder().topics(topic).build(),
					(engine) -> TopicSubscriptions.subscribe(engine.unwrap(), topic));
		}
	}

	/**
	 * Take a subscription back.
	 * @param topic the topic in UTF-8
	 */
	public void unsubscribe(String topic) {
		unsubscribe(topic.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Take a subscription back. The last one may go, too: the socket then receives
	 * nothing until it subscribes again.
	 * @param topic the topic
	 */
	public void unsubscribe(byte[] topic) {
		List<byte[]> topics = new ArrayList<>(spec().topics());
		int index = indexOf(topics, topic);
		if (index < 0) {
			throw new ZmqException("Socket '" + this.socket.name() + "' is not subscribed to '"
					+ new String(topic, StandardCharsets.UTF_8) + "'");
		}
		topics.remove(index);
		change(spec().withTopics(topics), (engine) -> TopicSubscriptions.unsubscribe(engine.unwrap(), topic));
	}

	private static int indexOf(List<byte[]> topics, byte[] topic) {
		for (int i = 0; i < topics.size(); i++) {
			if (Arrays.equals(topics.get(i), topic)) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Connect to a further endpoint. Does not wait for the peer.
	 * @param endpoint the endpoint
	 */
	public void connect(String endpoint) {
		SocketSpec changed = spec().toBuilder().connect(endpoint).build();
		ZmqEndpoint parsed = changed.connects().get(changed.connects().size() - 1);
		change(changed, (engine) -> this.socket.opener().connect(engine.unwrap(), changed, parsed));
	}

	/**
	 * End the connection to an endpoint; messages queued for it are dropped after the
	 * linger time.
	 * @param endpoint the endpoint as it was given to connect
	 */
	public void disconnect(String endpoint) {
		ZmqEndpoint parsed = ZmqEndpoint.parse(endpoint);
		if (!spec().connects().contains(parsed)) {
			throw new ZmqException("Socket '" + this.socket.name() + "' is not connected to " + endpoint);
		}
		List<ZmqEndpoint> rest = new ArrayList<>(spec().connects());
		rest.remove(parsed);
		SocketSpec connected = spec();
		change(connected.withConnects(rest), (engine) -> this.socket.opener().disconnect(engine, connected, parsed));
	}

	/**
	 * Give the connection to an endpoint up and begin it anew, where JeroMQ would not:
	 * its inproc connections end with the peer. What is queued for the peer is dropped.
	 * Does nothing on a closed socket, whose next start connects anyway.
	 * @param endpoint the endpoint as it was given to connect
	 */
	public synchronized void reconnect(String endpoint) {
		ZmqEndpoint parsed = ZmqEndpoint.parse(endpoint);
		SocketSpec current = spec();
		if (!current.connects().contains(parsed)) {
			throw new ZmqException("Socket '" + this.socket.name() + "' is not connected to " + endpoint);
		}
		if (this.socket.isRunning()) {
			this.socket.withEngine((engine) -> {
				this.socket.opener().disconnect(engine, current, parsed);
				this.socket.opener().connect(engine.unwrap(), current, parsed);
				return null;
			});
		}
	}

	private SocketSpec spec() {
		return this.socket.spec();
	}

	private synchronized void change(SocketSpec changed, Consumer<EngineSocket> action) {
		if (this.socket.isRunning()) {
			this.socket.withEngine((engine) -> {
				action.accept(engine);
				return null;
			});
		}
		this.socket.replaceSpec(changed);
	}

	/**
	 * Count the peers this socket is connected with now, inproc peers among them. A TCP
	 * peer counts from the connection on; its handshake may not be over.
	 * @return the number of peers; 0 while the socket is closed
	 */
	public int peerCount() {
		return this.socket.isRunning() ? this.socket.withEngine(this::peers) : 0;
	}

	private int peers(EngineSocket engine) {
		engine.pump();
		if (EngineInternals.isOpen()) {
			return engine.boundPeers() + this.socket.peerBook().liveCount(Side.CONNECTED);
		}
		return this.socket.peerBook().liveCount();
	}

	/**
	 * End the TCP connections of some peers, because they may no longer be here: a user
	 * was removed, a key was replaced, an address is on a list. Each comes back if it
	 * likes, and is decided about anew. What it has sent before and is queued is still
	 * received; what is queued for it is dropped. It is logged, told as
	 * {@link io.github.zmqspring.socket.event.ZmqPeerCutOffEvent} and counted as cut off.
	 * @param which the peers to end; who they are is known when their handshake is over
	 * @param reason why, for the log
	 * @return how many connections were ended; 0 on a closed or failed socket
	 */
	public int cutOff(Predicate<ZmqPeer> which, String reason) {
		if (!this.socket.isRunning() || this.socket.failure() != null) {
			return 0;
		}
		int ended = 0;
		for (Map.Entry<SocketChannel, ZmqPeer> found : this.socket.inspection().connections(which).entrySet()) {
			if (this.socket.peerBook().revoke(found.getKey())) {
				ZmqPeer peer = found.getValue();
				logger.info("Socket '" + this.socket.name() + "' has ended the connection of " + peer.address()
						+ ((peer.userId() != null) ? " (" + peer.userId() + ")" : "") + ": " + reason);
				ended++;
			}
		}
		return ended;
	}

	/**
	 * Wait until at least so many peers are connected: against slow joiners (Guide
	 * chapter 1), before the first message is sent.
	 * @param count how many peers
	 * @param timeout how long to wait
	 * @return whether they are there
	 */
	public boolean awaitPeers(int count, Duration timeout) {
		return this.socket.awaitEngine(timeout, (engine) -> peers(engine) >= count);
	}

	/**
	 * Wait until at most so many peers are connected. A peer that has just closed is
	 * still one, and may be dealt messages that it never gets: who replaces the workers
	 * behind a PUSH or DEALER waits here before sending on.
	 * @param count how many peers
	 * @param timeout how long to wait
	 * @return whether there are no more
	 */
	public boolean awaitPeersAtMost(int count, Duration timeout) {
		return this.socket.awaitEngine(timeout, (engine) -> peers(engine) <= count);
	}

	/**
	 * Count the peers of a PUB or XPUB that would get a message with the given topic.
	 * @param topic the topic of the message
	 * @return the number of subscribed peers; 0 while the socket is closed
	 */
	public int subscriberCount(String topic) {
		byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
		requirePublisher();
		return this.socket.isRunning() ? this.socket.withEngine((engine) -> subscribers(engine, bytes)) : 0;
	}

	private static int subscribers(EngineSocket engine, byte[] topic) {
		engine.pump();
		return engine.subscribers(topic);
	}

	/**
	 * Wait until at least so many peers of a PUB or XPUB have subscribed to a topic: what
	 * is sent from then on reaches them (Guide chapter 2, node coordination).
	 * @param topic the topic of the messages to come
	 * @param count how many subscribers
	 * @param timeout how long to wait
	 * @return whether they are there
	 */
	public boolean awaitSubscribers(String topic, int count, Duration timeout) {
		byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
		requirePublisher();
		return this.socket.awaitEngine(timeout, (engine) -> subscribers(engine, bytes) >= count);
	}

	private void requirePublisher() {
		ZmqSocketType type = this.socket.type();
		if (type != ZmqSocketType.PUB && type != ZmqSocketType.XPUB) {
			throw new ZmqException(
					"Socket '" + this.socket.name() + "' is of type " + type + "; only PUB and XPUB have subscribers");
		}
	}

}

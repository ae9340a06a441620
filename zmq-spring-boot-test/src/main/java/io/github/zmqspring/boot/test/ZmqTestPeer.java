package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqReception;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a socket under test. It reads what comes as soon as it comes, and
 * keeps it for the test to look at. Open one with {@link ZmqTestPeers}; it is closed at
 * the end of the test method. Thread-safe.
 * <p>
 * Messages are shown as their payload: a ROUTER or REP peer keeps routing id and envelope
 * to itself and answers with {@link #reply}.
 */
public final class ZmqTestPeer implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ZmqTestPeer.class);

	/** A socket that does not read may not notice at all. */
	private static final Duration NOTICE = Duration.ofMillis(500);

	private final ZmqSocket socket;

	private final @Nullable ZmqSocket application;

	private final Duration patience;

	private final Runnable onClose;

	private final PeerView view;

	/** With routing ids and envelopes. */
	private final MessageLog received = new MessageLog(Integer.MAX_VALUE);

	private final @Nullable ZmqReception reception;

	private volatile @Nullable Function<ZmqMessage, @Nullable ZmqMessage> answers;

	private volatile @Nullable ZmqMessage request;

	ZmqTestPeer(ZmqSocket socket, @Nullable ZmqSocket application, Duration patience, Runnable onClose) {
		this.socket = socket;
		this.application = application;
		this.patience = patience;
		this.onClose = onClose;
		this.view = new PeerView(socket.spec());
		this.reception = socket.type().canReceive() ? socket.attach(this::onMessage, "The test", true) : null;
	}

	private void onMessage(ZmqMessage message) {
		this.received.add(message);
		Function<ZmqMessage, @Nullable ZmqMessage> current = this.answers;
		if (current != null) {
			answer(current, message);
		}
	}

	private void answer(Function<ZmqMessage, @Nullable ZmqMessage> function, ZmqMessage message) {
		try {
			ZmqMessage answer = function.apply(this.view.show(message));
			if (answer != null) {
				this.socket.send(this.view.reply(message, answer));
			}
		}
		catch (RuntimeException ex) {
			logger.error(this + " cannot answer", ex);
		}
	}

	/**
	 * Return the type.
	 * @return a type that can talk to the socket under test
	 */
	public ZmqSocketType type() {
		return this.socket.type();
	}

	/**
	 * Return the socket itself, for what this class has no method for. Its messages are
	 * taken by this class.
	 * @return the socket
	 */
	public ZmqSocket socket() {
		return this.socket;
	}

	/**
	 * Send a message.
	 * @param frames its frames in UTF-8
	 * @return this peer
	 */
	public ZmqTestPeer send(String... frames) {
		return send(ZmqMessage.ofStrings(frames));
	}

	/**
	 * Send a message, frame by frame as it is given: a ROUTER's begins with a routing id.
	 * @param message the message
	 * @return this peer
	 */
	public ZmqTestPeer send(ZmqMessage message) {
		if (this.socket.type() == ZmqSocketType.REP) {
			throw new IllegalStateException("A REP peer sends nothing of its own: use reply or answerWith");
		}
		if (!this.socket.send(message, this.patience)) {
			throw new AssertionError(this + " found no room for " + message + " within " + this.patience
					+ ": nobody is connected, or who is does not read");
		}
		return this;
	}

	/**
	 * Wait for the next message that this method has not returned yet.
	 * @return the payload
	 * @throws AssertionError if none comes in time ({@code test.zmq.timeout})
	 */
	public ZmqMessage expect() {
		return expect(this.patience);
	}

	/**
	 * Wait for the next message that this method has not returned yet.
	 * @param timeout how long to wait
	 * @return the payload
	 * @throws AssertionError if none comes in time
	 */
	public ZmqMessage expect(Duration timeout) {
		if (this.reception == null) {
			throw new IllegalStateException(this + " does not receive");
		}
		ZmqMessage message = this.received.take(timeout);
		if (message == null) {
			throw new AssertionError(
					this + " has received no further message within " + timeout + " after these: " + received());
		}
		this.request = message;
		return this.view.show(message);
	}

	/**
	 * Wait for the next message, which must have the given frames.
	 * @param frames the frames of the payload in UTF-8
	 * @return this peer, to reply for instance
	 * @throws AssertionError if none comes in time, or another one
	 */
	public ZmqTestPeer expect(String... frames) {
		ZmqMessage message = expect();
		if (!message.equals(ZmqMessage.ofStrings(frames))) {
			throw new AssertionError(
					this + " was to receive " + Arrays.toString(frames) + " next and has received " + message);
		}
		return this;
	}

	/**
	 * Answer the message that {@code expect} has returned last.
	 * @param frames the frames of the answer in UTF-8
	 * @return this peer
	 */
	public ZmqTestPeer reply(String... frames) {
		return reply(ZmqMessage.ofStrings(frames));
	}

	/**
	 * Answer the message that {@code expect} has returned last. It goes to who has sent
	 * that message.
	 * @param payload the answer
	 * @return this peer
	 */
	public ZmqTestPeer reply(ZmqMessage payload) {
		ZmqMessage current = this.request;
		if (current == null) {
			throw new IllegalStateException(this + " has nothing to reply to: call expect first");
		}
		if (!this.socket.send(this.view.reply(current, payload), this.patience)) {
			throw new AssertionError(this + " found no room for its reply within " + this.patience);
		}
		return this;
	}

	/**
	 * Answer each message from now on by itself.
	 * @param frames the frames of each answer in UTF-8
	 * @return this peer
	 */
	public ZmqTestPeer answerWith(String... frames) {
		ZmqMessage answer = ZmqMessage.ofStrings(frames);
		return answer((message) -> answer);
	}

	/**
	 * Answer each message from now on by itself.
	 * @param function gets the payload and returns the answer, or {@code null} for none;
	 * called on the thread that reads
	 * @return this peer
	 */
	public ZmqTestPeer answer(Function<ZmqMessage, @Nullable ZmqMessage> function) {
		this.answers = function;
		return this;
	}

	/**
	 * Return everything that was received, whether {@code expect} has returned it or not.
	 * @return the payloads, a snapshot
	 */
	public List<ZmqMessage> received() {
		return this.received.messages().stream().map(this.view::show).toList();
	}

	/**
	 * Stop reading: messages pile up until the high-water marks of both sides are
	 * reached, and then the application notices.
	 * @return this peer
	 */
	public ZmqTestPeer stall() {
		requireReception().pause();
		return this;
	}

	/**
	 * Go on reading.
	 * @return this peer
	 */
	public ZmqTestPeer resume() {
		requireReception().resume();
		return this;
	}

	private ZmqReception requireReception() {
		if (this.reception == null) {
			throw new IllegalStateException(this + " does not read anyway");
		}
		return this.reception;
	}

	/**
	 * Wait until a peer is connected.
	 * @return this peer
	 * @throws AssertionError if none is in time
	 */
	public ZmqTestPeer awaitConnected() {
		ZmqAwait.connected(this.socket, 1, this.patience);
		return this;
	}

	/**
	 * Wait until messages with a topic would arrive: at the application if this peer
	 * publishes, otherwise here.
	 * @param topic the topic of the messages to come
	 * @return this peer
	 * @throws AssertionError if nobody subscribes in time
	 */
	public ZmqTestPeer awaitSubscribed(String topic) {
		boolean publishes = this.socket.type() == ZmqSocketType.PUB || this.socket.type() == ZmqSocketType.XPUB;
		ZmqSocket publisher = publishes ? this.socket : this.application;
		if (publisher == null) {
			throw new IllegalStateException(this + " does not know which socket of the application publishes");
		}
		ZmqAwait.subscribed(publisher, topic, 1, this.patience);
		return this;
	}

	/**
	 * Close the connection, as a peer that ends does, and let the application notice it.
	 * What was not read is lost.
	 */
	@Override
	public void close() {
		ZmqSocket tested = this.application;
		try {
			int others = (tested != null) ? Math.max(0, tested.control().peerCount() - 1) : 0;
			this.onClose.run();
			if (tested != null) {
				tested.control().awaitPeersAtMost(others, NOTICE);
			}
		}
		catch (ZmqSocketStoppedException ex) {
			// then nobody is left to notice
			this.onClose.run();
		}
	}

	MessageLog log() {
		return this.received;
	}

	PeerView view() {
		return this.view;
	}

	Duration patience() {
		return this.patience;
	}

	@Override
	public String toString() {
		ZmqSocket tested = this.application;
		return this.socket.type() + " peer"
				+ ((tested != null) ? " of " + tested.type() + " socket '" + tested.name() + "'" : "");
	}

}

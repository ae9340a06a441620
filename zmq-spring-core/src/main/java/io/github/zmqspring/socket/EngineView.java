package io.github.zmqspring.socket;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.LongConsumer;

import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.PeerViolation;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;

/**
 * What can be seen of JeroMQ's inside. Where it cannot be looked into, everything is
 * empty or {@code null}, and who asks says so.
 */
interface EngineView {

	/** What is at the other end of a pipe. */
	enum Far {

		/** The session of a connection that the peer has begun. */
		ACCEPTED,

		/** The session of a connecting endpoint, with a connection or without. */
		CONNECTING,

		/** Another socket. */
		INPROC,

		/** An inproc endpoint that nobody has bound. */
		INPROC_AWAITED,

		/** An inproc peer that has closed. */
		INPROC_GONE

	}

	/**
	 * A pipe at one moment.
	 *
	 * @param channel the connection, or {@code null} if there is none
	 * @param connection how far that is, or {@code null} if there is none
	 * @param inbound {@code null} if the pipe keeps the last message only
	 * @param outbound {@code null} if the pipe keeps the last message only
	 */
	record PipeView(Far far, @Nullable SelectableChannel channel, @Nullable ConnectionView connection,
			@Nullable QueueDepth inbound, @Nullable QueueDepth outbound) {

	}

	/**
	 * How far a connection is.
	 *
	 * @param ready whether its handshake is over
	 * @param userId what ZAP has called the peer, or {@code null}
	 * @param socketType what the peer has announced, or {@code null}
	 */
	record ConnectionView(boolean ready, @Nullable String userId, @Nullable String socketType) {

	}

	/**
	 * What a socket was given to send and the operating system has not got yet.
	 *
	 * @param messages those in queues to peers beyond this process
	 * @param bytes what is left of the batches that connections have begun to write
	 */
	record Unsent(long messages, long bytes) {

		static final Unsent NONE = new Unsent(0, 0);

		boolean isNone() {
			return this.messages == 0 && this.bytes == 0;
		}

	}

	/**
	 * How a connection has ended.
	 *
	 * @param ready whether its handshake was over
	 * @param cause why it failed if not
	 * @param violation what the peer did that it was ended for, or {@code null}
	 */
	record EndView(boolean ready, HandshakeFailure cause, @Nullable PeerViolation violation) {

	}

	/** Counts the copies of a message that a lossy socket throws away. */
	interface Drops {

		/**
		 * Count, right after a message's first frame was sent.
		 * @param first that frame
		 * @param group the group it was sent to, or {@code null}
		 * @return how many peers miss the message
		 */
		int afterFirstFrame(byte[] first, @Nullable String group);

	}

	boolean isAvailable();

	/**
	 * Look at a socket's pipes. The caller holds the socket's lock.
	 * @param socket the socket
	 * @return the pipes
	 */
	List<PipeView> pipes(SocketBase socket);

	/**
	 * Return the messages that a socket has taken off its pipes in advance, to look
	 * whether it has any. The caller holds the socket's lock.
	 * @param socket the socket
	 * @return how many still wait to be received
	 */
	long prefetched(SocketBase socket);

	/**
	 * Return whether a socket has any pipe. The caller holds the socket's lock.
	 * @param socket the socket
	 * @return whether it has, {@code true} if that is not known
	 */
	boolean hasPipes(SocketBase socket);

	/**
	 * Look at what a socket has still to send. The caller holds the socket's lock.
	 * @param socket the socket
	 * @return what has not left, nothing if that is not known
	 */
	Unsent unsent(SocketBase socket);

	/**
	 * Have told what is lost with a peer that leaves. The caller holds the socket's lock.
	 * @param socket a socket that was just opened
	 * @param lost gets the messages that were queued for the peer, under the lock
	 * @return what ends it
	 */
	Runnable watchLeaving(SocketBase socket, LongConsumer lost);

	/**
	 * Look at the subscriptions of a publisher. The caller holds the socket's lock.
	 * @param publisher a PUB or XPUB
	 * @param limit how many topics at most
	 * @return the subscriptions
	 */
	ZmqSubscriptions subscriptions(SocketBase publisher, int limit);

	/**
	 * Look at a connection that is just ending, on the engine's thread that serves it.
	 * @param channel the connection
	 * @return how it ends, or {@code null} if that cannot be known
	 */
	@Nullable EndView end(SocketChannel channel);

	/**
	 * Have a publisher forget for whom a message was that it did not take. JeroMQ 0.6.0
	 * would take the next one to be for them, too, and for want of room at theirs refuse
	 * that as well.
	 * @param publisher a PUB or XPUB
	 */
	void forgetMatch(SocketBase publisher);

	/**
	 * If a connection that is just ending is one that this side makes, have it made again
	 * whatever it ends of. On the engine's thread that serves it.
	 * @param channel the connection
	 */
	void keepConnecting(SocketChannel channel);

	/**
	 * Return what counts the drops of a socket.
	 * @param socket the socket
	 * @param type its type
	 * @return the count, or {@code null} if it drops nothing or nobody can tell
	 */
	@Nullable Drops drops(SocketBase socket, ZmqSocketType type);

	/**
	 * Return the view of this JVM's JeroMQ.
	 * @return the view
	 */
	static EngineView current() {
		return EngineInternals.isOpen() ? EngineInternals.INSTANCE : Closed.INSTANCE;
	}

	/** JeroMQ is a named module that is not open to this library. */
	final class Closed implements EngineView {

		static final Closed INSTANCE = new Closed();

		@Override
		public boolean isAvailable() {
			return false;
		}

		@Override
		public List<PipeView> pipes(SocketBase socket) {
			return List.of();
		}

		@Override
		public long prefetched(SocketBase socket) {
			return 0;
		}

		@Override
		public boolean hasPipes(SocketBase socket) {
			return true;
		}

		@Override
		public Unsent unsent(SocketBase socket) {
			return Unsent.NONE;
		}

		@Override
		public Runnable watchLeaving(SocketBase socket, LongConsumer lost) {
			return () -> {
			};
		}

		@Override
		public ZmqSubscriptions subscriptions(SocketBase publisher, int limit) {
			return ZmqSubscriptions.UNKNOWN;
		}

		@Override
		public @Nullable EndView end(SocketChannel channel) {
			return null;
		}

		@Override
		public void forgetMatch(SocketBase publisher) {
		}

		@Override
		public void keepConnecting(SocketChannel channel) {
			// JeroMQ gives it up after a protocol error
		}

		@Override
		public @Nullable Drops drops(SocketBase socket, ZmqSocketType type) {
			return null;
		}

	}

}

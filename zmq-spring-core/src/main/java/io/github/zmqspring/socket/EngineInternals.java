package io.github.zmqspring.socket;

import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

import io.github.zmqspring.socket.EngineHandles.ConnectionFields;
import io.github.zmqspring.socket.EngineHandles.PipeFields;
import io.github.zmqspring.socket.EngineHandles.PollerFields;
import io.github.zmqspring.socket.EngineHandles.QueueFields;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.PeerViolation;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import org.jspecify.annotations.Nullable;
import zmq.IMailbox;
import zmq.Mailbox;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.io.IOObject;
import zmq.io.Metadata;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.coder.EncoderBase;
import zmq.io.mechanism.Mechanism;
import zmq.pipe.Pipe;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;
import zmq.socket.pubsub.XPub;
import zmq.socket.pubsub.XSub;
import zmq.socket.radiodish.Dish;
import zmq.socket.radiodish.Radio;
import zmq.socket.reqrep.Router;
import zmq.util.Errno;

/**
 * The one place that reads what JeroMQ 0.6.0 keeps private: the wake-up channel of the
 * draft sockets, the pipes of a socket with their counters and connections, and the
 * subscriptions of a publisher. It only reads (what is changed, {@link EngineEdits}
 * changes), and its caller must hold the socket's lock unless a method says otherwise.
 * <p>
 * The other end of a pipe belongs to another thread. What is read there may be a moment
 * old, and is right when nothing moves.
 * <p>
 * On the class path this always works. As a named module JeroMQ must be opened with
 * {@code --add-opens org.zeromq.jeromq/PACKAGE=ALL-UNNAMED} for each of
 * {@link #PACKAGES}; where it is not, {@link EngineView.Closed} takes its place.
 */
final class EngineInternals implements EngineView {

	/** What a module must open to this library. */
	static final String PACKAGES = "zmq, zmq.pipe, zmq.poll, zmq.io, zmq.io.coder, zmq.io.mechanism, "
			+ "zmq.socket.pubsub, zmq.socket.reqrep, zmq.socket.radiodish, zmq.util";

	static final EngineInternals INSTANCE = new EngineInternals();

	private static final @Nullable EngineHandles HANDLES = EngineHandles.find();

	/** JeroMQ's error number of this thread. */
	private static final Errno errno = new Errno();

	/** The first byte of a ZMTP 2 or 3 greeting, and the bit that its tenth has set. */
	private static final int SIGNATURE_START = 0xFF;

	private static final int SIGNATURE_LAST = 9;

	private EngineInternals() {
	}

	static boolean isOpen() {
		return HANDLES != null;
	}

	@Override
	public boolean isAvailable() {
		return true;
	}

	/**
	 * Return the channel that becomes readable when the socket has something to do.
	 * @param socket the socket
	 * @return the channel
	 */
	static SelectableChannel wakeUpChannel(SocketBase socket) {
		Object channel = socket.getSocketOptx(zmq.ZMQ.ZMQ_FD);
		if (channel instanceof SelectableChannel selectable) {
			return selectable;
		}
		// JeroMQ hides the channel of its draft types although they have one
		return ((Mailbox) handles().socket().mailbox().get(socket)).getFd();
	}

	/**
	 * Return the wake-ups of a socket.
	 * @param socket the socket
	 * @return its wake-ups, or {@code null} if they are not known
	 */
	static @Nullable WakeUps wakeUps(SocketBase socket) {
		return isOpen() ? WakeUps.of((IMailbox) handles().socket().mailbox().get(socket)) : null;
	}

	/**
	 * Count the pipes that lead to a peer: inproc peers, and connections accepted on a
	 * bound endpoint. A connecting endpoint has its pipe before it has a peer and is not
	 * counted; neither is a socket that is its own peer.
	 * @param socket the socket
	 * @return the number of peers
	 */
	static int countBoundPeers(SocketBase socket) {
		int peers = 0;
		for (Pipe pipe : pipesOf(socket)) {
			Far far = far(socket, pipe);
			peers += (far == Far.ACCEPTED || far == Far.INPROC) ? 1 : 0;
		}
		return peers;
	}

	/**
	 * Count the subscribers that would get a message with the given topic.
	 * @param publisher a PUB or XPUB
	 * @param topic the topic of the message
	 * @return the number of peers with at least one subscription that is a prefix of it
	 */
	static int countSubscribers(SocketBase publisher, byte[] topic) {
		Set<Object> subscribers = Collections.newSetFromMap(new IdentityHashMap<>());
		SubscriptionTrie.of(handles().trie(), (XPub) publisher).forEachMatch(topic, subscribers::addAll);
		return subscribers.size();
	}

	@Override
	public List<PipeView> pipes(SocketBase socket) {
		Set<Pipe> pipes = pipesOf(socket);
		List<PipeView> views = new ArrayList<>(pipes.size());
		for (Pipe pipe : pipes) {
			views.add(view(socket, pipe));
		}
		return views;
	}

	@Override
	public boolean hasPipes(SocketBase socket) {
		return !pipesOf(socket).isEmpty();
	}

	/**
	 * An inproc peer has what is in the pipe: it is in this process, and may read on when
	 * this socket has closed.
	 */
	@Override
	public Unsent unsent(SocketBase socket) {
		long messages = 0;
		long bytes = 0;
		for (Pipe pipe : pipesOf(socket)) {
			messages += unsent(socket, pipe);
			StreamEngine engine = engine((Pipe) handles().pipe().peer().get(pipe));
			bytes += (engine != null && isReady(engine)) ? unwritten(engine) : 0;
		}
		return new Unsent(messages, bytes);
	}

	private static long unsent(SocketBase socket, Pipe pipe) {
		PipeFields fields = handles().pipe();
		Far far = far(socket, pipe);
		Pipe other = (Pipe) fields.peer().get(pipe);
		boolean leaves = other != null && far != Far.INPROC && far != Far.INPROC_GONE;
		return (leaves && !(boolean) fields.conflate().get(pipe)) ? depth(pipe, other, 0).waiting() : 0;
	}

	@Override
	public Runnable watchLeaving(SocketBase socket, LongConsumer lost) {
		return LeavingPipes.watch(socket, pipesOf(socket), (pipe) -> lost.accept(unsent(socket, pipe)));
	}

	private static long unwritten(StreamEngine engine) {
		ConnectionFields fields = handles().connection();
		long encoded = (int) fields.unwritten().getVolatile(engine);
		Object encoder = fields.encoder().getVolatile(engine);
		// the message that did not fit into the batch
		return encoded + ((encoder instanceof EncoderBase base) ? (int) fields.unencoded().getVolatile(base) : 0);
	}

	@SuppressWarnings("unchecked")
	private static Set<Pipe> pipesOf(SocketBase socket) {
		return (Set<Pipe>) handles().socket().pipes().get(socket);
	}

	private static PipeView view(SocketBase socket, Pipe pipe) {
		PipeFields fields = handles().pipe();
		Far far = far(socket, pipe);
		Pipe other = (Pipe) fields.peer().get(pipe);
		StreamEngine engine = (far == Far.ACCEPTED || far == Far.CONNECTING) ? engine(other) : null;
		ConnectionView connection = (engine != null) ? view(engine) : null;
		SelectableChannel channel = (engine != null)
				? (SelectableChannel) handles().connection().channel().getVolatile(engine) : null;
		if (other == null || (boolean) fields.conflate().get(pipe)) {
			return new PipeView(far, channel, connection, null, null);
		}
		// with the first message the engine writes the user id, which is none
		boolean credential = pipe.getCredential() != null || (connection != null && connection.userId() != null);
		return new PipeView(far, channel, connection, depth(other, pipe, credential ? 1 : 0), depth(pipe, other, 0));
	}

	private static Far far(SocketBase socket, Pipe pipe) {
		PipeFields fields = handles().pipe();
		Pipe other = (Pipe) fields.peer().get(pipe);
		Object sink = (other != null) ? fields.sink().getVolatile(other) : null;
		if (sink instanceof SessionBase session && session.getSocket() == socket) {
			return ((boolean) handles().session().active().get(session)) ? Far.CONNECTING : Far.ACCEPTED;
		}
		if (((Enum<?>) fields.state().get(pipe)).ordinal() > 0) {
			return Far.INPROC_GONE;
		}
		// a pipe to an endpoint that is not bound yet has this socket for both parents
		boolean awaited = sink == null && other != null && fields.parent().get(other) == socket;
		return awaited ? Far.INPROC_AWAITED : Far.INPROC;
	}

	private static @Nullable StreamEngine engine(@Nullable Pipe far) {
		Object session = (far != null) ? handles().pipe().sink().getVolatile(far) : null;
		if (session instanceof SessionBase known) {
			Object engine = handles().session().engine().getVolatile(known);
			engine = (engine instanceof SessionSteps guarded) ? guarded.engine() : engine;
			return (engine instanceof StreamEngine stream) ? stream : null;
		}
		return null;
	}

	/** The reader's figure first: the other way round it could have read the future. */
	private static QueueDepth depth(Pipe writer, Pipe reader, int uncounted) {
		PipeFields fields = handles().pipe();
		long read = (long) fields.read().getVolatile(reader);
		long written = (long) fields.written().getVolatile(writer);
		long limit = Math.max(0, (int) fields.hwm().getVolatile(writer));
		long waiting = Math.max(0, written - ((written > 0) ? uncounted : 0) - read);
		return new QueueDepth((limit > 0) ? Math.min(waiting, limit) : waiting, limit);
	}

	private static ConnectionView view(StreamEngine engine) {
		ConnectionFields fields = handles().connection();
		Metadata metadata = (Metadata) fields.metadata().getVolatile(engine);
		// not from the connection's metadata, where the peer may write what it likes
		Mechanism mechanism = (Mechanism) fields.mechanism().getVolatile(engine);
		Metadata given = (mechanism != null) ? mechanism.zapProperties : null;
		return new ConnectionView(isReady(engine), property(given, Metadata.USER_ID),
				property(metadata, Metadata.SOCKET_TYPE));
	}

	/**
	 * Return whether a connection's handshake is over.
	 */
	static boolean isReady(StreamEngine engine) {
		ConnectionFields fields = handles().connection();
		Mechanism mechanism = (Mechanism) fields.mechanism().getVolatile(engine);
		// ZMTP 1 and 2, and STREAM, have no mechanism
		return !(boolean) fields.handshaking().getVolatile(engine)
				&& (mechanism == null || mechanism.status() == Mechanism.Status.READY);
	}

	private static @Nullable String property(@Nullable Metadata metadata, String name) {
		String value = (metadata != null) ? metadata.get(name) : null;
		return (value == null || value.isEmpty()) ? null : value;
	}

	@Override
	public long prefetched(SocketBase socket) {
		QueueFields fields = handles().queue();
		if (socket instanceof Router) {
			return ((boolean) fields.routerPrefetched().get(socket))
					&& isWhole((Msg) fields.routerMessage().get(socket)) ? 1 : 0;
		}
		if (socket instanceof XSub) {
			return ((boolean) fields.subPrefetched().get(socket)) && isWhole((Msg) fields.subMessage().get(socket)) ? 1
					: 0;
		}
		if (socket instanceof XPub) {
			return ((Collection<?>) fields.unreadSubscriptions().get(socket)).size();
		}
		return (socket instanceof Dish && fields.dishMessage().get(socket) != null) ? 1 : 0;
	}

	/** A message of several frames is not off its pipe before the last one is. */
	private static boolean isWhole(@Nullable Msg msg) {
		return msg != null && !msg.hasMore();
	}

	@Override
	public ZmqSubscriptions subscriptions(SocketBase publisher, int limit) {
		return SubscriptionTrie.of(handles().trie(), (XPub) publisher).list(limit);
	}

	@Override
	public @Nullable EndView end(SocketChannel channel) {
		Object object = objectOf(channel);
		ConnectionGuard guard = (object instanceof ConnectionGuard known) ? known : null;
		StreamEngine engine = (guard != null) ? guard.engine() : null;
		engine = (object instanceof StreamEngine known) ? known : engine;
		if (engine == null) {
			return null;
		}
		boolean ready = isReady(engine);
		HandshakeFailure given = (guard != null) ? guard.failure() : null;
		EndView end = new EndView(ready, (given != null) ? given : cause(engine), violation(guard));
		// nobody is to take it for the cause of the next end
		errno.set(0);
		return end;
	}

	private static @Nullable PeerViolation violation(@Nullable ConnectionGuard guard) {
		PeerViolation noticed = (guard != null) ? guard.violation() : null;
		if (noticed != null) {
			return noticed;
		}
		if (errno.is(ZError.EMSGSIZE)) {
			return PeerViolation.MESSAGE_TOO_LARGE;
		}
		return errno.is(ZError.EPROTO) ? PeerViolation.MALFORMED : null;
	}

	@Override
	public void keepConnecting(SocketChannel channel) {
		ConnectionGuard guard = (objectOf(channel) instanceof ConnectionGuard known) ? known : null;
		SessionBase session = (guard != null) ? EngineEdits.session(guard.engine()) : null;
		if (guard != null && session != null && (boolean) handles().session().active().get(session)) {
			EngineEdits.reconnect(guard.engine(), guard.reconnects());
		}
	}

	/** On the engine's thread, which polls the channel. */
	private static @Nullable Object objectOf(SocketChannel channel) {
		PollerFields fields = handles().poller();
		Poller poller = EngineThread.currentPoller();
		if (poller == null) {
			return null;
		}
		Selector selector = (Selector) fields.selector().get(poller);
		SelectionKey key = (selector != null) ? channel.keyFor(selector) : null;
		Object handle = (key != null) ? key.attachment() : unregistered(poller, channel);
		Object object = (handle instanceof Poller.Handle known) ? fields.handler().get(known) : null;
		return (object instanceof IOObject io) ? fields.object().get(io) : null;
	}

	static @Nullable Selector selectorOf(Poller poller) {
		return (Selector) handles().poller().selector().get(poller);
	}

	@SuppressWarnings("unchecked")
	static Set<Poller.Handle> handlesOf(Poller poller) {
		return (Set<Poller.Handle>) handles().poller().handles().get(poller);
	}

	static SelectableChannel channel(Poller.Handle handle) {
		return (SelectableChannel) handles().poller().channel().get(handle);
	}

	static IPollEvents handlerOf(Poller.Handle handle) {
		return (IPollEvents) handles().poller().handler().get(handle);
	}

	static IPollEvents handlerOf(IOObject object) {
		return (IPollEvents) handles().poller().object().get(object);
	}

	/** Return what has come of a peer's greeting. */
	static ByteBuffer greetingOf(StreamEngine engine) {
		return (ByteBuffer) handles().connection().greeting().get(engine);
	}

	/** Return how many messages were written to a pipe, by who writes them. */
	static long messagesWritten(Pipe pipe) {
		return (long) handles().pipe().written().get(pipe);
	}

	/** A connection that ends in its first step is not with the selector yet. */
	private static @Nullable Object unregistered(Poller poller, SocketChannel channel) {
		PollerFields fields = handles().poller();
		for (Object handle : (Set<?>) fields.handles().get(poller)) {
			if (fields.channel().get((Poller.Handle) handle) == channel) {
				return handle;
			}
		}
		return null;
	}

	private static HandshakeFailure cause(StreamEngine engine) {
		ConnectionFields fields = handles().connection();
		if ((boolean) fields.handshaking().get(engine)) {
			if (fields.version().get(engine) != null || !isGreeting((ByteBuffer) fields.greeting().get(engine))) {
				return HandshakeFailure.PROTOCOL;
			}
			boolean timer = (boolean) fields.handshakeTimer().get(engine);
			return timer ? HandshakeFailure.CLOSED : HandshakeFailure.TIMEOUT;
		}
		Mechanism mechanism = (Mechanism) fields.mechanism().get(engine);
		Object status = (mechanism != null) ? fields.zapStatus().get(mechanism) : null;
		if (status != null && !status.equals("200")) {
			return HandshakeFailure.AUTHENTICATION;
		}
		return errno.is(ZError.ENOTCONN) ? HandshakeFailure.CLOSED : HandshakeFailure.PROTOCOL;
	}

	/** What has come so far may begin a greeting of ZMTP 2 or 3. */
	private static boolean isGreeting(ByteBuffer received) {
		int length = received.position();
		return (length == 0 || (received.get(0) & 0xFF) == SIGNATURE_START)
				&& (length <= SIGNATURE_LAST || (received.get(SIGNATURE_LAST) & 1) == 1);
	}

	@Override
	public @Nullable Drops drops(SocketBase socket, ZmqSocketType type) {
		QueueFields fields = handles().queue();
		return switch (type) {
			case PUB, XPUB -> {
				SubscriptionTrie subscriptions = SubscriptionTrie.of(handles().trie(), (XPub) socket);
				yield new DistributorDrops(handles(), fields.dist().get((XPub) socket), (first, group) -> {
					Set<Object> subscribers = new HashSet<>();
					subscriptions.forEachMatch(first, subscribers::addAll);
					return subscribers;
				});
			}
			case RADIO -> {
				Map<?, ?> groups = (Map<?, ?>) fields.radioGroups().get((Radio) socket);
				yield new DistributorDrops(handles(), fields.radioDist().get((Radio) socket),
						(first, group) -> (groups.get(group) instanceof List<?> members) ? members : List.of());
			}
			case ROUTER, REP -> (first, group) -> (fields.routerOut().get((Router) socket) == null) ? 1 : 0;
			default -> null;
		};
	}

	private static EngineHandles handles() {
		EngineHandles handles = HANDLES;
		if (handles == null) {
			throw new UnsupportedOperationException(
					"JeroMQ's internals are not open to this library: start the JVM with "
							+ "--add-opens org.zeromq.jeromq/PACKAGE=ALL-UNNAMED for each of the packages " + PACKAGES);
		}
		return handles;
	}

}

package io.github.zmqspring.socket;

import java.nio.channels.SelectableChannel;
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

import io.github.zmqspring.socket.EngineHandles.PipeFields;
import io.github.zmqspring.socket.EngineHandles.QueueFields;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import org.jspecify.annotations.Nullable;
import zmq.IMailbox;
import zmq.Mailbox;
import zmq.Msg;
import zmq.SocketBase;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;
import zmq.socket.pubsub.XSub;
import zmq.socket.radiodish.Dish;
import zmq.socket.radiodish.Radio;
import zmq.socket.reqrep.Router;

/**
 * The one place that reads what JeroMQ 0.6.0 keeps private: the wake-up channel of the
 * draft sockets, the pipes of a socket with their counters, the subscriptions of a
 * publisher, and, in {@link EngineConnections}, the connections. It only reads (what is
 * changed, {@link EngineEdits} changes), and its caller must hold the socket's lock
 * unless a method says otherwise.
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
			bytes += (engine != null && EngineConnections.isReady(engine)) ? EngineConnections.unwritten(engine) : 0;
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

	@SuppressWarnings("unchecked")
	private static Set<Pipe> pipesOf(SocketBase socket) {
		return (Set<Pipe>) handles().socket().pipes().get(socket);
	}

	private static PipeView view(SocketBase socket, Pipe pipe) {
		PipeFields fields = handles().pipe();
		Far far = far(socket, pipe);
		Pipe other = (Pipe) fields.peer().get(pipe);
		StreamEngine engine = (far == Far.ACCEPTED || far == Far.CONNECTING) ? engine(other) : null;
		ConnectionView connection = (engine != null) ? EngineConnections.view(engine) : null;
		SelectableChannel channel = (engine != null) ? EngineConnections.channel(engine) : null;
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
		return EngineConnections.end(channel);
	}

	@Override
	public void keepConnecting(SocketChannel channel) {
		EngineConnections.keepConnecting(channel);
	}

	/** Return how many messages were written to a pipe, by who writes them. */
	static long messagesWritten(Pipe pipe) {
		return (long) handles().pipe().written().get(pipe);
	}

	@Override
	public void forgetMatch(SocketBase publisher) {
		if (publisher instanceof XPub) {
			((Dist) handles().queue().dist().get(publisher)).unmatch();
		}
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

	/**
	 * Return the fields; whoever asks has seen that they are {@linkplain #isOpen() open}.
	 */
	static EngineHandles handles() {
		EngineHandles handles = HANDLES;
		if (handles == null) {
			throw new UnsupportedOperationException(
					"JeroMQ's internals are not open to this library: start the JVM with "
							+ "--add-opens org.zeromq.jeromq/PACKAGE=ALL-UNNAMED for each of the packages " + PACKAGES);
		}
		return handles;
	}

}

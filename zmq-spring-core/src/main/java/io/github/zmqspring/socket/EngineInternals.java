package io.github.zmqspring.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.nio.channels.SelectableChannel;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.Mailbox;
import zmq.SocketBase;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.XPub;

/**
 * The one place that reads what JeroMQ 0.6.0 keeps private: the wake-up channel of the
 * draft sockets, the pipes of a socket and the subscriptions of a publisher. It only
 * reads, and its caller must hold the socket's lock.
 * <p>
 * On the class path this always works. As a named module JeroMQ must be opened with
 * {@code --add-opens org.zeromq.jeromq/zmq=ALL-UNNAMED} (and {@code zmq.pipe},
 * {@code zmq.io}, {@code zmq.socket.pubsub}); where it is not, {@link #isAvailable()} is
 * {@code false} and what depends on it says so.
 */
final class EngineInternals {

	private static final @Nullable Handles HANDLES = Handles.find();

	private EngineInternals() {
	}

	static boolean isAvailable() {
		return HANDLES != null;
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
		return ((Mailbox) handles().mailbox.get(socket)).getFd();
	}

	/**
	 * Count the pipes that lead to a peer: inproc peers, and connections accepted on a
	 * bound endpoint. A connecting endpoint has its pipe before it has a peer and is not
	 * counted; neither is a socket that is its own peer.
	 * @param socket the socket
	 * @return the number of peers
	 */
	static int countBoundPeers(SocketBase socket) {
		Handles handles = handles();
		int peers = 0;
		for (Object pipe : (Set<?>) handles.pipes.get(socket)) {
			Object other = handles.pipePeer.get((Pipe) pipe);
			Object parent = (other != null) ? handles.pipeParent.get((Pipe) other) : null;
			if (parent instanceof SessionBase session) {
				peers += ((boolean) handles.sessionActive.get(session)) ? 0 : 1;
			}
			else if (parent instanceof SocketBase && ((Pipe) other).getTid() != socket.getTid()) {
				// a pipe of our own thread waits for an inproc peer that is yet to bind
				peers++;
			}
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
		Handles handles = handles();
		Set<Object> subscribers = Collections.newSetFromMap(new IdentityHashMap<>());
		Object node = handles.subscriptions.get((XPub) publisher);
		for (int i = 0; node != null; i++) {
			Set<?> pipes = (Set<?>) handles.triePipes.get(node);
			if (pipes != null) {
				subscribers.addAll(new HashSet<>(pipes));
			}
			node = (i < topic.length) ? handles.child(node, topic[i]) : null;
		}
		return subscribers.size();
	}

	private static Handles handles() {
		Handles handles = HANDLES;
		if (handles == null) {
			throw new UnsupportedOperationException(
					"JeroMQ's internals are not open to this library: start the JVM with "
							+ "--add-opens org.zeromq.jeromq/zmq=ALL-UNNAMED --add-opens org.zeromq.jeromq/zmq.pipe=ALL-UNNAMED "
							+ "--add-opens org.zeromq.jeromq/zmq.io=ALL-UNNAMED "
							+ "--add-opens org.zeromq.jeromq/zmq.socket.pubsub=ALL-UNNAMED");
		}
		return handles;
	}

	private record Handles(VarHandle mailbox, VarHandle pipes, VarHandle pipePeer, VarHandle pipeParent,
			VarHandle sessionActive, VarHandle subscriptions, VarHandle triePipes, VarHandle trieMin,
			VarHandle trieCount, VarHandle trieNext) {

		static @Nullable Handles find() {
			try {
				Lookup lookup = MethodHandles.lookup();
				Lookup socket = MethodHandles.privateLookupIn(SocketBase.class, lookup);
				Lookup pipe = MethodHandles.privateLookupIn(Pipe.class, lookup);
				Lookup session = MethodHandles.privateLookupIn(SessionBase.class, lookup);
				Lookup publisher = MethodHandles.privateLookupIn(XPub.class, lookup);
				Class<?> trieType = publisher.findClass("zmq.socket.pubsub.Mtrie");
				Lookup trie = MethodHandles.privateLookupIn(trieType, lookup);
				return new Handles(socket.findVarHandle(SocketBase.class, "mailbox", zmq.IMailbox.class),
						socket.findVarHandle(SocketBase.class, "pipes", Set.class),
						pipe.findVarHandle(Pipe.class, "peer", Pipe.class),
						pipe.findVarHandle(Pipe.class, "parent", zmq.ZObject.class),
						session.findVarHandle(SessionBase.class, "active", boolean.class),
						publisher.findVarHandle(XPub.class, "subscriptions", trieType),
						trie.findVarHandle(trieType, "pipes", Set.class),
						trie.findVarHandle(trieType, "min", int.class),
						trie.findVarHandle(trieType, "count", int.class),
						trie.findVarHandle(trieType, "next", trieType.arrayType()));
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				return null;
			}
		}

		/** Follow one byte of a topic, as JeroMQ's own {@code Mtrie.match} does. */
		@Nullable Object child(Object node, byte key) {
			int count = (int) this.trieCount.get(node);
			int index = key - (int) this.trieMin.get(node);
			if (index < 0 || index >= count) {
				return null;
			}
			Object[] children = (Object[]) this.trieNext.get(node);
			return (children != null) ? children[index] : null;
		}

	}

}

package io.github.zmqspring.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.io.IEngine;
import zmq.io.IOObject;
import zmq.io.Metadata;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.coder.EncoderBase;
import zmq.io.coder.IEncoder;
import zmq.io.mechanism.Mechanism;
import zmq.pipe.Pipe;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;
import zmq.socket.pubsub.XSub;
import zmq.socket.radiodish.Dish;
import zmq.socket.radiodish.Radio;
import zmq.socket.reqrep.Router;

/**
 * The fields of JeroMQ 0.6.0 that {@link EngineInternals} and {@link EngineConnections}
 * read. Keep {@link ZmqRuntimeHints} in step with them.
 */
record EngineHandles(SocketFields socket, PipeFields pipe, SessionFields session, ConnectionFields connection,
		PollerFields poller, TrieFields trie, QueueFields queue) {

	record SocketFields(VarHandle mailbox, VarHandle pipes) {

	}

	record PipeFields(VarHandle peer, VarHandle parent, VarHandle sink, VarHandle read, VarHandle written,
			VarHandle hwm, VarHandle conflate, VarHandle state) {

	}

	record SessionFields(VarHandle active, VarHandle engine) {

	}

	record ConnectionFields(VarHandle channel, VarHandle handshaking, VarHandle handshakeTimer, VarHandle greeting,
			VarHandle version, VarHandle mechanism, VarHandle metadata, VarHandle zapStatus, VarHandle unwritten,
			VarHandle encoder, VarHandle unencoded) {

	}

	record PollerFields(VarHandle selector, VarHandle handles, VarHandle channel, VarHandle handler, VarHandle object) {

	}

	record TrieFields(VarHandle subscriptions, VarHandle pipes, VarHandle min, VarHandle count, VarHandle next) {

	}

	/** What sockets keep beside their pipes. */
	record QueueFields(VarHandle dist, VarHandle distPipes, VarHandle eligible, VarHandle radioDist,
			VarHandle radioGroups, VarHandle routerOut, VarHandle routerPrefetched, VarHandle routerMessage,
			VarHandle subPrefetched, VarHandle subMessage, VarHandle dishMessage, VarHandle unreadSubscriptions) {

	}

	/**
	 * Find the fields.
	 * @return the fields, or {@code null} if they cannot be read
	 */
	static @Nullable EngineHandles find() {
		try {
			return new EngineHandles(
					new SocketFields(field(SocketBase.class, "mailbox", zmq.IMailbox.class),
							field(SocketBase.class, "pipes", Set.class)),
					findPipe(),
					new SessionFields(field(SessionBase.class, "active", boolean.class),
							field(SessionBase.class, "engine", IEngine.class)),
					findConnection(),
					new PollerFields(field(Poller.class, "selector", Selector.class),
							field(Poller.class, "fdTable", Set.class),
							field(Poller.Handle.class, "fd", SelectableChannel.class),
							field(Poller.Handle.class, "handler", IPollEvents.class),
							field(IOObject.class, "handler", IPollEvents.class)),
					findTrie(), findQueues());
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

	private static PipeFields findPipe() throws ReflectiveOperationException {
		Class<?> state = lookup(Pipe.class).findClass("zmq.pipe.Pipe$State");
		return new PipeFields(field(Pipe.class, "peer", Pipe.class), field(Pipe.class, "parent", zmq.ZObject.class),
				field(Pipe.class, "sink", Pipe.IPipeEvents.class), field(Pipe.class, "msgsRead", long.class),
				field(Pipe.class, "msgsWritten", long.class), field(Pipe.class, "hwm", int.class),
				field(Pipe.class, "conflate", boolean.class), field(Pipe.class, "state", state));
	}

	private static ConnectionFields findConnection() throws ReflectiveOperationException {
		Class<?> protocol = lookup(StreamEngine.class).findClass("zmq.io.StreamEngine$Protocol");
		return new ConnectionFields(field(StreamEngine.class, "fd", SocketChannel.class),
				field(StreamEngine.class, "handshaking", boolean.class),
				field(StreamEngine.class, "hasHandshakeTimer", boolean.class),
				field(StreamEngine.class, "greetingRecv", ByteBuffer.class),
				field(StreamEngine.class, "zmtpVersion", protocol),
				field(StreamEngine.class, "mechanism", Mechanism.class),
				field(StreamEngine.class, "metadata", Metadata.class),
				field(Mechanism.class, "statusCode", String.class), field(StreamEngine.class, "outsize", int.class),
				field(StreamEngine.class, "encoder", IEncoder.class), field(EncoderBase.class, "toWrite", int.class));
	}

	private static TrieFields findTrie() throws ReflectiveOperationException {
		Class<?> trie = lookup(XPub.class).findClass("zmq.socket.pubsub.Mtrie");
		return new TrieFields(field(XPub.class, "subscriptions", trie), field(trie, "pipes", Set.class),
				field(trie, "min", int.class), field(trie, "count", int.class), field(trie, "next", trie.arrayType()));
	}

	private static QueueFields findQueues() throws ReflectiveOperationException {
		return new QueueFields(field(XPub.class, "dist", Dist.class), field(Dist.class, "pipes", List.class),
				field(Dist.class, "eligible", int.class), field(Radio.class, "dist", Dist.class),
				field(Radio.class, "subscriptions", Map.class), field(Router.class, "currentOut", Pipe.class),
				field(Router.class, "prefetched", boolean.class), field(Router.class, "prefetchedMsg", Msg.class),
				field(XSub.class, "hasMessage", boolean.class), field(XSub.class, "message", Msg.class),
				field(Dish.class, "pendingMsg", Msg.class), field(XPub.class, "pendingData", Deque.class));
	}

	private static VarHandle field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
		return lookup(owner).findVarHandle(owner, name, type);
	}

	private static Lookup lookup(Class<?> owner) throws IllegalAccessException {
		return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
	}

}

package io.github.zmqspring.socket;

import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;

import io.github.zmqspring.socket.EngineHandles.ConnectionFields;
import io.github.zmqspring.socket.EngineHandles.PollerFields;
import io.github.zmqspring.socket.EngineView.ConnectionView;
import io.github.zmqspring.socket.EngineView.EndView;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.PeerViolation;
import org.jspecify.annotations.Nullable;
import zmq.ZError;
import zmq.io.IOObject;
import zmq.io.Metadata;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.coder.EncoderBase;
import zmq.io.mechanism.Mechanism;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;
import zmq.util.Errno;

/**
 * The part of {@link EngineInternals} that is about connections: what has become of a
 * handshake, why one has ended, and what an I/O thread polls. Unless a method says
 * otherwise, it is for the I/O thread of the connection.
 */
final class EngineConnections {

	/** JeroMQ's error number of this thread. */
	private static final Errno errno = new Errno();

	/** The first byte of a ZMTP 2 or 3 greeting, and the bit that its tenth has set. */
	private static final int SIGNATURE_START = 0xFF;

	private static final int SIGNATURE_LAST = 9;

	private EngineConnections() {
	}

	/** Return the channel of a connection. From any thread. */
	static SelectableChannel channel(StreamEngine engine) {
		return (SelectableChannel) EngineInternals.handles().connection().channel().getVolatile(engine);
	}

	/** Return the bytes that are encoded and not yet written. From any thread. */
	static long unwritten(StreamEngine engine) {
		ConnectionFields fields = EngineInternals.handles().connection();
		long encoded = (int) fields.unwritten().getVolatile(engine);
		Object encoder = fields.encoder().getVolatile(engine);
		// the message that did not fit into the batch
		return encoded + ((encoder instanceof EncoderBase base) ? (int) fields.unencoded().getVolatile(base) : 0);
	}

	/** Return what can be known of a connection. From any thread. */
	static ConnectionView view(StreamEngine engine) {
		ConnectionFields fields = EngineInternals.handles().connection();
		Metadata metadata = (Metadata) fields.metadata().getVolatile(engine);
		// not from the connection's metadata, where the peer may write what it likes
		Mechanism mechanism = (Mechanism) fields.mechanism().getVolatile(engine);
		Metadata given = (mechanism != null) ? mechanism.zapProperties : null;
		return new ConnectionView(isReady(engine), property(given, Metadata.USER_ID),
				property(metadata, Metadata.SOCKET_TYPE));
	}

	/** Return whether a connection's handshake is over. From any thread. */
	static boolean isReady(StreamEngine engine) {
		ConnectionFields fields = EngineInternals.handles().connection();
		Mechanism mechanism = (Mechanism) fields.mechanism().getVolatile(engine);
		// ZMTP 1 and 2, and STREAM, have no mechanism
		return !(boolean) fields.handshaking().getVolatile(engine)
				&& (mechanism == null || mechanism.status() == Mechanism.Status.READY);
	}

	private static @Nullable String property(@Nullable Metadata metadata, String name) {
		String value = (metadata != null) ? metadata.get(name) : null;
		return (value == null || value.isEmpty()) ? null : value;
	}

	/** Return why a connection ends, of a channel that the calling I/O thread polls. */
	static @Nullable EndView end(SocketChannel channel) {
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

	/** Go on connecting, slower each time, after the end of a connection. */
	static void keepConnecting(SocketChannel channel) {
		ConnectionGuard guard = (objectOf(channel) instanceof ConnectionGuard known) ? known : null;
		SessionBase session = (guard != null) ? EngineEdits.session(guard.engine()) : null;
		if (guard != null && session != null && (boolean) EngineInternals.handles().session().active().get(session)) {
			EngineEdits.reconnect(guard.engine(), guard.reconnects());
		}
	}

	/** On the engine's thread, which polls the channel. */
	private static @Nullable Object objectOf(SocketChannel channel) {
		PollerFields fields = EngineInternals.handles().poller();
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
		return (Selector) EngineInternals.handles().poller().selector().get(poller);
	}

	@SuppressWarnings("unchecked")
	static Set<Poller.Handle> handlesOf(Poller poller) {
		return (Set<Poller.Handle>) EngineInternals.handles().poller().handles().get(poller);
	}

	static SelectableChannel channel(Poller.Handle handle) {
		return (SelectableChannel) EngineInternals.handles().poller().channel().get(handle);
	}

	static IPollEvents handlerOf(Poller.Handle handle) {
		return (IPollEvents) EngineInternals.handles().poller().handler().get(handle);
	}

	static IPollEvents handlerOf(IOObject object) {
		return (IPollEvents) EngineInternals.handles().poller().object().get(object);
	}

	/** Return what has come of a peer's greeting. */
	static ByteBuffer greetingOf(StreamEngine engine) {
		return (ByteBuffer) EngineInternals.handles().connection().greeting().get(engine);
	}

	/** A connection that ends in its first step is not with the selector yet. */
	private static @Nullable Object unregistered(Poller poller, SocketChannel channel) {
		PollerFields fields = EngineInternals.handles().poller();
		for (Object handle : (Set<?>) fields.handles().get(poller)) {
			if (fields.channel().get((Poller.Handle) handle) == channel) {
				return handle;
			}
		}
		return null;
	}

	private static HandshakeFailure cause(StreamEngine engine) {
		ConnectionFields fields = EngineInternals.handles().connection();
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

}

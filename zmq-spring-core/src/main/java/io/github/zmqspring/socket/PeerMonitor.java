package io.github.zmqspring.socket;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqspring.socket.EngineView.EndView;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.ZMQ;

/**
 * Listens to what JeroMQ reports of a socket's connections. It is called on JeroMQ's I/O
 * threads and on whatever thread uses the socket, so it is quick and never throws: an
 * exception here would break off a step of the engine.
 */
final class PeerMonitor implements ZMQ.EventConsummer {

	private static final Log logger = LogFactory.getLog(PeerMonitor.class);

	static final int EVENTS = ZMQ.ZMQ_EVENT_LISTENING | ZMQ.ZMQ_EVENT_CLOSED | ZMQ.ZMQ_EVENT_ACCEPTED
			| ZMQ.ZMQ_EVENT_CONNECTED | ZMQ.ZMQ_EVENT_DISCONNECTED | ZMQ.ZMQ_EVENT_CONNECT_RETRIED
			| ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;

	/** Sets options on the channel of a new connection. */
	interface ChannelConfigurer {

		void configure(SocketChannel channel) throws IOException;

	}

	private static final long PORT_STEP_NANOS = 1_000_000;

	private final PeerBook book;

	/**
	 * What was reported of a connection that is going to end in the same step of the
	 * engine: the report names no connection.
	 */
	private final Map<Thread, HandshakeFailure> reported = new ConcurrentHashMap<>();

	/**
	 * The channels that listen, and those that did since the last wait for their ports.
	 */
	private final Map<ServerSocketChannel, SocketAddress> listeners = new ConcurrentHashMap<>();

	private final ChannelConfigurer channelConfigurer;

	private final Runnable onChange;

	private final EngineView view = EngineView.current();

	/**
	 * Create a monitor.
	 * @param book gets the connections
	 * @param channelConfigurer sets options on a new connection's channel
	 * @param onChange called after each change; must be quick and must not block
	 */
	PeerMonitor(PeerBook book, ChannelConfigurer channelConfigurer, Runnable onChange) {
		this.book = book;
		this.channelConfigurer = channelConfigurer;
		this.onChange = onChange;
	}

	PeerBook book() {
		return this.book;
	}

	@Override
	public void consume(ZMQ.Event event) {
		try {
			handle(event);
		}
		catch (RuntimeException ex) {
			logger.warn("Cannot handle event " + event.event + " of " + event.addr, ex);
		}
	}

	private void handle(ZMQ.Event event) {
		switch (event.event) {
			case ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> this.book.reconnecting();
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL ->
				this.reported.put(Thread.currentThread(), HandshakeFailure.PROTOCOL);
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> {
				this.reported.put(Thread.currentThread(), HandshakeFailure.AUTHENTICATION);
				this.book.refused(event.addr, (event.arg instanceof Integer code) ? code : 0);
			}
			case ZMQ.ZMQ_EVENT_LISTENING -> listening(event.arg);
			default -> {
				if (event.arg instanceof SocketChannel channel) {
					handle(event, channel);
					this.onChange.run();
				}
			}
		}
	}

	private void listening(Object channel) {
		if (channel instanceof ServerSocketChannel server) {
			this.listeners.put(server, server.socket().getLocalSocketAddress());
		}
	}

	private void handle(ZMQ.Event event, SocketChannel channel) {
		switch (event.event) {
			case ZMQ.ZMQ_EVENT_ACCEPTED -> opened(channel, Side.ACCEPTED, event.addr);
			case ZMQ.ZMQ_EVENT_CONNECTED -> opened(channel, Side.CONNECTED, event.addr);
			case ZMQ.ZMQ_EVENT_DISCONNECTED -> {
				ended(channel);
				this.view.keepConnecting(channel);
			}
			default -> ended(channel);
		}
	}

	private void opened(SocketChannel channel, Side side, String endpoint) {
		try {
			if (!this.book.opened(channel, side, endpoint)) {
				channel.close();
				return;
			}
			this.channelConfigurer.configure(channel);
		}
		catch (IOException ex) {
			logger.debug("Cannot set options on " + channel, ex);
		}
	}

	private void ended(SocketChannel channel) {
		HandshakeFailure cause = this.reported.remove(Thread.currentThread());
		EndView end = this.view.end(channel);
		if (end == null) {
			this.book.ended(channel, cause, null);
		}
		else if (end.ready()) {
			this.book.ended(channel, null, end.violation());
		}
		else {
			this.book.ended(channel, (cause != null) ? cause : end.cause(), null);
		}
	}

	/**
	 * Wait until the ports are free that this socket listened on. JeroMQ closes a
	 * listener on its I/O thread some time after the socket, and the port is free when
	 * the JDK's selector has let go of it: whether it is, only binding it can tell.
	 * @param timeout how long to wait
	 * @return whether all ports are free
	 */
	boolean awaitPortsFree(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!this.listeners.isEmpty()) {
			this.listeners.entrySet()
				.removeIf((listener) -> !listener.getKey().isOpen() && isFree(listener.getValue()));
			if (System.nanoTime() - deadline >= 0) {
				return this.listeners.isEmpty();
			}
			if (!this.listeners.isEmpty()) {
				LockSupport.parkNanos(PORT_STEP_NANOS);
			}
		}
		return true;
	}

	private static boolean isFree(SocketAddress address) {
		// it does not listen: a peer that tries again at this moment must not find it
		try (Socket probe = new Socket()) {
			probe.setReuseAddress(true);
			probe.bind(address);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}

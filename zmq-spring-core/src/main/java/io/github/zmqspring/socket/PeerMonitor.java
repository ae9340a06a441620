package io.github.zmqspring.socket;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.ZMQ;

/**
 * Listens to what JeroMQ reports of a socket's connections. It is called on JeroMQ's I/O
 * threads and on whatever thread uses the socket, so it is quick and never throws: an
 * exception here would break off a step of the engine.
 * <p>
 * The live connections are the set of open channels, not a counter: a local disconnect is
 * not reported, and a counter would drift.
 */
final class PeerMonitor implements ZMQ.EventConsummer {

	private static final Log logger = LogFactory.getLog(PeerMonitor.class);

	static final int EVENTS = ZMQ.ZMQ_EVENT_LISTENING | ZMQ.ZMQ_EVENT_CLOSED | ZMQ.ZMQ_EVENT_ACCEPTED
			| ZMQ.ZMQ_EVENT_CONNECTED | ZMQ.ZMQ_EVENT_DISCONNECTED;

	/** Sets options on the channel of a new connection. */
	interface ChannelConfigurer {

		void configure(SocketChannel channel) throws IOException;

	}

	private static final long PORT_STEP_NANOS = 1_000_000;

	private enum Side {

		ACCEPTED, CONNECTED

	}

	private final Map<SocketChannel, Side> connections = new ConcurrentHashMap<>();

	/**
	 * The channels that listen, and those that did since the last wait for their ports.
	 */
	private final Map<ServerSocketChannel, SocketAddress> listeners = new ConcurrentHashMap<>();

	private final ChannelConfigurer channelConfigurer;

	private final Runnable onChange;

	/**
	 * Create a monitor.
	 * @param channelConfigurer sets options on a new connection's channel
	 * @param onChange called after each change; must be quick and must not block
	 */
	PeerMonitor(ChannelConfigurer channelConfigurer, Runnable onChange) {
		this.channelConfigurer = channelConfigurer;
		this.onChange = onChange;
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
		if (event.arg instanceof SocketChannel channel) {
			switch (event.event) {
				case ZMQ.ZMQ_EVENT_ACCEPTED -> opened(channel, Side.ACCEPTED);
				case ZMQ.ZMQ_EVENT_CONNECTED -> {
					opened(channel, Side.CONNECTED);
					EngineThread.lookAgainSoon();
				}
				default -> this.connections.remove(channel);
			}
			this.onChange.run();
		}
		else if (event.event == ZMQ.ZMQ_EVENT_LISTENING && event.arg instanceof ServerSocketChannel channel) {
			this.listeners.put(channel, channel.socket().getLocalSocketAddress());
		}
	}

	private void opened(SocketChannel channel, Side side) {
		this.connections.put(channel, side);
		try {
			this.channelConfigurer.configure(channel);
		}
		catch (IOException ex) {
			logger.debug("Cannot set options on " + channel, ex);
		}
	}

	/**
	 * Count the live TCP connections.
	 * @return connections of both sides
	 */
	int connections() {
		this.connections.keySet().removeIf((channel) -> !channel.isOpen());
		return this.connections.size();
	}

	/**
	 * Count the live TCP connections that this side began.
	 * @return connections of connecting endpoints
	 */
	int connected() {
		this.connections.keySet().removeIf((channel) -> !channel.isOpen());
		return (int) this.connections.values().stream().filter(Side.CONNECTED::equals).count();
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
		try (ServerSocket probe = new ServerSocket()) {
			probe.setReuseAddress(true);
			probe.bind(address);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}

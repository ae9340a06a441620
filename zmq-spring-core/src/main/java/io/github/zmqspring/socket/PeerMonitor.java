package io.github.zmqspring.socket;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

	private enum Side {

		ACCEPTED, CONNECTED

	}

	private final Map<SocketChannel, Side> connections = new ConcurrentHashMap<>();

	private final Set<SelectableChannel> listeners = ConcurrentHashMap.newKeySet();

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
		else if (event.arg instanceof SelectableChannel channel) {
			if (event.event == ZMQ.ZMQ_EVENT_LISTENING) {
				this.listeners.add(channel);
			}
			else if (this.listeners.remove(channel)) {
				synchronized (this.listeners) {
					this.listeners.notifyAll();
				}
			}
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
	 * Wait until JeroMQ has let go of every port this socket listened on; it does so on
	 * its I/O thread, some time after the socket was closed.
	 * @param timeout how long to wait
	 * @return whether all ports are free
	 */
	boolean awaitPortsFree(Duration timeout) {
		return Waits.uninterruptibly(timeout, (nanos) -> {
			long deadline = System.nanoTime() + nanos;
			synchronized (this.listeners) {
				while (!this.listeners.isEmpty()) {
					this.listeners.removeIf((channel) -> !channel.isOpen());
					long millis = (deadline - System.nanoTime()) / 1_000_000;
					if (this.listeners.isEmpty() || millis <= 0) {
						break;
					}
					this.listeners.wait(Math.min(millis, 100));
				}
				return this.listeners.isEmpty();
			}
		});
	}

}

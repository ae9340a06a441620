package io.github.zmqspring.socket;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.github.zmqspring.security.ZapStatus;
import io.github.zmqspring.socket.event.ZmqEvent;
import io.github.zmqspring.socket.event.ZmqEvents;
import io.github.zmqspring.socket.event.ZmqHandshakeFailedEvent;
import io.github.zmqspring.socket.event.ZmqPeerConnectedEvent;
import io.github.zmqspring.socket.event.ZmqPeerDisconnectedEvent;
import io.github.zmqspring.socket.event.ZmqRefusedByServerEvent;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connections of a socket, live ones and totals. The live ones are the set of
 * open channels, not a counter: a local disconnect is not reported, and a counter would
 * drift. Each connection is counted once when it comes and once when it goes, so that
 * what came is what is there and what went. Thread-safe.
 */
final class PeerBook {

	/** A connection that is up. */
	record Connection(Side side, @Nullable String address, String endpoint, Instant since) {

	}

	private final Map<SocketChannel, Connection> open = new ConcurrentHashMap<>();

	private final LongAdder accepted = new LongAdder();

	private final LongAdder connected = new LongAdder();

	private final LongAdder disconnected = new LongAdder();

	private final LongAdder reconnectAttempts = new LongAdder();

	/** By the ordinals of {@link HandshakeFailure}. */
	private final LongAdder[] failedHandshakes = Stream.generate(LongAdder::new)
		.limit(HandshakeFailure.values().length)
		.toArray(LongAdder[]::new);

	private final String socketName;

	private final ZmqEvents events;

	private final @Nullable PeerRequirement requirement;

	/**
	 * Create a book without connections.
	 * @param socketName the name of the socket
	 * @param events are told of connections that come and go
	 * @param requirement is told of those that go, or {@code null}
	 */
	PeerBook(String socketName, ZmqEvents events, @Nullable PeerRequirement requirement) {
		this.socketName = socketName;
		this.events = events;
		this.requirement = requirement;
	}

	void opened(SocketChannel channel, Side side, String endpoint) {
		Connection connection = new Connection(side, address(channel), endpoint, Instant.now());
		this.open.put(channel, connection);
		((side == Side.ACCEPTED) ? this.accepted : this.connected).increment();
		if (this.events.isHeard()) {
			this.events.publish(new ZmqPeerConnectedEvent(this.socketName, connection.since(), side,
					connection.address(), endpoint));
		}
	}

	private static @Nullable String address(SocketChannel channel) {
		try {
			return (channel.getRemoteAddress() instanceof InetSocketAddress inet) ? text(inet) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static String text(InetSocketAddress address) {
		String host = address.getAddress().getHostAddress();
		return ((address.getAddress() instanceof Inet6Address) ? "[" + host + "]" : host) + ":" + address.getPort();
	}

	/**
	 * A connection has ended.
	 * @param channel its channel
	 * @param failure why its handshake was not finished, or {@code null} if it was, or if
	 * nobody knows
	 */
	void ended(SocketChannel channel, @Nullable HandshakeFailure failure) {
		Connection connection = this.open.remove(channel);
		if (connection == null) {
			return;
		}
		((failure != null) ? this.failedHandshakes[failure.ordinal()] : this.disconnected).increment();
		if (this.requirement != null) {
			int required = this.requirement.required();
			this.requirement.lost(failure == null, hasLive(required - 1), hasLive(required), System.nanoTime());
		}
		if (this.events.isHeard()) {
			this.events.publish(event(connection, failure));
		}
	}

	private ZmqEvent event(Connection connection, @Nullable HandshakeFailure failure) {
		Instant now = Instant.now();
		return (failure != null)
				? new ZmqHandshakeFailedEvent(this.socketName, now, connection.side(), connection.address(),
						connection.endpoint(), failure)
				: new ZmqPeerDisconnectedEvent(this.socketName, now, connection.side(), connection.address(),
						connection.endpoint(), connection.since());
	}

	void reconnecting() {
		this.reconnectAttempts.increment();
	}

	/**
	 * Return the connections that are up.
	 * @return the connections by their channels; goes on changing
	 */
	Map<SocketChannel, Connection> live() {
		for (SocketChannel channel : this.open.keySet()) {
			if (!channel.isOpen()) {
				ended(channel, null);
			}
		}
		return this.open;
	}

	int liveCount() {
		return live().size();
	}

	int liveCount(Side side) {
		return (int) live().values().stream().filter((connection) -> connection.side() == side).count();
	}

	/**
	 * A server has refused this socket; its connection is about to end.
	 * @param endpoint the server's endpoint
	 * @param code what it says why, a status of ZAP (RFC 27)
	 */
	void refused(String endpoint, int code) {
		if (this.events.isHeard()) {
			this.events
				.publish(new ZmqRefusedByServerEvent(this.socketName, Instant.now(), endpoint, ZapStatus.of(code)));
		}
	}

	/**
	 * Return whether so many connections are up, looking no further.
	 * @param count how many
	 * @return whether there are
	 */
	boolean hasLive(int count) {
		int found = 0;
		for (SocketChannel channel : this.open.keySet()) {
			if (found == count) {
				break;
			}
			found += channel.isOpen() ? 1 : 0;
		}
		return found >= count;
	}

	ConnectionTotals totals() {
		Map<HandshakeFailure, Long> failed = new EnumMap<>(HandshakeFailure.class);
		for (HandshakeFailure cause : HandshakeFailure.values()) {
			failed.put(cause, this.failedHandshakes[cause.ordinal()].sum());
		}
		return new ConnectionTotals(this.accepted.sum(), this.connected.sum(), this.disconnected.sum(),
				this.reconnectAttempts.sum(), failed);
	}

}

package io.github.zmqspring.socket;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.github.zmqspring.security.ZapStatus;
import io.github.zmqspring.socket.event.ZmqEvent;
import io.github.zmqspring.socket.event.ZmqEvents;
import io.github.zmqspring.socket.event.ZmqHandshakeFailedEvent;
import io.github.zmqspring.socket.event.ZmqPeerConnectedEvent;
import io.github.zmqspring.socket.event.ZmqPeerCutOffEvent;
import io.github.zmqspring.socket.event.ZmqPeerDisconnectedEvent;
import io.github.zmqspring.socket.event.ZmqRefusedByServerEvent;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.PeerViolation;
import io.github.zmqspring.socket.status.ZmqPeer;
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
	record Connection(Side side, @Nullable String address, String endpoint, Instant since, @Nullable InetAddress host) {

	}

	private final Map<SocketChannel, Connection> open = new ConcurrentHashMap<>();

	private final LongAdder accepted = new LongAdder();

	private final LongAdder connected = new LongAdder();

	private final LongAdder disconnected = new LongAdder();

	private final LongAdder reconnectAttempts = new LongAdder();

	private final LongAdder cutOff = new LongAdder();

	private final LongAdder revived = new LongAdder();

	/** By the ordinals of {@link HandshakeFailure}. */
	private final LongAdder[] failedHandshakes = Stream.generate(LongAdder::new)
		.limit(HandshakeFailure.values().length)
		.toArray(LongAdder[]::new);

	/** By the endpoints that this socket connects. */
	private final Map<String, HandshakeFailure> refusals = new ConcurrentHashMap<>();

	private final String socketName;

	private final ZmqEvents events;

	private final @Nullable PeerRequirement requirement;

	private final ConnectionLimits limits;

	/**
	 * Create a book without connections.
	 * @param socketName the name of the socket
	 * @param events are told of connections that come and go
	 * @param requirement is told of those that go, or {@code null}
	 * @param limits how many connections peers may make
	 */
	PeerBook(String socketName, ZmqEvents events, @Nullable PeerRequirement requirement, ConnectionLimits limits) {
		this.socketName = socketName;
		this.events = events;
		this.requirement = requirement;
		this.limits = limits;
	}

	/**
	 * A connection has come up.
	 * @param channel its channel
	 * @param side who has begun it
	 * @param endpoint the endpoint of this socket
	 * @return whether it may stay; otherwise it is not in the book, and was counted as a
	 * failed handshake
	 */
	boolean opened(SocketChannel channel, Side side, String endpoint) {
		InetAddress host = host(channel);
		Connection connection = new Connection(side, address(channel), endpoint, Instant.now(), host);
		((side == Side.ACCEPTED) ? this.accepted : this.connected).increment();
		if (side == Side.ACCEPTED && !this.limits.enter(host) && !retryEnter(host)) {
			this.failedHandshakes[HandshakeFailure.LIMIT.ordinal()].increment();
			if (this.events.isHeard()) {
				this.events.publish(event(connection, HandshakeFailure.LIMIT));
			}
			return false;
		}
		this.open.put(channel, connection);
		if (this.events.isHeard()) {
			this.events.publish(new ZmqPeerConnectedEvent(this.socketName, connection.since(), side,
					connection.address(), endpoint));
		}
		return true;
	}

	/** Some may be closed, and nobody has looked. */
	private boolean retryEnter(@Nullable InetAddress host) {
		live();
		return this.limits.enter(host);
	}

	private static @Nullable InetAddress host(SocketChannel channel) {
		try {
			return (channel.getRemoteAddress() instanceof InetSocketAddress inet) ? inet.getAddress() : null;
		}
		catch (IOException ex) {
			return null;
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
	 * @param violation what the peer did that it was ended for, or {@code null}
	 */
	void ended(SocketChannel channel, @Nullable HandshakeFailure failure, @Nullable PeerViolation violation) {
		Connection connection = this.open.remove(channel);
		if (connection == null) {
			return;
		}
		if (connection.side() == Side.ACCEPTED) {
			this.limits.leave(connection.host());
		}
		else if (failure == HandshakeFailure.PROTOCOL || failure == HandshakeFailure.AUTHENTICATION) {
			this.refusals.put(connection.endpoint(), failure);
		}
		if (violation != null) {
			cutOff(connection, violation);
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

	/**
	 * End a connection that has done nothing wrong. It is counted at once; the engine
	 * notices at its next step, or, while the socket's queue is full, when there is room.
	 * Nothing passes meanwhile: neither side can send any more.
	 * @param channel its channel
	 * @return whether it was up
	 */
	boolean revoke(SocketChannel channel) {
		Connection connection = this.open.get(channel);
		if (connection == null || !channel.isOpen()) {
			return false;
		}
		cutOff(connection, PeerViolation.REVOKED);
		try {
			// the peer first: with the input the engine closes the channel at once
			channel.shutdownOutput();
			channel.shutdownInput();
		}
		catch (IOException ex) {
			// it has just ended by itself
		}
		return true;
	}

	private void cutOff(Connection connection, PeerViolation violation) {
		this.cutOff.increment();
		if (this.events.isHeard()) {
			this.events.publish(new ZmqPeerCutOffEvent(this.socketName, Instant.now(), connection.side(),
					connection.address(), connection.endpoint(), violation));
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

	/** A connection is made again that JeroMQ would have given up for good. */
	void revived() {
		this.revived.increment();
	}

	/**
	 * Return where a handshake has failed for good reason and nobody is since.
	 * @param live the peers there are
	 * @return the reasons by endpoint
	 */
	Map<String, HandshakeFailure> refusals(List<ZmqPeer> live) {
		for (ZmqPeer peer : live) {
			if (peer.side() == Side.CONNECTED && peer.state() == ZmqPeer.State.READY && peer.endpoint() != null) {
				this.refusals.remove(peer.endpoint());
			}
		}
		return this.refusals;
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
				ended(channel, null, null);
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
				this.reconnectAttempts.sum(), failed, this.cutOff.sum(), this.revived.sum());
	}

}

package io.github.zmqspring.boot.test.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqEndpointMapping.Bound;
import io.github.zmqspring.socket.ZmqTransport;
import org.jspecify.annotations.Nullable;
import zmq.ZError;

/**
 * Who has bound and who connects which TCP endpoint, and under which inproc names they
 * meet. It decides and remembers; it touches no socket. Thread-safe.
 * <p>
 * An inproc name is used for one binding only: after the socket has closed the next one
 * gets another name, so that JeroMQ's late clean-up is in nobody's way. A connection that
 * has nobody to meet yet waits under a name of its own; whoever binds the endpoint binds
 * that name too. If the waiting socket closes, nobody ever will, and what it had queued
 * does not turn up at a stranger's.
 */
final class AddressBook {

	/** The first of the ports that operating systems give away. */
	private static final int FIRST_EPHEMERAL = 49152;

	private static final int LAST_EPHEMERAL = 65535;

	/**
	 * A socket.
	 *
	 * @param spec what it is
	 * @param group the registry it belongs to
	 */
	record Member(SocketSpec spec, Object group) {

		private Id id() {
			return new Id(this.spec.name(), this.group);
		}

	}

	/**
	 * A connection to be made again.
	 *
	 * @param socketName the connecting socket
	 * @param group the registry it belongs to
	 * @param endpoint what it declares
	 */
	record Connection(String socketName, Object group, ZmqEndpoint endpoint) {

	}

	private record Id(String name, Object group) {

	}

	/** A connection of a socket, which may have several to one place. */
	private record ConnectionKey(Id id, ZmqEndpoint endpoint) {

	}

	private static final class Connected {

		private final Member member;

		private final ZmqEndpoint actual;

		private boolean waiting;

		private Connected(Member member, ZmqEndpoint actual, boolean waiting) {
			this.member = member;
			this.actual = actual;
			this.waiting = waiting;
		}

	}

	/** One host and port. */
	private static final class Place {

		private final Map<ConnectionKey, Connected> connections = new LinkedHashMap<>();

		private @Nullable Member binder;

		private int generation = 1;

	}

	private final Map<String, Place> places = new HashMap<>();

	private int nextPort = FIRST_EPHEMERAL;

	private int connectionCount;

	/**
	 * A socket binds.
	 * @param member the socket
	 * @param endpoint a TCP endpoint, maybe with a wildcard port
	 * @param anywhere whether it may bind on hosts other than this machine
	 * @return what it is bound to, and the inproc names to bind
	 */
	synchronized Bound bind(Member member, ZmqEndpoint endpoint, boolean anywhere) {
		PairRules.requireMessages(member.spec(), "bind", endpoint);
		if (!anywhere && !Hosts.canBind(endpoint)) {
			throw new ZmqBindException(member.spec().name(), endpoint.toString(), ZError.EADDRNOTAVAIL);
		}
		ZmqEndpoint resolved = endpoint.isWildcardPort() ? withPort(endpoint) : endpoint;
		String key = Hosts.key(resolved);
		Place place = this.places.computeIfAbsent(key, (absent) -> new Place());
		if (place.binder != null) {
			throw new ZmqBindException(member.spec().name(), endpoint.toString(), ZError.EADDRINUSE);
		}
		place.connections.values().forEach((connected) -> check(member, "bind", resolved, connected.member));
		place.binder = member;
		List<ZmqEndpoint> actual = new ArrayList<>();
		actual.add(main(key, place));
		for (Connected connected : place.connections.values()) {
			if (connected.waiting) {
				connected.waiting = false;
				actual.add(connected.actual);
			}
		}
		return new Bound(resolved, actual);
	}

	private ZmqEndpoint withPort(ZmqEndpoint wildcard) {
		for (int tries = 0; tries <= LAST_EPHEMERAL - FIRST_EPHEMERAL; tries++) {
			int port = this.nextPort;
			this.nextPort = (port == LAST_EPHEMERAL) ? FIRST_EPHEMERAL : port + 1;
			Place place = this.places.get(Hosts.key(wildcard, port));
			if (place == null || (place.binder == null && place.connections.isEmpty())) {
				String address = wildcard.address();
				return new ZmqEndpoint(ZmqTransport.TCP, address.substring(0, address.lastIndexOf(':') + 1) + port);
			}
		}
		throw new IllegalStateException("All ephemeral ports of the test transport are taken");
	}

	/**
	 * A socket connects.
	 * @param member the socket
	 * @param endpoint a TCP endpoint
	 * @return the inproc name to connect
	 */
	synchronized ZmqEndpoint connect(Member member, ZmqEndpoint endpoint) {
		PairRules.requireMessages(member.spec(), "connect", endpoint);
		String key = Hosts.key(endpoint);
		Place place = this.places.computeIfAbsent(key, (absent) -> new Place());
		Member binder = place.binder;
		if (binder != null) {
			check(member, "connect", endpoint, binder);
		}
		ZmqEndpoint actual = (binder != null) ? main(key, place) : inproc(key + "/waiting/" + ++this.connectionCount);
		place.connections.put(new ConnectionKey(member.id(), endpoint), new Connected(member, actual, binder == null));
		return actual;
	}

	/**
	 * A socket gives a connection up.
	 * @return the inproc name it was connected to
	 */
	synchronized ZmqEndpoint disconnect(Member member, ZmqEndpoint endpoint) {
		Place place = this.places.get(Hosts.key(endpoint));
		Connected connected = (place != null) ? place.connections.remove(new ConnectionKey(member.id(), endpoint))
				: null;
		if (connected == null) {
			throw new IllegalStateException("Socket '" + member.spec().name() + "' is not connected to " + endpoint);
		}
		return connected.actual;
	}

	/**
	 * A socket closes.
	 * @return the connections of others that it leaves behind
	 */
	synchronized List<Connection> leave(Member member) {
		List<Connection> left = new ArrayList<>();
		for (Place place : this.places.values()) {
			place.connections.keySet().removeIf((key) -> key.id().equals(member.id()));
			Member binder = place.binder;
			if (binder != null && binder.id().equals(member.id())) {
				place.binder = null;
				place.generation++;
				place.connections.keySet().forEach((key) -> left.add(connection(key)));
			}
		}
		return left;
	}

	/**
	 * Return the connections that nobody has bound yet.
	 */
	synchronized List<Connection> waiting() {
		List<Connection> waiting = new ArrayList<>();
		for (Place place : this.places.values()) {
			place.connections.forEach((key, connected) -> {
				if (connected.waiting) {
					waiting.add(connection(key));
				}
			});
		}
		return waiting;
	}

	private static Connection connection(ConnectionKey key) {
		return new Connection(key.id().name(), key.id().group(), key.endpoint());
	}

	/** A test's own peers take part in whatever security they meet. */
	private static void check(Member opening, String property, ZmqEndpoint endpoint, Member other) {
		PairRules.requireLegalPeers(opening.spec(), property, endpoint, other.spec());
		if (opening.group().equals(other.group())) {
			PairRules.requireSameSecurity(opening.spec(), property, endpoint, other.spec());
		}
	}

	private static ZmqEndpoint main(String key, Place place) {
		return inproc(key + "/" + place.generation);
	}

	private static ZmqEndpoint inproc(String name) {
		return new ZmqEndpoint(ZmqTransport.INPROC, "tcp/" + name);
	}

}

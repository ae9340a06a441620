package io.github.zmqspring.socket;

import java.util.Locale;
import java.util.Set;

import io.github.zmqspring.error.UnsupportedTransportException;
import io.github.zmqspring.error.ZmqEndpointException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A transport address to bind or connect, checked and in canonical form: the scheme in
 * lower case, a wildcard port written {@code *}. Whether a host exists is not checked.
 *
 * @param transport the transport
 * @param address what follows {@code ://}: {@code host:port} for TCP, otherwise a name
 */
public record ZmqEndpoint(ZmqTransport transport, String address) {

	private static final String WILDCARD = "*";

	private static final int MAX_PORT = 65535;

	private static final String SEPARATOR = "://";

	private static final String EXAMPLE = "Write for instance tcp://127.0.0.1:5555 or inproc://name.";

	private static final String USE_A_BRIDGE = "Use tcp, or run a bridge: a proxy of a libzmq build that has this"
			+ " transport on one side and tcp on the other, for instance zmq.proxy() of pyzmq.";

	private static final Set<String> NOT_IN_JEROMQ = Set.of("tipc", "pgm", "epgm", "norm", "udp", "ws", "wss", "vmci");

	/**
	 * Create an endpoint.
	 * @throws ZmqEndpointException if the address does not fit the transport
	 */
	public ZmqEndpoint {
		Assert.notNull(transport, "'transport' must not be null");
		Assert.notNull(address, "'address' must not be null");
		String written = transport.scheme() + SEPARATOR + address;
		address = (transport == ZmqTransport.TCP) ? canonicalTcp(written, address) : checkedName(written, address);
	}

	/**
	 * Read an endpoint.
	 * @param endpoint the text, for instance {@code tcp://127.0.0.1:5555},
	 * {@code tcp://*:*}, {@code tcp://[::1]:5555}, {@code inproc://name} or
	 * {@code ipc:///tmp/feed}
	 * @return the endpoint
	 * @throws UnsupportedTransportException if JeroMQ does not have the transport
	 * @throws ZmqEndpointException if the text is no endpoint
	 */
	public static ZmqEndpoint parse(String endpoint) {
		Assert.notNull(endpoint, "'endpoint' must not be null");
		if (!endpoint.equals(endpoint.strip())) {
			throw new ZmqEndpointException(endpoint, "it has spaces around it", "Remove the spaces.");
		}
		if (endpoint.isEmpty()) {
			throw new ZmqEndpointException(endpoint, "it is empty", EXAMPLE);
		}
		int separator = endpoint.indexOf(SEPARATOR);
		if (separator <= 0) {
			throw new ZmqEndpointException(endpoint, "it has no transport in front of ://", EXAMPLE);
		}
		ZmqTransport transport = transport(endpoint, endpoint.substring(0, separator).toLowerCase(Locale.ROOT));
		return new ZmqEndpoint(transport, endpoint.substring(separator + SEPARATOR.length()));
	}

	/**
	 * Return whether the operating system chooses the port (TCP) or JeroMQ the name (IPC)
	 * when this endpoint is bound.
	 * @return whether the port is {@code *}
	 */
	public boolean isWildcardPort() {
		return switch (this.transport) {
			case TCP -> this.address.endsWith(":" + WILDCARD);
			case IPC -> this.address.equals(WILDCARD);
			case INPROC -> false;
		};
	}

	/**
	 * Return the port.
	 * @return the port, 0 for a wildcard, -1 if the transport has no ports
	 */
	public int port() {
		if (this.transport != ZmqTransport.TCP) {
			return -1;
		}
		return isWildcardPort() ? 0 : Integer.parseInt(this.address.substring(this.address.lastIndexOf(':') + 1));
	}

	/**
	 * Return the host.
	 * @return the host, an IPv6 address without its brackets, {@code *} for all
	 * interfaces; {@code null} if the transport has no hosts
	 */
	public @Nullable String host() {
		if (this.transport != ZmqTransport.TCP) {
			return null;
		}
		String host = this.address.substring(0, this.address.lastIndexOf(':'));
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

	/**
	 * Return whether the host is written as an IPv6 address, which needs the option
	 * {@code ipv6}.
	 * @return whether the host is in brackets
	 */
	public boolean isIpv6Literal() {
		return this.transport == ZmqTransport.TCP && this.address.startsWith("[");
	}

	/**
	 * Check that this endpoint can be bound.
	 * @param socketName the name of the socket, for the error
	 * @return this endpoint
	 */
	public ZmqEndpoint requireBindable(String socketName) {
		Assert.hasText(socketName, "'socketName' must not be empty");
		// Everything that can be parsed can be bound.
		return this;
	}

	/**
	 * Check that this endpoint can be connected: it has no wildcard.
	 * @param socketName the name of the socket, for the error
	 * @return this endpoint
	 * @throws ZmqEndpointException about the property {@code connect} of the socket
	 */
	public ZmqEndpoint requireConnectable(String socketName) {
		Assert.hasText(socketName, "'socketName' must not be empty");
		if (isWildcardPort()) {
			throw new ZmqEndpointException(toString(), "a wildcard can be bound, not connected",
					"Write the port (or the name) that the peer has bound.")
				.inSocket(socketName, "connect");
		}
		if (WILDCARD.equals(host())) {
			throw new ZmqEndpointException(toString(), "the host * can be bound, not connected",
					"Write the host the peer runs on, for instance localhost.")
				.inSocket(socketName, "connect");
		}
		return this;
	}

	/**
	 * Return the text that is given to JeroMQ.
	 */
	@Override
	public String toString() {
		return this.transport.scheme() + SEPARATOR + this.address;
	}

	private static ZmqTransport transport(String endpoint, String scheme) {
		for (ZmqTransport candidate : ZmqTransport.values()) {
			if (candidate.scheme().equals(scheme)) {
				return candidate;
			}
		}
		if (NOT_IN_JEROMQ.contains(scheme)) {
			throw new UnsupportedTransportException(endpoint, scheme,
					"JeroMQ 0.6.0 does not have the transport " + scheme, USE_A_BRIDGE);
		}
		throw new UnsupportedTransportException(endpoint, scheme, "ZeroMQ does not have the transport " + scheme,
				"Use tcp, inproc or ipc.");
	}

	private static String checkedName(String written, String name) {
		if (name.isEmpty()) {
			throw new ZmqEndpointException(written, "it has no name", "Write a name behind the ://.");
		}
		return name;
	}

	private static String canonicalTcp(String written, String address) {
		int colon = address.lastIndexOf(':');
		if (colon < 0 || address.endsWith("]")) {
			throw new ZmqEndpointException(written, "it has no port", "Write host:port, or host:* to bind any port.");
		}
		String host = address.substring(0, colon);
		checkHost(written, host);
		return host + ":" + canonicalPort(written, address.substring(colon + 1));
	}

	private static void checkHost(String written, String host) {
		if (host.isEmpty() || host.equals("[]")) {
			throw new ZmqEndpointException(written, "it has no host", "Write host:port, or *:port to bind all hosts.");
		}
		if (host.indexOf(';') >= 0) {
			throw new ZmqEndpointException(written, "JeroMQ ignores the source address in front of ;",
					"Write the peer's address only.");
		}
		boolean bracketed = host.startsWith("[") && host.endsWith("]");
		if (!bracketed && host.indexOf(':') >= 0) {
			throw new ZmqEndpointException(written, "an IPv6 address is written in brackets",
					"Write for instance tcp://[::1]:5555.");
		}
		if (bracketed && host.indexOf(':') < 0) {
			throw new ZmqEndpointException(written, "only an IPv6 address is written in brackets",
					"Remove the brackets.");
		}
		if (host.chars().anyMatch((c) -> Character.isWhitespace(c) || c == '/' || c == '@')) {
			throw new ZmqEndpointException(written, "'" + host + "' is no host", EXAMPLE);
		}
	}

	private static String canonicalPort(String written, String port) {
		if (port.isEmpty()) {
			throw new ZmqEndpointException(written, "it has no port", "Write host:port, or host:* to bind any port.");
		}
		if (port.equals(WILDCARD)) {
			return WILDCARD;
		}
		if (!port.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			throw new ZmqEndpointException(written, "'" + port + "' is no port", "Write a number from 1 to 65535.");
		}
		// Nine digits fit an int; more of them are out of range whatever they are.
		int number = (port.length() <= 9) ? Integer.parseInt(port) : Integer.MAX_VALUE;
		if (number > MAX_PORT) {
			throw new ZmqEndpointException(written, "the port " + port + " is out of range",
					"Write a number from 1 to 65535.");
		}
		return (number == 0) ? WILDCARD : Integer.toString(number);
	}

}

package io.github.zmqspring.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.zmqspring.boot.autoconfigure.SocketProperties.Topic;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Makes specifications of sockets from their properties.
 */
class SocketSpecMapper {

	/** Every name that {@link HeaderPolicy} lets through at all. */
	private static final List<String> ALL_HEADERS = List.of("*");

	private final SocketDefaults defaults;

	private final ZmqConnectionDetails connectionDetails;

	private final SocketSecurityMapper security;

	SocketSpecMapper(SocketDefaults defaults, ZmqConnectionDetails connectionDetails, SocketSecurityMapper security) {
		this.defaults = defaults;
		this.connectionDetails = connectionDetails;
		this.security = security;
	}

	/**
	 * Map a socket of {@code zmq.sockets}.
	 */
	SocketSpec map(String name, SocketProperties properties) {
		if (properties.socket() != null) {
			throw ZmqConfigurationException.forSocket(name, "socket", properties.socket(),
					"only a proxy can refer to a declared socket", "Remove it.");
		}
		ZmqSocketType type = properties.type();
		if (type == null) {
			String types = Arrays.stream(ZmqSocketType.values())
				.map((candidate) -> candidate.name().toLowerCase(Locale.ROOT))
				.collect(Collectors.joining(", "));
			throw ZmqConfigurationException.forSocket(name, "type", null, "every socket has a type",
					"Set it to one of " + types + ".");
		}
		SocketSpec.Builder builder = SocketSpec.of(name, type).source(ZmqProperties.prefixOfSocket(name));
		apply(name, properties, builder);
		return builder.autoStartup(properties.autoStartup()).build();
	}

	/**
	 * Map everything but the name, the type, the source and the start.
	 */
	void apply(String name, SocketProperties properties, SocketSpec.Builder builder) {
		List<String> connect = this.connectionDetails.getConnect(name);
		builder.defaults(this.defaults)
			.bind(array(properties.bind()))
			.connect(array((connect != null) ? connect : properties.connect()))
			.topics(topics(name, properties.topics()))
			.groups(array(properties.groups()))
			.headers(headers(name, properties));
		applyQueues(properties, builder);
		applyConnections(properties, builder);
		applyIdentities(properties, builder);
		applyMessages(properties, builder);
		this.security.apply(name, properties, builder);
	}

	private static String[] topics(String name, List<Topic> topics) {
		List<String> texts = topics.stream().map(Topic::text).toList();
		if (topics.stream().anyMatch(Topic::ambiguous)) {
			throw ZmqConfigurationException.forSocket(name, "topics", String.join(",", texts),
					"it is not clear whether the spaces around the commas belong to the topics",
					"Write a list, in YAML for instance topics: [\"first \", \"second \"].");
		}
		return array(texts);
	}

	private @Nullable HeaderPolicy headers(String name, SocketProperties properties) {
		if (!properties.headers()) {
			refuseWithoutHeaders(name, "headers-outbound", properties.headersOutbound());
			refuseWithoutHeaders(name, "headers-inbound", properties.headersInbound());
			refuseWithoutHeaders(name, "headers-max-count", properties.headersMaxCount());
			refuseWithoutHeaders(name, "headers-max-size", properties.headersMaxSize());
			return null;
		}
		List<String> outbound = properties.headersOutbound();
		List<String> inbound = properties.headersInbound();
		Integer maxCount = properties.headersMaxCount();
		DataSize maxSize = properties.headersMaxSize();
		if (maxCount != null && maxCount < 1) {
			throw ZmqConfigurationException.forSocket(name, "headers-max-count", maxCount, "it must be at least 1",
					"Set a positive number.");
		}
		if (maxSize != null && (maxSize.toBytes() < 1 || maxSize.toBytes() > Integer.MAX_VALUE)) {
			throw ZmqConfigurationException.forSocket(name, "headers-max-size", maxSize, "it is out of range",
					"Set a size from 1B to " + Integer.MAX_VALUE + "B.");
		}
		return HeaderPolicy.of((outbound != null) ? outbound : ALL_HEADERS, (inbound != null) ? inbound : ALL_HEADERS)
			.withLimits((maxCount != null) ? maxCount : HeaderPolicy.DEFAULT_MAX_HEADERS,
					(maxSize != null) ? Math.toIntExact(maxSize.toBytes()) : HeaderPolicy.DEFAULT_MAX_FRAME_SIZE);
	}

	private static void refuseWithoutHeaders(String name, String property, @Nullable Object value) {
		if (value != null) {
			throw ZmqConfigurationException.forSocket(name, property, value, "the socket has no headers",
					"Set headers to true.");
		}
	}

	private static void applyQueues(SocketProperties properties, SocketSpec.Builder builder) {
		builder.option(ZmqOptions.SEND_HWM, properties.sendHwm())
			.option(ZmqOptions.RECEIVE_HWM, properties.receiveHwm())
			.option(ZmqOptions.LINGER, properties.linger())
			.option(ZmqOptions.SEND_TIMEOUT, properties.sendTimeout())
			.option(ZmqOptions.RECEIVE_TIMEOUT, properties.receiveTimeout())
			.option(ZmqOptions.REQUEST_TIMEOUT, properties.requestTimeout())
			.option(ZmqOptions.REQUEST_TRIES, properties.requestTries())
			.option(ZmqOptions.MIN_PEERS, properties.minPeers())
			.option(ZmqOptions.MIN_PEERS_GRACE, properties.minPeersGrace())
			.option(ZmqOptions.OBSERVE, properties.observe())
			.option(ZmqOptions.CONFLATE, properties.conflate())
			.option(ZmqOptions.IMMEDIATE, properties.immediate())
			.option(ZmqOptions.AFFINITY, properties.affinity());
	}

	private static void applyConnections(SocketProperties properties, SocketSpec.Builder builder) {
		builder.option(ZmqOptions.RECONNECT_INTERVAL, properties.reconnectInterval())
			.option(ZmqOptions.RECONNECT_MAX_INTERVAL, properties.reconnectMaxInterval())
			.option(ZmqOptions.HANDSHAKE_INTERVAL, properties.handshakeInterval())
			.option(ZmqOptions.HANDSHAKE_TIMEOUT, properties.handshakeTimeout())
			.option(ZmqOptions.HEARTBEAT_INTERVAL, properties.heartbeatInterval())
			.option(ZmqOptions.HEARTBEAT_TIMEOUT, properties.heartbeatTimeout())
			.option(ZmqOptions.HEARTBEAT_TTL, properties.heartbeatTtl())
			.option(ZmqOptions.HEARTBEAT_CONTEXT, bytes(properties.heartbeatContext()))
			.option(ZmqOptions.MAX_MESSAGE_SIZE, properties.maxMessageSize())
			.option(ZmqOptions.MAX_MESSAGE_FRAMES, properties.maxMessageFrames())
			.option(ZmqOptions.MAX_SUBSCRIPTIONS, properties.maxSubscriptions())
			.option(ZmqOptions.MAX_CONNECTIONS, properties.maxConnections())
			.option(ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS, properties.maxConnectionsPerAddress())
			.option(ZmqOptions.SEND_BUFFER, properties.sendBuffer())
			.option(ZmqOptions.RECEIVE_BUFFER, properties.receiveBuffer())
			.option(ZmqOptions.TCP_KEEP_ALIVE, properties.tcpKeepAlive())
			.option(ZmqOptions.TCP_KEEP_ALIVE_COUNT, properties.tcpKeepAliveCount())
			.option(ZmqOptions.TCP_KEEP_ALIVE_IDLE, properties.tcpKeepAliveIdle())
			.option(ZmqOptions.TCP_KEEP_ALIVE_INTERVAL, properties.tcpKeepAliveInterval())
			.option(ZmqOptions.TOS, properties.tos())
			.option(ZmqOptions.BACKLOG, properties.backlog())
			.option(ZmqOptions.IPV6, properties.ipv6())
			.option(ZmqOptions.SOCKS_PROXY, properties.socksProxy());
	}

	private static void applyIdentities(SocketProperties properties, SocketSpec.Builder builder) {
		builder.option(ZmqOptions.ROUTING_ID, bytes(properties.routingId()))
			.option(ZmqOptions.CONNECT_ROUTING_ID, properties.connectRoutingId())
			.option(ZmqOptions.ROUTER_MANDATORY, properties.routerMandatory())
			.option(ZmqOptions.ROUTER_HANDOVER, properties.routerHandover())
			.option(ZmqOptions.ROUTER_RAW, properties.routerRaw())
			.option(ZmqOptions.PROBE_ROUTER, properties.probeRouter())
			.option(ZmqOptions.REQ_RELAXED, properties.reqRelaxed())
			.option(ZmqOptions.REQ_CORRELATE, properties.reqCorrelate());
	}

	private static void applyMessages(SocketProperties properties, SocketSpec.Builder builder) {
		builder.option(ZmqOptions.XPUB_VERBOSE, properties.xpubVerbose())
			.option(ZmqOptions.XPUB_VERBOSER, properties.xpubVerboser())
			.option(ZmqOptions.XPUB_NO_DROP, properties.xpubNoDrop())
			.option(ZmqOptions.XPUB_MANUAL, properties.xpubManual())
			.option(ZmqOptions.HELLO_MESSAGE, bytes(properties.helloMessage()))
			.option(ZmqOptions.DISCONNECT_MESSAGE, bytes(properties.disconnectMessage()))
			.option(ZmqOptions.HICCUP_MESSAGE, bytes(properties.hiccupMessage()))
			.option(ZmqOptions.SELF_ADDRESS_PROPERTY_NAME, properties.selfAddressPropertyName())
			.option(ZmqOptions.MESSAGE_ALLOCATION_HEAP_THRESHOLD, properties.messageAllocationHeapThreshold());
	}

	private static byte @Nullable [] bytes(@Nullable String text) {
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

	private static String[] array(List<String> values) {
		return values.toArray(new String[0]);
	}

}

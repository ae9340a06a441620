package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Declaration of one socket: {@code zmq.sockets.<name>.*}, and the sockets that a proxy
 * brings along. After the first few, each property is an option of
 * {@link io.github.zmqspring.socket.ZmqOptions} under the same name; options that are not
 * set get the value of {@code zmq.defaults}.
 * <p>
 * Two options are not here because their values are objects: {@code message-allocator}
 * and {@code selector-provider} are set by a
 * {@link io.github.zmqspring.socket.ZmqSocketCustomizer}, and so are binary topics, ids
 * and messages that are not text.
 *
 * @param socket Name of a declared socket to use instead of declaring one here. Only in
 * proxies.
 * @param type Socket type. In a proxy it follows from the kind unless set.
 * @param bind Comma-separated list of endpoints to bind, for instance tcp://*:5555.
 * @param connect Comma-separated list of endpoints to connect, for instance
 * tcp://localhost:5555.
 * @param topics List of topics to subscribe to, sent in UTF-8. An empty one, written
 * [""], stands for every message.
 * @param groups Comma-separated list of groups to join.
 * @param headers Whether a header frame travels in front of every payload.
 * @param headersOutbound Comma-separated list of names and patterns of the headers that
 * may be sent, all by default.
 * @param headersInbound Comma-separated list of names and patterns of the headers that
 * may be received, all by default.
 * @param headersMaxCount Most headers in a message.
 * @param headersMaxSize Longest header frame.
 * @param autoStartup Whether the socket opens when the application starts.
 * @param sendHwm High-water mark per peer for outbound messages, 0 for no limit.
 * @param receiveHwm High-water mark per peer for inbound messages, 0 for no limit.
 * @param linger How long a closed socket goes on sending what is queued, -1ms for ever.
 * @param sendTimeout How long a send waits for room, 0 for not at all.
 * @param receiveTimeout How long a receive waits for a message, 0 for not at all.
 * @param requestTimeout How long each try of a request waits for the reply.
 * @param requestTries How often a request is sent until there is a reply.
 * @param minPeers Number of peers the socket needs to be in health, 0 for none.
 * @param minPeersGrace For how long there may be fewer peers than that, 30s unless set.
 * @param observe Whether messages and requests are observed. Unless set, they are if the
 * socket has headers.
 * @param conflate Whether to keep only the last message, which must have one frame.
 * @param immediate Whether to queue messages only for peers whose connection is up.
 * @param affinity Bit mask of the I/O threads that serve the socket, 0 for any.
 * @param reconnectInterval Time to wait before a reconnect, at least 1ms.
 * @param reconnectMaxInterval Longest time to wait before a reconnect, 0 for an interval
 * that does not grow.
 * @param handshakeInterval How long a peer may take for its greeting, 0 for ever.
 * @param handshakeTimeout How long a peer may take for the whole handshake, 0 for ever.
 * @param heartbeatInterval How often a peer is pinged, 0 for never.
 * @param heartbeatTimeout How long a peer may stay silent after a ping.
 * @param heartbeatTtl Silence after which the peer drops the connection, in steps of
 * 100ms.
 * @param heartbeatContext What each ping carries, up to 16 bytes in UTF-8.
 * @param maxMessageSize Largest inbound message, all frames together, -1B for no limit. A
 * larger one ends the connection.
 * @param maxMessageFrames Most frames of an inbound message, 0 for no limit. More end the
 * connection.
 * @param maxSubscriptions Most topics or groups of a peer at the same time, of 64 bytes
 * on average, 0 for no limit. More end the connection.
 * @param maxConnections How many connections peers may have, 0 for any number.
 * @param maxConnectionsPerAddress How many of them may come from one IP address, 0 for
 * any number.
 * @param sendBuffer Send buffer and batch size of each connection.
 * @param receiveBuffer Receive buffer and batch size of each connection.
 * @param tcpKeepAlive Whether the operating system probes idle connections.
 * @param tcpKeepAliveCount How many probes may stay without an answer.
 * @param tcpKeepAliveIdle Silence after which the first probe is sent, in whole seconds.
 * @param tcpKeepAliveInterval Time between probes, in whole seconds.
 * @param tos Type of service (DSCP and ECN) of each connection.
 * @param backlog Connections that may wait to be accepted.
 * @param ipv6 Whether IPv6 addresses are used beside IPv4.
 * @param socksProxy Not supported by JeroMQ: any value is refused.
 * @param routingId Id by which a ROUTER peer knows this socket, 1 to 255 bytes in UTF-8.
 * @param connectRoutingId Id by which this socket knows the peer it connects.
 * @param routerMandatory Whether a send to an unknown or full peer fails instead of
 * dropping the message.
 * @param routerHandover Whether a new peer may take over the routing id of an old one.
 * @param routerRaw Not supported: use a STREAM socket.
 * @param probeRouter Whether to send an empty message to each new peer.
 * @param reqRelaxed Whether a new request may be sent before the reply is there.
 * @param reqCorrelate Whether replies are matched with requests by an id frame.
 * @param xpubVerbose Whether to receive repeated subscriptions too.
 * @param xpubVerboser Whether to receive repeated subscriptions and unsubscriptions too.
 * @param xpubNoDrop Whether to wait for full subscribers instead of dropping what they
 * miss.
 * @param xpubManual Not supported: filter in the application.
 * @param helloMessage Message sent to each new peer, in UTF-8.
 * @param disconnectMessage Message received when a peer has gone, in UTF-8.
 * @param hiccupMessage Message received when a connection is lost and tried again, in
 * UTF-8.
 * @param selfAddressPropertyName Metadata property that carries the socket's own address.
 * @param messageAllocationHeapThreshold Size above which inbound frames are allocated
 * outside the heap, 0 for none.
 * @param zapDomain Domain of the ZAP handler. Refuses ZMTP 1 and 2 unless it is empty.
 * @param plainServer Whether the socket is a PLAIN server.
 * @param plainUsername Name that a PLAIN client gives.
 * @param plainPassword Password that a PLAIN client gives.
 * @param curveServer Whether the socket is a CURVE server.
 * @param curveBundle Name of a bundle of zmq.security.curve with the keys of the socket.
 * @param curvePublicKey Public CURVE key of the socket, 40 characters in Z85 or the
 * location of a file. Follows from the secret key unless set.
 * @param curveSecretKey Secret CURVE key of the socket, 40 characters in Z85 or the
 * location of a file.
 * @param curveServerKey Public CURVE key of the server to connect: the name of a bundle,
 * 40 characters in Z85, or the location of a file.
 */
public record SocketProperties(@Nullable String socket, @Nullable ZmqSocketType type, @DefaultValue List<String> bind,
		@DefaultValue List<String> connect, @DefaultValue List<Topic> topics, @DefaultValue List<String> groups,
		@DefaultValue("false") boolean headers, @Nullable List<String> headersOutbound,
		@Nullable List<String> headersInbound, @Nullable Integer headersMaxCount, @Nullable DataSize headersMaxSize,
		@DefaultValue("true") boolean autoStartup, @Nullable Integer sendHwm, @Nullable Integer receiveHwm,
		@Nullable Duration linger, @Nullable Duration sendTimeout, @Nullable Duration receiveTimeout,
		@Nullable Duration requestTimeout, @Nullable Integer requestTries, @Nullable Integer minPeers,
		@Nullable Duration minPeersGrace, @Nullable Boolean observe, @Nullable Boolean conflate,
		@Nullable Boolean immediate, @Nullable Long affinity, @Nullable Duration reconnectInterval,
		@Nullable Duration reconnectMaxInterval, @Nullable Duration handshakeInterval,
		@Nullable Duration handshakeTimeout, @Nullable Duration heartbeatInterval, @Nullable Duration heartbeatTimeout,
		@Nullable Duration heartbeatTtl, @Nullable String heartbeatContext, @Nullable DataSize maxMessageSize,
		@Nullable Integer maxMessageFrames, @Nullable Integer maxSubscriptions, @Nullable Integer maxConnections,
		@Nullable Integer maxConnectionsPerAddress, @Nullable DataSize sendBuffer, @Nullable DataSize receiveBuffer,
		@Nullable Boolean tcpKeepAlive, @Nullable Integer tcpKeepAliveCount, @Nullable Duration tcpKeepAliveIdle,
		@Nullable Duration tcpKeepAliveInterval, @Nullable Integer tos, @Nullable Integer backlog,
		@Nullable Boolean ipv6, @Nullable String socksProxy, @Nullable String routingId,
		@Nullable String connectRoutingId, @Nullable Boolean routerMandatory, @Nullable Boolean routerHandover,
		@Nullable Boolean routerRaw, @Nullable Boolean probeRouter, @Nullable Boolean reqRelaxed,
		@Nullable Boolean reqCorrelate, @Nullable Boolean xpubVerbose, @Nullable Boolean xpubVerboser,
		@Nullable Boolean xpubNoDrop, @Nullable Boolean xpubManual, @Nullable String helloMessage,
		@Nullable String disconnectMessage, @Nullable String hiccupMessage, @Nullable String selfAddressPropertyName,
		@Nullable DataSize messageAllocationHeapThreshold, @Nullable String zapDomain, @Nullable Boolean plainServer,
		@Nullable String plainUsername, @Nullable String plainPassword, @Nullable Boolean curveServer,
		@Nullable String curveBundle, @Nullable String curvePublicKey, @Nullable String curveSecretKey,
		@Nullable String curveServerKey) {

	/**
	 * Return a text without any value, some of which are secret.
	 */
	@Override
	public String toString() {
		return "SocketProperties[type=" + this.type + "]";
	}

	/**
	 * Topic in which every space counts.
	 *
	 * @param text Text of the topic.
	 * @param ambiguous Whether it is not clear which spaces belong to it.
	 */
	public record Topic(String text, boolean ambiguous) {

	}

}

package io.github.zmqspring.socket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.socket.SocketOption.Definition;
import org.jspecify.annotations.Nullable;
import zmq.io.net.SelectorProviderChooser;
import zmq.msg.MsgAllocator;

import org.springframework.util.unit.DataSize;

import static io.github.zmqspring.socket.ZmqSocketType.CLIENT;
import static io.github.zmqspring.socket.ZmqSocketType.DEALER;
import static io.github.zmqspring.socket.ZmqSocketType.PEER;
import static io.github.zmqspring.socket.ZmqSocketType.PUB;
import static io.github.zmqspring.socket.ZmqSocketType.PULL;
import static io.github.zmqspring.socket.ZmqSocketType.PUSH;
import static io.github.zmqspring.socket.ZmqSocketType.REP;
import static io.github.zmqspring.socket.ZmqSocketType.REQ;
import static io.github.zmqspring.socket.ZmqSocketType.ROUTER;
import static io.github.zmqspring.socket.ZmqSocketType.SERVER;
import static io.github.zmqspring.socket.ZmqSocketType.STREAM;
import static io.github.zmqspring.socket.ZmqSocketType.SUB;
import static io.github.zmqspring.socket.ZmqSocketType.XPUB;

/**
 * All socket options: one for every setter of JeroMQ's socket that still does something,
 * and eleven of our own. The meaning is that of libzmq's {@code zmq_setsockopt(3)} unless
 * an option says otherwise.
 * <p>
 * Left out are JeroMQ's {@code rate}, {@code recoveryInterval}, {@code multicastLoop},
 * {@code multicastHops} and {@code swap}, which only throw because it has neither
 * multicast nor swap; {@code IPv4Only}, {@code delayAttachOnConnect}, {@code asServer*},
 * {@code HWM} and {@code ZAPDomain}, which are other names for {@code ipv6},
 * {@code immediate}, {@code *-server}, the two {@code *-hwm} and {@code zap-domain};
 * {@code encoder} and {@code decoder}, which are deprecated and turn a socket into a raw
 * one; and {@code eventHook}, which this library needs for itself.
 */
public final class ZmqOptions {

	private static final List<SocketOption<?>> ALL = new ArrayList<>();

	// Queues and times

	/** Messages queued per peer on the way out; 0 = no limit. SUB, XSUB, DISH: topics. */
	public static final SocketOption<Integer> SEND_HWM = add(
			define("send-hwm", Integer.class, "High-water mark per peer for outbound messages, 0 means no limit")
				.types((type) -> type.canSend() || type.subscribes() || type.joinsGroups())
				.check(OptionChecks.atLeast(0))
				.beforeBind((socket, value) -> socket.setSndHWM(value)));

	/** Messages queued per peer on the way in; 0 = no limit. */
	public static final SocketOption<Integer> RECEIVE_HWM = add(
			define("receive-hwm", Integer.class, "High-water mark per peer for inbound messages, 0 means no limit")
				.types(ZmqSocketType::canReceive)
				.check(OptionChecks.atLeast(0))
				.beforeBind((socket, value) -> socket.setRcvHWM(value)));

	/** How long a closed socket goes on sending what is queued; -1 ms = for ever. */
	public static final SocketOption<Duration> LINGER = add(
			define("linger", Duration.class, "How long a closed socket goes on sending what is queued")
				.check(OptionChecks.millisOrForever())
				.beforeBind((socket, value) -> socket.setLinger(OptionChecks.toMillis(value))));

	/** How long a send waits for room; ours, JeroMQ's own (SNDTIMEO) is not used. */
	public static final SocketOption<Duration> SEND_TIMEOUT = add(
			define("send-timeout", Duration.class, "How long a send waits for room, 0 means not at all")
				.types(ZmqSocketType::canSend)
				.check(OptionChecks.millis(0))
				.library());

	/** How long a receive waits for a message; ours, RCVTIMEO is not used. */
	public static final SocketOption<Duration> RECEIVE_TIMEOUT = add(
			define("receive-timeout", Duration.class, "How long a receive waits for a message, 0 means not at all")
				.types(ZmqSocketType::canReceive)
				.check(OptionChecks.millis(0))
				.library());

	/** How long each try of a request waits for the reply; ours. */
	public static final SocketOption<Duration> REQUEST_TIMEOUT = add(
			define("request-timeout", Duration.class, "How long each try of a request waits for the reply")
				.types(DEALER, REQ, CLIENT)
				.check(OptionChecks.millis(1))
				.library());

	/** How often a request is sent until there is a reply; ours. */
	public static final SocketOption<Integer> REQUEST_TRIES = add(
			define("request-tries", Integer.class, "How often a request is sent until there is a reply")
				.types(DEALER, REQ, CLIENT)
				.check(OptionChecks.atLeast(1))
				.library());

	/** How many peers the socket needs to be in health; 0 = none. Ours. */
	public static final SocketOption<Integer> MIN_PEERS = add(
			define("min-peers", Integer.class, "How many peers the socket needs to be in health, 0 means none")
				.check(OptionChecks.atLeast(0))
				.library());

	/** For how long there may be fewer peers than needed; ours. */
	public static final SocketOption<Duration> MIN_PEERS_GRACE = add(
			define("min-peers-grace", Duration.class, "For how long there may be fewer peers than min-peers")
				.check(OptionChecks.millis(0))
				.library());

	/** Whether observations are made, of messages and of requests; ours. */
	public static final SocketOption<Boolean> OBSERVE = add(
			define("observe", Boolean.class, "Whether messages and requests are observed").library());

	/** Keep the last message only, in either direction; messages of one frame only. */
	public static final SocketOption<Boolean> CONFLATE = add(
			define("conflate", Boolean.class, "Keep only the last message; it must have one frame")
				.types(PUB, SUB, PUSH, PULL, DEALER)
				.beforeBind((socket, value) -> socket.setConflate(value)));

	/**
	 * Queue messages only for peers whose TCP connection is up, as in libzmq; JeroMQ's
	 * own setter has the opposite meaning.
	 */
	public static final SocketOption<Boolean> IMMEDIATE = add(
			define("immediate", Boolean.class, "Queue messages only for peers whose connection is up")
				.beforeBind((socket, value) -> socket.setImmediate(!value)));

	/** The I/O threads that serve the socket, one bit each; 0 = any. */
	public static final SocketOption<Long> AFFINITY = add(
			define("affinity", Long.class, "Bit mask of the I/O threads that serve the socket, 0 means any")
				.beforeBind((socket, value) -> socket.setAffinity(value)));

	// Connections

	/** The first wait before a reconnect; doubles if there is a maximum. */
	public static final SocketOption<Duration> RECONNECT_INTERVAL = add(
			define("reconnect-interval", Duration.class, "Wait before a reconnect, at least 1 ms")
				.check(OptionChecks.millis(1))
				.beforeBind((socket, value) -> socket.setReconnectIVL(OptionChecks.toMillis(value))));

	/** The longest wait before a reconnect; 0 = the interval never grows. */
	public static final SocketOption<Duration> RECONNECT_MAX_INTERVAL = add(
			define("reconnect-max-interval", Duration.class, "Longest wait before a reconnect, 0 means no growth")
				.check(OptionChecks.millis(0))
				.beforeBind((socket, value) -> socket.setReconnectIVLMax(OptionChecks.toMillis(value))));

	/** How long a peer may take for its greeting, not for the rest of the handshake. */
	public static final SocketOption<Duration> HANDSHAKE_INTERVAL = add(
			define("handshake-interval", Duration.class, "How long a peer may take for its greeting, 0 means for ever")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.millis(0))
				.beforeBind((socket, value) -> socket.setHandshakeIvl(OptionChecks.toMillis(value))));

	/** How long a peer may take for the whole handshake, with what ZAP needs; ours. */
	public static final SocketOption<Duration> HANDSHAKE_TIMEOUT = add(
			define("handshake-timeout", Duration.class, "How long a peer may take for the handshake, 0 means for ever")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.millis(0))
				.library());

	/** How many connections peers may have with the socket; 0 = no limit. Ours. */
	public static final SocketOption<Integer> MAX_CONNECTIONS = add(
			define("max-connections", Integer.class, "How many connections peers may have, 0 means any number")
				.check(OptionChecks.atLeast(0))
				.library());

	/** How many of them may come from one IP address; 0 = no limit. Ours. */
	public static final SocketOption<Integer> MAX_CONNECTIONS_PER_ADDRESS = add(
			define("max-connections-per-address", Integer.class, "How many of them may come from one IP address")
				.check(OptionChecks.atLeast(0))
				.library());

	/** How many frames a message may have; 0 = no limit. Ours. */
	public static final SocketOption<Integer> MAX_MESSAGE_FRAMES = add(
			define("max-message-frames", Integer.class, "Most frames of an inbound message, more ends the connection")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.atLeast(0))
				.library());

	/** Most topics or groups of a peer, of 64 bytes on average; 0 = no limit. Ours. */
	public static final SocketOption<Integer> MAX_SUBSCRIPTIONS = add(define("max-subscriptions", Integer.class,
			"Most topics of a peer at the same time, more ends the connection")
		.types(ZmqOptions::isSubscribedTo)
		.check(OptionChecks.atLeast(0))
		.library());

	/** How often a peer is pinged; 0 = never. */
	public static final SocketOption<Duration> HEARTBEAT_INTERVAL = add(
			define("heartbeat-interval", Duration.class, "How often a peer is pinged, 0 means never")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.millis(0))
				.beforeBind((socket, value) -> socket.setHeartbeatIvl(OptionChecks.toMillis(value))));

	/** How long a peer may stay silent after a ping; the interval if not set. */
	public static final SocketOption<Duration> HEARTBEAT_TIMEOUT = add(
			define("heartbeat-timeout", Duration.class, "How long a peer may stay silent after a ping")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.millis(1))
				.beforeBind((socket, value) -> socket.setHeartbeatTimeout(OptionChecks.toMillis(value))));

	/**
	 * After which silence of ours the peer gives us up, in steps of 100 ms up to 655.3 s,
	 * where JeroMQ ends.
	 */
	public static final SocketOption<Duration> HEARTBEAT_TTL = add(
			define("heartbeat-ttl", Duration.class, "After which silence of ours the peer drops the connection")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.millis(100, 655_300, 100))
				.beforeBind((socket, value) -> socket.setHeartbeatTtl(OptionChecks.toMillis(value))));

	/** What each ping carries and its answer brings back; up to 16 bytes (RFC 37). */
	public static final SocketOption<byte[]> HEARTBEAT_CONTEXT = add(
			define("heartbeat-context", byte[].class, "What each ping carries, up to 16 bytes")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.atMost(16))
				.beforeBind((socket, value) -> socket.setHeartbeatContext(value)));

	/** The largest message a peer may send, all frames together; -1 B = no limit. */
	public static final SocketOption<DataSize> MAX_MESSAGE_SIZE = add(
			define("max-message-size", DataSize.class, "Largest inbound message, more ends the connection")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.size(-1))
				.beforeBind((socket, value) -> socket.setMaxMsgSize(value.toBytes())));

	/**
	 * The operating system's send buffer and JeroMQ's batch size; 0 = their own defaults.
	 * Set after the bind, which throws otherwise.
	 */
	public static final SocketOption<DataSize> SEND_BUFFER = add(
			define("send-buffer", DataSize.class, "Send buffer and batch size of each connection")
				.check(OptionChecks.size(0))
				.afterBind((socket, value) -> socket.setSendBufferSize(OptionChecks.toInt(value))));

	/** The operating system's receive buffer and JeroMQ's batch size; 0 = defaults. */
	public static final SocketOption<DataSize> RECEIVE_BUFFER = add(
			define("receive-buffer", DataSize.class, "Receive buffer and batch size of each connection")
				.check(OptionChecks.size(0))
				.beforeBind((socket, value) -> socket.setReceiveBufferSize(OptionChecks.toInt(value))));

	/** Whether the operating system probes idle connections; its own choice if unset. */
	public static final SocketOption<Boolean> TCP_KEEP_ALIVE = add(
			define("tcp-keep-alive", Boolean.class, "Whether the operating system probes idle connections")
				.beforeBind((socket, value) -> socket.setTCPKeepAlive(value ? 1 : 0)));

	/** How many probes may stay without an answer. */
	public static final SocketOption<Integer> TCP_KEEP_ALIVE_COUNT = add(
			define("tcp-keep-alive-count", Integer.class, "How many probes may stay without an answer")
				.check(OptionChecks.range(1, 127))
				.beforeBind((socket, value) -> socket.setTCPKeepAliveCount(value)));

	/** After which silence the first probe is sent, in whole seconds. */
	public static final SocketOption<Duration> TCP_KEEP_ALIVE_IDLE = add(
			define("tcp-keep-alive-idle", Duration.class, "After which silence the first probe is sent")
				.check(OptionChecks.wholeSeconds())
				.beforeBind((socket, value) -> socket.setTCPKeepAliveIdle(value.toSeconds())));

	/** The time between probes, in whole seconds. */
	public static final SocketOption<Duration> TCP_KEEP_ALIVE_INTERVAL = add(
			define("tcp-keep-alive-interval", Duration.class, "Time between probes").check(OptionChecks.wholeSeconds())
				.beforeBind((socket, value) -> socket.setTCPKeepAliveInterval(value.toSeconds())));

	/** IP type of service; set on each connection, as JeroMQ's setter sets SO_SNDBUF. */
	public static final SocketOption<Integer> TOS = add(
			define("tos", Integer.class, "Type of service (DSCP and ECN) of each connection")
				.check(OptionChecks.range(0, 255))
				.channel(ZmqOptions::setTypeOfService));

	/** Connections that may wait to be accepted. */
	public static final SocketOption<Integer> BACKLOG = add(
			define("backlog", Integer.class, "Connections that may wait to be accepted").check(OptionChecks.atLeast(1))
				.beforeBind((socket, value) -> socket.setBacklog(value)));

	/** Whether IPv6 addresses are used beside IPv4. */
	public static final SocketOption<Boolean> IPV6 = add(
			define("ipv6", Boolean.class, "Whether IPv6 addresses are used beside IPv4")
				.beforeBind((socket, value) -> socket.setIPv6(value)));

	/** Always refused: JeroMQ takes it, then every connect fails in its I/O thread. */
	public static final SocketOption<String> SOCKS_PROXY = add(
			define("socks-proxy", String.class, "Not supported by JeroMQ")
				.check(OptionChecks.refuse("JeroMQ 0.6.0 takes a SOCKS proxy and then fails at every connect",
						"Run a TCP forwarder, for instance ssh -L or socat, and connect to that."))
				.library());

	// Identities and messages of the engine

	/** The routing id a ROUTER peer knows this socket by, 1 to 255 bytes (RFC 28). */
	public static final SocketOption<byte[]> ROUTING_ID = add(
			define("routing-id", byte[].class, "Id by which a ROUTER peer knows this socket")
				.types(REQ, REP, DEALER, ROUTER)
				.check(OptionChecks.routingId())
				.beforeBind((socket, value) -> socket.setIdentity(value)));

	/** The routing id this socket gives to the peer it connects; one endpoint only. */
	public static final SocketOption<String> CONNECT_ROUTING_ID = add(
			define("connect-routing-id", String.class, "Id by which this socket knows the peer it connects")
				.types(ROUTER, STREAM)
				.check(OptionChecks.textRoutingId())
				.beforeBind((socket, value) -> socket.setConnectRid(value)));

	/** Fail a send to an unknown or full peer, instead of dropping the message. */
	public static final SocketOption<Boolean> ROUTER_MANDATORY = add(
			define("router-mandatory", Boolean.class, "Fail a send to an unknown or full peer instead of dropping it")
				.types(ROUTER, REP)
				.beforeBind((socket, value) -> socket.setRouterMandatory(value)));

	/** A new peer takes a routing id over from an old one, else it stays mute. */
	public static final SocketOption<Boolean> ROUTER_HANDOVER = add(
			define("router-handover", Boolean.class, "Let a new peer take over the routing id of an old one")
				.types(ROUTER, REP)
				.beforeBind((socket, value) -> socket.setRouterHandover(value)));

	/** Always refused: a STREAM does it properly. */
	public static final SocketOption<Boolean> ROUTER_RAW = add(
			define("router-raw", Boolean.class, "Not supported, use a STREAM socket").types(ROUTER)
				.check(OptionChecks.never("raw mode of a ROUTER is deprecated and cannot be told from ZMTP afterwards",
						"Declare the socket with type stream."))
				.library());

	/** Send an empty message to each new peer, for a ROUTER to learn of this socket. */
	public static final SocketOption<Boolean> PROBE_ROUTER = add(
			define("probe-router", Boolean.class, "Send an empty message to each new peer").types(REQ, DEALER, ROUTER)
				.beforeBind((socket, value) -> socket.setProbeRouter(value)));

	/** A REQ may send again before the reply is there (Lazy Pirate, Guide chapter 4). */
	public static final SocketOption<Boolean> REQ_RELAXED = add(
			define("req-relaxed", Boolean.class, "Allow a new request before the reply is there").types(REQ)
				.beforeBind((socket, value) -> socket.setReqRelaxed(value)));

	/** A REQ puts an id in front of its request and drops replies without it. */
	public static final SocketOption<Boolean> REQ_CORRELATE = add(
			define("req-correlate", Boolean.class, "Match replies with requests by an id frame").types(REQ)
				.beforeBind((socket, value) -> socket.setReqCorrelate(value)));

	/** Receive every subscription, not only the first to each topic. */
	public static final SocketOption<Boolean> XPUB_VERBOSE = add(
			define("xpub-verbose", Boolean.class, "Receive repeated subscriptions too").types(XPUB)
				.beforeBind((socket, value) -> socket.setXpubVerbose(value)));

	/** Receive every subscription and every unsubscription. */
	public static final SocketOption<Boolean> XPUB_VERBOSER = add(
			define("xpub-verboser", Boolean.class, "Receive repeated subscriptions and unsubscriptions too").types(XPUB)
				// false would switch xpub-verbose off too
				.beforeBind((socket, value) -> !value || socket.setXpubVerboser(true)));

	/** A send waits for full subscribers, instead of dropping what they miss. */
	public static final SocketOption<Boolean> XPUB_NO_DROP = add(
			define("xpub-no-drop", Boolean.class, "Wait for full subscribers instead of dropping").types(PUB, XPUB)
				.beforeBind((socket, value) -> socket.setXpubNoDrop(value)));

	/** Always refused. */
	public static final SocketOption<Boolean> XPUB_MANUAL = add(
			define("xpub-manual", Boolean.class, "Not supported").types(XPUB)
				.check(OptionChecks.never(
						"JeroMQ ties a manual subscription to the last one received, but they are received "
								+ "in batches, and it corrupts binary topics",
						"Leave it unset, and filter in the application."))
				.library());

	/** Sent to each new peer; one frame. */
	public static final SocketOption<byte[]> HELLO_MESSAGE = add(
			define("hello-message", byte[].class, "Message sent to each new peer")
				.types(DEALER, ROUTER, CLIENT, SERVER, PEER)
				.check(OptionChecks.notEmpty())
				.beforeBind((socket, value) -> socket.setHelloMsg(value)));

	/** Received from a peer when it has gone; one frame. */
	public static final SocketOption<byte[]> DISCONNECT_MESSAGE = add(
			define("disconnect-message", byte[].class, "Message received when a peer has gone")
				.types(ROUTER, SERVER, PEER)
				.check(OptionChecks.notEmpty())
				.beforeBind((socket, value) -> socket.base().setSocketOpt(zmq.ZMQ.ZMQ_DISCONNECT_MSG, value)));

	/** Received when a connection is lost and will be tried again; one frame. */
	public static final SocketOption<byte[]> HICCUP_MESSAGE = add(
			define("hiccup-message", byte[].class, "Message received when a connection is lost and retried")
				.types(DEALER, CLIENT, PEER)
				.check(OptionChecks.notEmpty())
				.beforeBind((socket, value) -> socket.base().setSocketOpt(zmq.ZMQ.ZMQ_HICCUP_MSG, value)));

	/** The metadata property under which each message carries our own address. */
	public static final SocketOption<String> SELF_ADDRESS_PROPERTY_NAME = add(
			define("self-address-property-name", String.class, "Metadata property that carries our own address")
				.types((type) -> type.canReceive() && speaksZmtp(type))
				.check(OptionChecks.utf8(1, 255))
				.beforeBind((socket, value) -> socket.setSelfAddressPropertyName(value)));

	/** Inbound frames above this size are allocated outside the heap; 0 = none. */
	public static final SocketOption<DataSize> MESSAGE_ALLOCATION_HEAP_THRESHOLD = add(
			define("message-allocation-heap-threshold", DataSize.class, "Larger frames are allocated outside the heap")
				.check(OptionChecks.size(0))
				.beforeBind((socket, value) -> socket.setMsgAllocationHeapThreshold(OptionChecks.toInt(value))));

	/** Allocates inbound frames; in Java only. */
	public static final SocketOption<MsgAllocator> MESSAGE_ALLOCATOR = add(
			define("message-allocator", MsgAllocator.class, "Allocates inbound frames")
				.beforeBind((socket, value) -> socket.setMsgAllocator(value)));

	/** Makes the TCP channels, from channels of the JDK; in Java only. */
	public static final SocketOption<SelectorProviderChooser> SELECTOR_PROVIDER = add(
			define("selector-provider", SelectorProviderChooser.class, "Makes the TCP channels")
				.beforeBind((socket, value) -> socket.setSelectorChooser(value)));

	// Security

	/** Asks the ZAP handler (RFC 27) about clients, and refuses ZMTP 1 and 2 peers. */
	public static final SocketOption<String> ZAP_DOMAIN = add(
			define("zap-domain", String.class, "Domain of the ZAP handler; refuses ZMTP 1 and 2 unless it is empty")
				.types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.ascii(0, 255))
				.beforeBind((socket, value) -> socket.setZapDomain(value)));

	/** Whether this is the server of PLAIN connections; needs an authenticator. */
	public static final SocketOption<Boolean> PLAIN_SERVER = add(
			define("plain-server", Boolean.class, "Whether this socket is a PLAIN server").types(ZmqOptions::speaksZmtp)
				// false would reset the mechanism that other options have chosen
				.beforeBind((socket, value) -> !value || socket.setPlainServer(true)));

	/** The name a PLAIN client gives, up to 127 bytes of ASCII: more kills the server. */
	public static final SocketOption<String> PLAIN_USERNAME = add(
			define("plain-username", String.class, "Name that a PLAIN client gives").types(ZmqOptions::speaksZmtp)
				.check(OptionChecks.ascii(0, 127))
				.beforeBind((socket, value) -> socket.setPlainUsername(value)));

	/** The password a PLAIN client gives, sent in clear; up to 127 bytes of ASCII. */
	public static final SocketOption<String> PLAIN_PASSWORD = add(
			define("plain-password", String.class, "Password that a PLAIN client gives").types(ZmqOptions::speaksZmtp)
				.secret()
				.check(OptionChecks.ascii(0, 127))
				.beforeBind((socket, value) -> socket.setPlainPassword(value)));

	/** Whether this is the server of CURVE connections; needs an authenticator. */
	public static final SocketOption<Boolean> CURVE_SERVER = add(
			define("curve-server", Boolean.class, "Whether this socket is a CURVE server").types(ZmqOptions::speaksZmtp)
				// false would reset the mechanism that the keys have chosen
				.beforeBind((socket, value) -> !value || socket.setCurveServer(true)));

	/** This socket's public key. */
	public static final SocketOption<CurveKey> CURVE_PUBLIC_KEY = add(
			define("curve-public-key", CurveKey.class, "Public CURVE key of this socket").types(ZmqOptions::speaksZmtp)
				.beforeBind((socket, value) -> socket.setCurvePublicKey(value.bytes())));

	/** This socket's secret key. */
	public static final SocketOption<CurveKey> CURVE_SECRET_KEY = add(
			define("curve-secret-key", CurveKey.class, "Secret CURVE key of this socket").types(ZmqOptions::speaksZmtp)
				.secret()
				.beforeBind((socket, value) -> socket.setCurveSecretKey(value.bytes())));

	/** The public key of the server that a client connects. */
	public static final SocketOption<CurveKey> CURVE_SERVER_KEY = add(
			define("curve-server-key", CurveKey.class, "Public CURVE key of the server to connect")
				.types(ZmqOptions::speaksZmtp)
				.beforeBind((socket, value) -> socket.setCurveServerKey(value.bytes())));

	private ZmqOptions() {
	}

	/**
	 * Return all options.
	 * @return the options in the order they are applied, unmodifiable
	 */
	public static List<SocketOption<?>> all() {
		return Collections.unmodifiableList(ALL);
	}

	/**
	 * Find an option.
	 * @param name the name in kebab-case
	 * @return the option, or {@code null} if there is none of that name
	 */
	public static @Nullable SocketOption<?> find(String name) {
		return ALL.stream().filter((option) -> option.name().equals(name)).findFirst().orElse(null);
	}

	private static <T> Definition<T> define(String name, Class<T> type, String description) {
		return SocketOption.define(name, type, description);
	}

	private static <T> SocketOption<T> add(SocketOption<T> option) {
		ALL.add(option);
		return option;
	}

	private static boolean speaksZmtp(ZmqSocketType type) {
		return type != STREAM;
	}

	private static boolean isSubscribedTo(ZmqSocketType type) {
		return type == PUB || type == XPUB || type == ZmqSocketType.RADIO;
	}

	private static void setTypeOfService(SocketChannel channel, Integer value) throws IOException {
		channel.setOption(StandardSocketOptions.IP_TOS, value);
	}

}

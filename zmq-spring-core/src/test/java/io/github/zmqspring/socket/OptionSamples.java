package io.github.zmqspring.socket;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqspring.security.CurveKey;
import org.zeromq.ZMQ;
import zmq.msg.MsgAllocatorHeap;

import org.springframework.util.unit.DataSize;

/**
 * A sensible value for each option, and where in JeroMQ it must arrive.
 */
final class OptionSamples {

	static final CurveKey KEY = CurveKey.of("01234567890123456789012345678901".getBytes(StandardCharsets.US_ASCII));

	private static final Map<SocketOption<?>, Sample> SAMPLES = new LinkedHashMap<>();

	/**
	 * A value, the field of {@code zmq.Options} or of the socket's class that must have
	 * it afterwards, and what it has.
	 */
	record Sample(Object value, String field, Object arrives) {

	}

	static {
		byte[] bytes = { 7, 0, -1 };
		sample(ZmqOptions.SEND_HWM, 4711, "sendHwm", 4711);
		sample(ZmqOptions.RECEIVE_HWM, 4712, "recvHwm", 4712);
		sample(ZmqOptions.LINGER, Duration.ofSeconds(3), "linger", 3000);
		sample(ZmqOptions.CONFLATE, true, "conflate", true);
		sample(ZmqOptions.IMMEDIATE, true, "immediate", false);
		sample(ZmqOptions.AFFINITY, 5L, "affinity", 5L);
		sample(ZmqOptions.RECONNECT_INTERVAL, Duration.ofMillis(1), "reconnectIvl", 1);
		sample(ZmqOptions.RECONNECT_MAX_INTERVAL, Duration.ofSeconds(9), "reconnectIvlMax", 9000);
		sample(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ofMillis(123), "handshakeIvl", 123);
		sample(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1), "heartbeatInterval", 1000);
		sample(ZmqOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(2), "heartbeatTimeout", 2000);
		sample(ZmqOptions.HEARTBEAT_TTL, Duration.ofMillis(655_300), "heartbeatTtl", 6553);
		sample(ZmqOptions.HEARTBEAT_CONTEXT, bytes, "heartbeatContext", bytes);
		sample(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofMegabytes(1), "maxMsgSize", 1024L * 1024);
		sample(ZmqOptions.SEND_BUFFER, DataSize.ofKilobytes(32), "sndbuf", 32 * 1024);
		sample(ZmqOptions.RECEIVE_BUFFER, DataSize.ofKilobytes(16), "rcvbuf", 16 * 1024);
		sample(ZmqOptions.TCP_KEEP_ALIVE, true, "tcpKeepAlive", 1);
		sample(ZmqOptions.TCP_KEEP_ALIVE_COUNT, 3, "tcpKeepAliveCnt", 3);
		sample(ZmqOptions.TCP_KEEP_ALIVE_IDLE, Duration.ofMinutes(1), "tcpKeepAliveIdle", 60);
		sample(ZmqOptions.TCP_KEEP_ALIVE_INTERVAL, Duration.ofSeconds(10), "tcpKeepAliveIntvl", 10);
		sample(ZmqOptions.BACKLOG, 17, "backlog", 17);
		sample(ZmqOptions.IPV6, true, "ipv6", true);
		sample(ZmqOptions.ROUTING_ID, bytes, "identity", bytes);
		sample(ZmqOptions.CONNECT_ROUTING_ID, "peer-é", "connectRid", "peer-é");
		sample(ZmqOptions.ROUTER_MANDATORY, true, "mandatory", true);
		sample(ZmqOptions.ROUTER_HANDOVER, true, "handover", true);
		sample(ZmqOptions.PROBE_ROUTER, true, "probeRouter", true);
		sample(ZmqOptions.REQ_RELAXED, true, "strict", false);
		sample(ZmqOptions.REQ_CORRELATE, true, "requestIdFramesEnabled", true);
		sample(ZmqOptions.XPUB_VERBOSE, true, "verboseSubs", true);
		sample(ZmqOptions.XPUB_VERBOSER, true, "verboseUnsubs", true);
		sample(ZmqOptions.XPUB_NO_DROP, true, "lossy", false);
		sample(ZmqOptions.HELLO_MESSAGE, bytes, "helloMsg", bytes);
		sample(ZmqOptions.DISCONNECT_MESSAGE, bytes, "disconnectMsg", bytes);
		sample(ZmqOptions.HICCUP_MESSAGE, bytes, "hiccupMsg", bytes);
		sample(ZmqOptions.SELF_ADDRESS_PROPERTY_NAME, "X-Self", "selfAddressPropertyName", "X-Self");
		MsgAllocatorHeap allocator = new MsgAllocatorHeap();
		sample(ZmqOptions.MESSAGE_ALLOCATOR, allocator, "allocator", allocator);
		sample(ZmqOptions.MESSAGE_ALLOCATION_HEAP_THRESHOLD, DataSize.ofKilobytes(2), "allocator.threshold", 2048);
		zmq.io.net.SelectorProviderChooser chooser = (address, options) -> java.nio.channels.spi.SelectorProvider
			.provider();
		sample(ZmqOptions.SELECTOR_PROVIDER, chooser, "selectorChooser", chooser);
		sample(ZmqOptions.ZAP_DOMAIN, "mine", "zapDomain", "mine");
		sample(ZmqOptions.PLAIN_SERVER, true, "asServer", true);
		sample(ZmqOptions.PLAIN_USERNAME, "admin", "plainUsername", "admin");
		sample(ZmqOptions.PLAIN_PASSWORD, "s3cret-password", "plainPassword", "s3cret-password");
		sample(ZmqOptions.CURVE_SERVER, true, "asServer", true);
		sample(ZmqOptions.CURVE_PUBLIC_KEY, KEY, "curvePublicKey", KEY.bytes());
		sample(ZmqOptions.CURVE_SECRET_KEY, KEY, "curveSecretKey", KEY.bytes());
		sample(ZmqOptions.CURVE_SERVER_KEY, KEY, "curveServerKey", KEY.bytes());
	}

	private OptionSamples() {
	}

	static Map<SocketOption<?>, Sample> all() {
		return SAMPLES;
	}

	/** The least that a socket of a type must have. */
	static SocketSpec.Builder minimal(ZmqSocketType type) {
		SocketSpec.Builder builder = SocketSpec.of("s", type).bind("tcp://127.0.0.1:*");
		if (type == ZmqSocketType.SUB) {
			builder.topics("");
		}
		if (type.joinsGroups()) {
			builder.groups("g");
		}
		return builder;
	}

	/** A socket with an option, and what that option cannot be without. */
	static <T> SocketSpec.Builder withOption(ZmqSocketType type, SocketOption<T> option, Object value) {
		SocketSpec.Builder builder = minimal(type);
		if (option.name().startsWith("heartbeat-")) {
			builder.option(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
		}
		if (option.name().startsWith("tcp-keep-alive")) {
			builder.option(ZmqOptions.TCP_KEEP_ALIVE, true);
		}
		if (option == ZmqOptions.PLAIN_USERNAME || option == ZmqOptions.PLAIN_PASSWORD) {
			builder.option(ZmqOptions.PLAIN_USERNAME, "user").option(ZmqOptions.PLAIN_PASSWORD, "password");
		}
		if (option.name().startsWith("curve-")) {
			builder.option(ZmqOptions.CURVE_PUBLIC_KEY, KEY).option(ZmqOptions.CURVE_SECRET_KEY, KEY);
			if (option != ZmqOptions.CURVE_SERVER) {
				builder.option(ZmqOptions.CURVE_SERVER_KEY, KEY);
			}
		}
		if (option == ZmqOptions.CONNECT_ROUTING_ID) {
			builder.connect("tcp://127.0.0.1:5555");
		}
		return builder.option(option, option.type().cast(value));
	}

	/** What JeroMQ has in a field of its options or of the socket's own class. */
	static Object read(ZMQ.Socket socket, String path) {
		int dot = path.indexOf('.');
		String first = (dot < 0) ? path : path.substring(0, dot);
		Object value = field(socket.base(), first);
		if (value == null) {
			value = field(field(socket.base(), "options"), first);
		}
		if (dot >= 0) {
			value = field(value, path.substring(dot + 1));
		}
		return (value instanceof zmq.Msg message) ? message.data() : value;
	}

	private static Object field(Object target, String name) {
		for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
			try {
				Field field = type.getDeclaredField(name);
				field.setAccessible(true);
				return field.get(target);
			}
			catch (NoSuchFieldException ex) {
				// Maybe its superclass has it.
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return null;
	}

	private static <T> void sample(SocketOption<T> option, T value, String field, Object arrives) {
		SAMPLES.put(option, new Sample(value, field, arrives));
	}

}

package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.security.CurveKey;

/**
 * Refuses options that do not go together.
 */
final class SocketOptionRules {

	/** A longer id overflows a buffer in the peer's I/O thread, again and again. */
	private static final int MAX_ROUTING_ID_WITH_CURVE = 225;

	/** JeroMQ's own. */
	private static final Duration RECONNECT_INTERVAL = Duration.ofMillis(100);

	private static final List<SocketOption<Duration>> NEED_HEARTBEATS = List.of(ZmqOptions.HEARTBEAT_TIMEOUT,
			ZmqOptions.HEARTBEAT_TTL);

	private static final List<SocketOption<?>> NEED_KEEP_ALIVE = List.of(ZmqOptions.TCP_KEEP_ALIVE_COUNT,
			ZmqOptions.TCP_KEEP_ALIVE_IDLE, ZmqOptions.TCP_KEEP_ALIVE_INTERVAL);

	private static final List<SocketOption<CurveKey>> CURVE_KEYS = List.of(ZmqOptions.CURVE_PUBLIC_KEY,
			ZmqOptions.CURVE_SECRET_KEY, ZmqOptions.CURVE_SERVER_KEY);

	private final SocketSpec spec;

	private final SocketSpecValidator errors;

	SocketOptionRules(SocketSpec spec, SocketSpecValidator errors) {
		this.spec = spec;
		this.errors = errors;
	}

	void validate() {
		checkHeartbeats();
		checkReconnects();
		checkKeepAlive();
		checkConflate();
		checkAllocator();
		checkPeers();
		checkRoutingIds();
		checkPlain();
		checkCurve();
		checkAuthenticator();
	}

	private void checkHeartbeats() {
		Duration interval = this.spec.effective(ZmqOptions.HEARTBEAT_INTERVAL);
		boolean off = interval == null || interval.isZero();
		for (SocketOption<Duration> option : NEED_HEARTBEATS) {
			if (off && isSet(option)) {
				throw refused(option, "no heartbeats are sent", "Set heartbeat-interval too.");
			}
		}
		if (off && isSet(ZmqOptions.HEARTBEAT_CONTEXT)) {
			throw refused(ZmqOptions.HEARTBEAT_CONTEXT, "no heartbeats are sent", "Set heartbeat-interval too.");
		}
		Duration ttl = this.spec.effective(ZmqOptions.HEARTBEAT_TTL);
		if (interval != null && ttl != null && ttl.compareTo(interval) <= 0) {
			throw refused(ZmqOptions.HEARTBEAT_TTL,
					"the peer would drop the connection before the next heartbeat, after " + interval.toMillis()
							+ " ms",
					"Set it to more than heartbeat-interval.");
		}
	}

	private void checkReconnects() {
		Duration interval = this.spec.effective(ZmqOptions.RECONNECT_INTERVAL);
		Duration first = (interval != null) ? interval : RECONNECT_INTERVAL;
		Duration maximum = this.spec.effective(ZmqOptions.RECONNECT_MAX_INTERVAL);
		if (maximum != null && !maximum.isZero() && maximum.compareTo(first) < 0) {
			throw refused(ZmqOptions.RECONNECT_MAX_INTERVAL,
					"it is shorter than reconnect-interval, " + first.toMillis() + " ms",
					"Set it to at least reconnect-interval, or to 0 for an interval that does not grow.");
		}
	}

	private void checkKeepAlive() {
		if (Boolean.TRUE.equals(this.spec.effective(ZmqOptions.TCP_KEEP_ALIVE))) {
			return;
		}
		for (SocketOption<?> option : NEED_KEEP_ALIVE) {
			if (isSet(option)) {
				throw refused(option, "no probes are sent", "Set tcp-keep-alive to true.");
			}
		}
	}

	private void checkConflate() {
		if (!isTrue(ZmqOptions.CONFLATE)) {
			return;
		}
		if (this.spec.headers() != null) {
			throw refused(ZmqOptions.CONFLATE, "it keeps single frames, and headers are a frame of their own",
					"Remove conflate or headers.");
		}
		for (SocketOption<Integer> option : List.of(ZmqOptions.SEND_HWM, ZmqOptions.RECEIVE_HWM)) {
			if (isSet(option)) {
				throw refused(option, "with conflate a queue holds one message, whatever the high-water mark",
						"Remove it, or conflate.");
			}
		}
	}

	private void checkAllocator() {
		if (isSet(ZmqOptions.MESSAGE_ALLOCATOR) && isSet(ZmqOptions.MESSAGE_ALLOCATION_HEAP_THRESHOLD)) {
			throw refused(ZmqOptions.MESSAGE_ALLOCATION_HEAP_THRESHOLD,
					"it belongs to JeroMQ's allocator, which message-allocator replaces", "Remove one of them.");
		}
	}

	private void checkPeers() {
		if (isSet(ZmqOptions.MIN_PEERS_GRACE) && !isSet(ZmqOptions.MIN_PEERS)) {
			throw refused(ZmqOptions.MIN_PEERS_GRACE, "the socket needs no peers", "Set min-peers too.");
		}
	}

	private void checkRoutingIds() {
		byte[] id = this.spec.options().get(ZmqOptions.ROUTING_ID);
		if (id != null && id.length > MAX_ROUTING_ID_WITH_CURVE && usesCurve()) {
			throw refused(ZmqOptions.ROUTING_ID,
					"with CURVE JeroMQ fails on ids of more than " + MAX_ROUTING_ID_WITH_CURVE + " bytes",
					"Set a shorter one.");
		}
		if (isSet(ZmqOptions.CONNECT_ROUTING_ID) && this.spec.connects().size() != 1) {
			throw refused(ZmqOptions.CONNECT_ROUTING_ID,
					"it names one peer, and the socket connects " + this.spec.connects().size() + " endpoints",
					"Connect one endpoint.");
		}
	}

	private void checkPlain() {
		boolean username = isSet(ZmqOptions.PLAIN_USERNAME);
		boolean password = isSet(ZmqOptions.PLAIN_PASSWORD);
		if (username != password) {
			throw refused(username ? ZmqOptions.PLAIN_USERNAME : ZmqOptions.PLAIN_PASSWORD,
					"a PLAIN client has both a name and a password",
					"Set " + (username ? ZmqOptions.PLAIN_PASSWORD : ZmqOptions.PLAIN_USERNAME) + " too.");
		}
		boolean server = isTrue(ZmqOptions.PLAIN_SERVER);
		if (username && server) {
			throw refused(ZmqOptions.PLAIN_USERNAME, "it is for clients, and plain-server makes this a server",
					"Remove it, or plain-server.");
		}
		if ((username || server) && usesCurve()) {
			SocketOption<?> plain = username ? ZmqOptions.PLAIN_USERNAME : ZmqOptions.PLAIN_SERVER;
			throw refused(plain, "a socket has one security mechanism, PLAIN or CURVE",
					"Remove the options of one of them.");
		}
	}

	private void checkCurve() {
		if (!usesCurve()) {
			return;
		}
		boolean server = isTrue(ZmqOptions.CURVE_SERVER);
		if (server && isSet(ZmqOptions.CURVE_SERVER_KEY)) {
			throw refused(ZmqOptions.CURVE_SERVER_KEY, "it is for clients, and curve-server makes this a server",
					"Remove it, or curve-server.");
		}
		for (SocketOption<CurveKey> key : CURVE_KEYS) {
			if (!isSet(key) && !(server && key == ZmqOptions.CURVE_SERVER_KEY)) {
				throw this.errors.refused(key.name(), null, server ? "a CURVE server has a public and a secret key"
						: "a CURVE client has a public and a secret key and the key of its server", "Set it.");
			}
		}
	}

	private void checkAuthenticator() {
		if (this.spec.authenticator() == null) {
			return;
		}
		if (this.spec.type() == ZmqSocketType.STREAM) {
			throw this.errors.refused("authenticator", null, "raw TCP has no handshake in which it could be asked",
					"Remove it.");
		}
		boolean server = isTrue(ZmqOptions.PLAIN_SERVER) || isTrue(ZmqOptions.CURVE_SERVER);
		if (!server && (usesCurve() || isSet(ZmqOptions.PLAIN_USERNAME))) {
			throw this.errors.refused("authenticator", null,
					"it decides about clients, and this socket is one: it knows its server by curve-server-key",
					"Remove it.");
		}
	}

	private boolean usesCurve() {
		return isTrue(ZmqOptions.CURVE_SERVER) || CURVE_KEYS.stream().anyMatch(this::isSet);
	}

	private boolean isSet(SocketOption<?> option) {
		return this.spec.options().isSet(option);
	}

	private boolean isTrue(SocketOption<Boolean> option) {
		return Boolean.TRUE.equals(this.spec.effective(option));
	}

	private <T> ZmqConfigurationException refused(SocketOption<T> option, String reason, String action) {
		T value = this.spec.options().get(option);
		return this.errors.refused(option.name(), (value != null) ? SocketOptions.printable(option, value) : null,
				reason, action);
	}

}

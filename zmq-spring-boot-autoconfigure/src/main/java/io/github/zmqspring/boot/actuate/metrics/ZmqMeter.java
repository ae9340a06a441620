package io.github.zmqspring.boot.actuate.metrics;

import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import org.jspecify.annotations.Nullable;

/**
 * The meters of this library. Counters begin with the application and outlive stops and
 * starts of sockets; what is not known is {@code NaN}.
 */
public enum ZmqMeter {

	/** Whether a socket is open. */
	SOCKET_OPEN("zmq.socket.open", Meter.Type.GAUGE, null, "1 while the socket is open, else 0"),

	/** Peers there are now. */
	SOCKET_PEERS("zmq.socket.peers", Meter.Type.GAUGE, "peers",
			"Peers there are now, by the side that began the connection", "side"),

	/** Handshakes under way. */
	SOCKET_HANDSHAKING("zmq.socket.handshaking", Meter.Type.GAUGE, "connections",
			"Connections whose handshake is not over"),

	/** Connections that came up. */
	SOCKET_CONNECTIONS("zmq.socket.connections", Meter.Type.COUNTER, null,
			"TCP connections that came up, by the side that began them", "side"),

	/** Connections that ended. */
	SOCKET_DISCONNECTIONS("zmq.socket.disconnections", Meter.Type.COUNTER, null,
			"TCP connections that ended after their handshake"),

	/** Reconnects. */
	SOCKET_RECONNECTS("zmq.socket.reconnects", Meter.Type.COUNTER, null,
			"Attempts to connect that were scheduled after a failed or lost connection"),

	/** Failed handshakes. */
	SOCKET_HANDSHAKE_FAILURES("zmq.socket.handshake.failures", Meter.Type.COUNTER, null,
			"Connections that ended before their handshake was over", "cause"),

	/** Peers cut off. */
	SOCKET_CUT_OFF("zmq.socket.cut.off", Meter.Type.COUNTER, null,
			"Connections that were ended because the peer broke the protocol or a limit"),

	/** Connections revived. */
	SOCKET_REVIVED("zmq.socket.revived", Meter.Type.COUNTER, null,
			"Connections that were made again after a protocol error, where JeroMQ gives them up"),

	/** Decisions about peers. */
	SOCKET_AUTHENTICATIONS("zmq.socket.authentications", Meter.Type.COUNTER, null,
			"Peers that were let in (accepted), kept out (denied), or refused because nobody decided (failed), for "
					+ "sockets with an authenticator",
			"outcome"),

	/** Messages sent. */
	SOCKET_SENT("zmq.socket.sent.messages", Meter.Type.COUNTER, "messages", "Messages that JeroMQ took for sending"),

	/** Bytes sent. */
	SOCKET_SENT_BYTES("zmq.socket.sent.bytes", Meter.Type.COUNTER, "bytes", "The bytes of all their frames"),

	/** Messages received. */
	SOCKET_RECEIVED("zmq.socket.received.messages", Meter.Type.COUNTER, "messages",
			"Messages that were taken from JeroMQ"),

	/** Bytes received. */
	SOCKET_RECEIVED_BYTES("zmq.socket.received.bytes", Meter.Type.COUNTER, "bytes", "The bytes of all their frames"),

	/** Messages lost or refused. */
	SOCKET_DROPPED("zmq.socket.dropped.messages", Meter.Type.COUNTER, "messages",
			"Messages that were lost or refused: every queue was full (full), nobody was there (no-peer), a slow peer "
					+ "missed them (peer-full), nobody has the routing id (unroutable), the socket closed before they had left (unsent) or "
					+ "were handled (undelivered)",
			"reason"),

	/** Messages that wait. */
	SOCKET_QUEUED("zmq.socket.queued.messages", Meter.Type.GAUGE, "messages",
			"Messages that wait in JeroMQ's queues of the socket", "direction"),

	/** How many may wait. */
	SOCKET_QUEUE_LIMIT("zmq.socket.queue.limit.messages", Meter.Type.GAUGE, "messages",
			"Sum of the high-water marks of these queues, 0 for no limit", "direction"),

	/** Whether a listener reads. */
	LISTENER_RUNNING("zmq.listener.running", Meter.Type.GAUGE, null,
			"1 while the listener runs, paused or not, else 0"),

	/** Whether a listener is paused. */
	LISTENER_PAUSED("zmq.listener.paused", Meter.Type.GAUGE, null, "1 while the listener is paused, else 0"),

	/** Whether a listener has failed. */
	LISTENER_FAILED("zmq.listener.failed", Meter.Type.GAUGE, null,
			"1 while the listener no longer reads although nobody has stopped it, else 0"),

	/** How far a listener lags behind. */
	LISTENER_LAG("zmq.listener.lag", Meter.Type.GAUGE, "seconds",
			"Age of the message that was handled last, for listeners with max-lag"),

	/** Messages that wait for a worker. */
	LISTENER_WAITING("zmq.listener.waiting.messages", Meter.Type.GAUGE, "messages",
			"Messages that were taken from the socket and wait for a worker"),

	/** Messages in a listener's hands. */
	LISTENER_IN_FLIGHT("zmq.listener.in.flight.messages", Meter.Type.GAUGE, "messages",
			"Messages that are not finished: waiting for a worker, being handled, or with an outstanding result"),

	/** Messages that came to a listener. */
	LISTENER_RECEIVED("zmq.listener.received.messages", Meter.Type.COUNTER, "messages",
			"Messages that the listener took from its socket"),

	/** Messages that did not end well. */
	LISTENER_UNHANDLED("zmq.listener.unhandled.messages", Meter.Type.COUNTER, "messages",
			"Messages that were not handled with success: the handler failed (failed), they could not be read "
					+ "(unreadable), the filter turned them down (filtered), the listener stopped (abandoned)",
			"reason"),

	/** Retries. */
	LISTENER_RETRIES("zmq.listener.retries", Meter.Type.COUNTER, null,
			"Calls of the handler after a failure, with the same message"),

	/** Replies. */
	LISTENER_REPLIES("zmq.listener.replies.messages", Meter.Type.COUNTER, "messages",
			"Results of the listener: sent or undeliverable", "outcome"),

	/** Requests. */
	REQUEST_SENT("zmq.request.sent", Meter.Type.COUNTER, null,
			"Requests, each counted once however many tries it took"),

	/** Requests that are over. */
	REQUEST_COMPLETED("zmq.request.completed", Meter.Type.COUNTER, null,
			"Requests that are over: replied, timed-out or failed", "outcome"),

	/** Tries after the first. */
	REQUEST_RETRIES("zmq.request.retries", Meter.Type.COUNTER, null, "Tries after the first"),

	/** Late replies. */
	REQUEST_LATE_REPLIES("zmq.request.late.replies", Meter.Type.COUNTER, null,
			"Messages that answered no request in flight"),

	/** Reopened sockets. */
	REQUEST_REOPENED("zmq.request.reopened", Meter.Type.COUNTER, null,
			"Times the socket was reopened because of requests without a reply"),

	/** Requests in flight. */
	REQUEST_IN_FLIGHT("zmq.request.in.flight", Meter.Type.GAUGE, null,
			"Requests that wait for their reply or their turn"),

	/** Whether a proxy forwards. */
	PROXY_RUNNING("zmq.proxy.running", Meter.Type.GAUGE, null, "1 while the proxy runs, paused or not, else 0"),

	/** Whether a proxy is paused. */
	PROXY_PAUSED("zmq.proxy.paused", Meter.Type.GAUGE, null, "1 while the proxy is paused, else 0"),

	/** Messages that a proxy forwarded. */
	PROXY_FORWARDED("zmq.proxy.forwarded.messages", Meter.Type.COUNTER, "messages", "Messages that were forwarded",
			"direction"),

	/** Bytes that a proxy forwarded. */
	PROXY_FORWARDED_BYTES("zmq.proxy.forwarded.bytes", Meter.Type.COUNTER, "bytes", "The bytes of all their frames",
			"direction"),

	/** Messages that a proxy dropped. */
	PROXY_DROPPED("zmq.proxy.dropped.messages", Meter.Type.COUNTER, "messages",
			"Messages that were received and not forwarded: full, unroutable or undelivered", "direction", "reason"),

	/** Captured messages. */
	PROXY_CAPTURED("zmq.proxy.captured.messages", Meter.Type.COUNTER, "messages",
			"Copies for the capture socket: taken or dropped", "outcome");

	private final String meterName;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final String description;

	private final List<String> ownTags;

	ZmqMeter(String meterName, Meter.Type type, @Nullable String baseUnit, String description, String... ownTags) {
		this.meterName = meterName;
		this.type = type;
		this.baseUnit = baseUnit;
		this.description = description;
		this.ownTags = List.of(ownTags);
	}

	/**
	 * Return the name.
	 * @return the name of the meter in Micrometer's notation
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * Return the type.
	 * @return gauge or counter
	 */
	public Meter.Type type() {
		return this.type;
	}

	/**
	 * Return what is counted.
	 * @return the base unit or {@code null}
	 */
	public @Nullable String baseUnit() {
		return this.baseUnit;
	}

	/**
	 * Return what the meter tells.
	 * @return a sentence for people
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the tags of this meter: those that all meters of its kind have, and its own.
	 * @return the keys of the tags
	 */
	public List<String> tags() {
		List<String> common = switch (this.meterName.split("\\.")[1]) {
			case "listener" -> List.of("listener", "socket", "type");
			case "proxy" -> List.of("proxy");
			default -> List.of("socket", "type");
		};
		return Stream.concat(common.stream(), this.ownTags.stream()).toList();
	}

}

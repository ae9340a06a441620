package io.github.zmqspring.boot.actuate.metrics;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.status.AuthenticationTotals;
import io.github.zmqspring.socket.status.ConnectionTotals;
import io.github.zmqspring.socket.status.HandshakeFailure;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqQueues;
import io.github.zmqspring.socket.status.ZmqSocketStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a socket. A scrape reads all of them one after the other: the status,
 * which needs the socket's lock, is read once for all of them.
 */
final class SocketMeters {

	/** Longer than a scrape reads one socket, shorter than anybody scrapes. */
	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	private final ZmqSocket socket;

	private @Nullable ZmqSocketStatus status;

	private long readAt;

	private SocketMeters(ZmqSocket socket) {
		this.socket = socket;
	}

	static MeterGroup<?> of(MeterRegistry registry, ZmqSocket socket) {
		Tags tags = Tags.of("socket", socket.name(), "type", socket.type().name());
		MeterGroup<SocketMeters> group = new MeterGroup<>(registry, tags, new SocketMeters(socket));
		group.add(ZmqMeter.SOCKET_OPEN, (meters) -> meters.socket.isRunning() ? 1 : 0);
		addTraffic(group, socket);
		addPeers(group);
		if (socket.spec().authenticator() != null) {
			addAuthentications(group);
		}
		addQueues(group, socket);
		return group;
	}

	private static void addTraffic(MeterGroup<SocketMeters> group, ZmqSocket socket) {
		if (socket.type().canSend()) {
			group.add(ZmqMeter.SOCKET_SENT, (meters) -> meters.socket.counters().sent())
				.add(ZmqMeter.SOCKET_SENT_BYTES, (meters) -> meters.socket.counters().sentBytes())
				.add(ZmqMeter.SOCKET_DROPPED, (meters) -> meters.socket.counters().rejectedFull(), "reason", "full")
				.add(ZmqMeter.SOCKET_DROPPED, (meters) -> meters.socket.counters().rejectedNoPeer(), "reason",
						"no-peer")
				.add(ZmqMeter.SOCKET_DROPPED, (meters) -> meters.socket.counters().unroutable(), "reason", "unroutable")
				.add(ZmqMeter.SOCKET_DROPPED, (meters) -> meters.socket.counters().dropped(), "reason", "peer-full")
				.add(ZmqMeter.SOCKET_DROPPED, (meters) -> meters.socket.counters().unsent(), "reason", "unsent");
		}
		if (socket.type().canReceive()) {
			group.add(ZmqMeter.SOCKET_RECEIVED, (meters) -> meters.socket.counters().received())
				.add(ZmqMeter.SOCKET_RECEIVED_BYTES, (meters) -> meters.socket.counters().receivedBytes())
				.add(ZmqMeter.SOCKET_DROPPED, (meters) -> meters.socket.counters().undelivered(), "reason",
						"undelivered");
		}
	}

	private static void addPeers(MeterGroup<SocketMeters> group) {
		for (ZmqPeer.Side side : ZmqPeer.Side.values()) {
			group.add(ZmqMeter.SOCKET_PEERS, (meters) -> meters.status().peers().count(side), "side", lower(side));
		}
		group.add(ZmqMeter.SOCKET_HANDSHAKING, (meters) -> meters.status().peers().handshaking())
			.add(ZmqMeter.SOCKET_CONNECTIONS, total(ConnectionTotals::accepted), "side", lower(ZmqPeer.Side.ACCEPTED))
			.add(ZmqMeter.SOCKET_CONNECTIONS, total(ConnectionTotals::connected), "side", lower(ZmqPeer.Side.CONNECTED))
			.add(ZmqMeter.SOCKET_DISCONNECTIONS, total(ConnectionTotals::disconnected))
			.add(ZmqMeter.SOCKET_RECONNECTS, total(ConnectionTotals::reconnectAttempts))
			.add(ZmqMeter.SOCKET_CUT_OFF, total(ConnectionTotals::cutOff))
			.add(ZmqMeter.SOCKET_REVIVED, total(ConnectionTotals::revived));
		for (HandshakeFailure cause : HandshakeFailure.values()) {
			group.add(ZmqMeter.SOCKET_HANDSHAKE_FAILURES,
					total((totals) -> totals.failedHandshakes().getOrDefault(cause, 0L)), "cause", lower(cause));
		}
	}

	private static void addAuthentications(MeterGroup<SocketMeters> group) {
		group
			.add(ZmqMeter.SOCKET_AUTHENTICATIONS, authentications(AuthenticationTotals::accepted), "outcome",
					"accepted")
			.add(ZmqMeter.SOCKET_AUTHENTICATIONS, authentications(AuthenticationTotals::denied), "outcome", "denied")
			.add(ZmqMeter.SOCKET_AUTHENTICATIONS, authentications(AuthenticationTotals::failed), "outcome", "failed");
	}

	private static ToDoubleFunction<SocketMeters> authentications(ToLongFunction<AuthenticationTotals> figure) {
		return (meters) -> figure.applyAsLong(meters.socket.inspection().authentication());
	}

	private static ToDoubleFunction<SocketMeters> total(ToLongFunction<ConnectionTotals> figure) {
		return (meters) -> figure.applyAsLong(meters.status().peers().totals());
	}

	private static void addQueues(MeterGroup<SocketMeters> group, ZmqSocket socket) {
		if (socket.type().canReceive()) {
			addQueue(group, "inbound", ZmqQueues::inbound);
		}
		if (socket.type().canSend()) {
			addQueue(group, "outbound", ZmqQueues::outbound);
		}
	}

	private static void addQueue(MeterGroup<SocketMeters> group, String direction,
			Function<ZmqQueues, @Nullable QueueDepth> depth) {
		group
			.add(ZmqMeter.SOCKET_QUEUED, (meters) -> figure(depth.apply(meters.status().queues()), QueueDepth::waiting),
					"direction", direction)
			.add(ZmqMeter.SOCKET_QUEUE_LIMIT,
					(meters) -> figure(depth.apply(meters.status().queues()), QueueDepth::limit), "direction",
					direction);
	}

	private static double figure(@Nullable QueueDepth depth, ToLongFunction<QueueDepth> figure) {
		return (depth != null) ? figure.applyAsLong(depth) : Double.NaN;
	}

	private synchronized ZmqSocketStatus status() {
		ZmqSocketStatus current = this.status;
		if (current == null || System.nanoTime() - this.readAt > FRESH_NANOS) {
			current = this.socket.inspection().status();
			this.status = current;
			this.readAt = System.nanoTime();
		}
		return current;
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}

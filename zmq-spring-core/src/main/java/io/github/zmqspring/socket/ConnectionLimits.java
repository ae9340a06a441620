package io.github.zmqspring.socket;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * How many connections peers may have with a socket, all together and from one address.
 * Thread-safe.
 */
final class ConnectionLimits {

	private static final Log logger = LogFactory.getLog(ConnectionLimits.class);

	private static final long TELL_NANOS = Duration.ofMinutes(1).toNanos();

	private final String socketName;

	private final int limit;

	private final int perAddress;

	private final Map<InetAddress, Integer> byAddress = new HashMap<>();

	private int count;

	/** When it was last said that there are too many, by {@link System#nanoTime()}. */
	private long toldAt = System.nanoTime() - TELL_NANOS;

	ConnectionLimits(String socketName, int limit, int perAddress) {
		this.socketName = socketName;
		this.limit = limit;
		this.perAddress = perAddress;
	}

	static ConnectionLimits of(SocketSpec spec) {
		return new ConnectionLimits(spec.name(), value(spec, ZmqOptions.MAX_CONNECTIONS),
				value(spec, ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS));
	}

	private static int value(SocketSpec spec, SocketOption<Integer> option) {
		Integer value = spec.effective(option);
		return (value != null && value > 0) ? value : Integer.MAX_VALUE;
	}

	/**
	 * Ask for one more connection.
	 * @param address where it comes from, or {@code null} if it is gone already
	 * @return whether it may stay
	 */
	synchronized boolean enter(@Nullable InetAddress address) {
		if (address == null) {
			this.count++;
			return true;
		}
		int ofThis = this.byAddress.getOrDefault(address, 0);
		if (this.count >= this.limit || ofThis >= this.perAddress) {
			tell(address, ofThis);
			return false;
		}
		this.count++;
		this.byAddress.put(address, ofThis + 1);
		return true;
	}

	private void tell(InetAddress address, int ofThis) {
		long now = System.nanoTime();
		if (now - this.toldAt >= TELL_NANOS) {
			this.toldAt = now;
			logger.warn("Socket '" + this.socketName + "' refuses connections: it has " + this.count
					+ " (max-connections), " + ofThis + " of them from " + address.getHostAddress()
					+ " (max-connections-per-address)");
		}
	}

	synchronized void leave(@Nullable InetAddress address) {
		this.count--;
		if (address != null) {
			this.byAddress.computeIfPresent(address, (key, ofThis) -> (ofThis > 1) ? ofThis - 1 : null);
		}
	}

}

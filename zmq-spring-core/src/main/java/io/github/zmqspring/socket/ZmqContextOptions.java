package io.github.zmqspring.socket;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Settings of a {@link ZmqContext}.
 *
 * @param ioThreads JeroMQ's I/O threads; one serves any number of sockets, the Guide's
 * rule of thumb is one per gigabyte a second
 * @param maxSockets how many sockets the context holds at most
 * @param linger how long closing waits for queued messages of sockets that set no linger
 * of their own
 * @param ipv6 whether sockets use IPv6 addresses unless they say otherwise
 * @param threadNamePrefix begins the names of all threads
 */
public record ZmqContextOptions(int ioThreads, int maxSockets, Duration linger, boolean ipv6, String threadNamePrefix) {

	/** One I/O thread, 4096 sockets, a second of linger, IPv4. */
	public static final ZmqContextOptions DEFAULTS = new ZmqContextOptions(1, 4096, Duration.ofSeconds(1), false,
			"zmq-");

	public ZmqContextOptions {
		Assert.isTrue(ioThreads >= 1, "'ioThreads' must be at least 1");
		Assert.isTrue(maxSockets >= 1, "'maxSockets' must be at least 1");
		Assert.isTrue(!linger.isNegative(), "'linger' must not be negative");
		Assert.notNull(threadNamePrefix, "'threadNamePrefix' must not be null");
	}

}

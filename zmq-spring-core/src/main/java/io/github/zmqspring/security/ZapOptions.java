package io.github.zmqspring.security;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How much an authenticator may take that is not quick
 * ({@link ZmqAuthenticator#isQuick()}).
 *
 * @param threads how many decisions each authenticator makes at once; the threads are
 * there only while there are peers to decide about
 * @param capacity how many peers wait at most for each authenticator; those beyond are
 * refused
 * @param timeout how long a peer waits for the decision, before it is refused
 */
public record ZapOptions(int threads, int capacity, Duration timeout) {

	/** Four threads, 1000 peers that wait, 5 seconds. */
	public static final ZapOptions DEFAULTS = new ZapOptions(4, 1000, Duration.ofSeconds(5));

	public ZapOptions {
		Assert.isTrue(threads >= 1, "'threads' must be at least 1");
		Assert.isTrue(capacity >= 1, "'capacity' must be at least 1");
		Assert.isTrue(timeout.toMillis() >= 1, "'timeout' must be at least 1 ms");
	}

}

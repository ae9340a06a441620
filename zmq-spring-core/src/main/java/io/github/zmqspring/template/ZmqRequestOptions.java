package io.github.zmqspring.template;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How long a request waits for its reply and how often it is sent (Guide chapter 4, "Lazy
 * Pirate").
 *
 * @param timeout how long each try waits for the reply, from 1 ms to 365 days
 * @param tries how many times the request is sent at most, at least 1
 */
public record ZmqRequestOptions(Duration timeout, int tries) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofDays(365);

	/**
	 * The Guide's figures: 2500 ms for each of 3 tries.
	 */
	public static final ZmqRequestOptions DEFAULTS = new ZmqRequestOptions(Duration.ofMillis(2500), 3);

	/**
	 * Create options.
	 */
	public ZmqRequestOptions {
		Assert.notNull(timeout, "'timeout' must not be null");
		Assert.isTrue(timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0,
				() -> "The timeout of a request must be from 1 ms to 365 days, not " + timeout);
		Assert.isTrue(tries >= 1, () -> "A request needs at least one try, not " + tries);
	}

	/**
	 * Return the same options with another timeout.
	 * @param newTimeout how long each try waits for the reply
	 * @return the options
	 */
	public ZmqRequestOptions withTimeout(Duration newTimeout) {
		return new ZmqRequestOptions(newTimeout, this.tries);
	}

	/**
	 * Return the same options with another number of tries.
	 * @param newTries how many times the request is sent at most
	 * @return the options
	 */
	public ZmqRequestOptions withTries(int newTries) {
		return new ZmqRequestOptions(this.timeout, newTries);
	}

}

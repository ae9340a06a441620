package io.github.zmqspring.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a listener tries again to handle a message: {@code zmq.listener.retry.*}.
 */
public class RetryProperties {

	/**
	 * Whether a listener that fails is called again with the same message.
	 */
	private boolean enabled;

	/**
	 * Number of calls after the first at most.
	 */
	private long maxRetries = 3;

	/**
	 * Time to wait before the first retry.
	 */
	private Duration delay = Duration.ofSeconds(1);

	/**
	 * Time by which a delay is made longer or shorter at random.
	 */
	private @Nullable Duration jitter;

	/**
	 * Factor by which the delay grows from retry to retry.
	 */
	private double multiplier = 1.0;

	/**
	 * Longest time to wait before a retry.
	 */
	private @Nullable Duration maxDelay;

	/**
	 * Time after which a message is not tried again.
	 */
	private @Nullable Duration timeout;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public long getMaxRetries() {
		return this.maxRetries;
	}

	public void setMaxRetries(long maxRetries) {
		this.maxRetries = maxRetries;
	}

	public Duration getDelay() {
		return this.delay;
	}

	public void setDelay(Duration delay) {
		this.delay = delay;
	}

	public @Nullable Duration getJitter() {
		return this.jitter;
	}

	public void setJitter(@Nullable Duration jitter) {
		this.jitter = jitter;
	}

	public double getMultiplier() {
		return this.multiplier;
	}

	public void setMultiplier(double multiplier) {
		this.multiplier = multiplier;
	}

	public @Nullable Duration getMaxDelay() {
		return this.maxDelay;
	}

	public void setMaxDelay(@Nullable Duration maxDelay) {
		this.maxDelay = maxDelay;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

}

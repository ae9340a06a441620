package io.github.zmqspring.boot.test.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the test support.
 */
@ConfigurationProperties("test.zmq")
public class ZmqTestProperties {

	/**
	 * How long peers and assertions wait for what must happen.
	 */
	private Duration timeout = Duration.ofSeconds(10);

	private final Recorder recorder = new Recorder();

	/**
	 * Return how long to wait.
	 * @return the time
	 */
	public Duration getTimeout() {
		return this.timeout;
	}

	/**
	 * Set how long to wait.
	 * @param timeout the time
	 */
	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	/**
	 * Return the settings of the recorder.
	 * @return the settings
	 */
	public Recorder getRecorder() {
		return this.recorder;
	}

	/**
	 * Settings of the recorder.
	 */
	public static class Recorder {

		/**
		 * Whether to record what the sockets of the application send and receive.
		 */
		private boolean enabled = true;

		/**
		 * Number of messages to keep of each socket and direction.
		 */
		private int limit = 10_000;

		/**
		 * Return whether to record.
		 * @return whether to record
		 */
		public boolean isEnabled() {
			return this.enabled;
		}

		/**
		 * Set whether to record.
		 * @param enabled whether to record
		 */
		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		/**
		 * Return how much to keep.
		 * @return a number of messages
		 */
		public int getLimit() {
			return this.limit;
		}

		/**
		 * Set how much to keep.
		 * @param limit a number of messages, at least 1
		 */
		public void setLimit(int limit) {
			if (limit < 1) {
				throw new IllegalArgumentException("test.zmq.recorder.limit must be at least 1, not " + limit);
			}
			this.limit = limit;
		}

	}

}

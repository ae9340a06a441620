package io.github.zmqspring.benchmarks.flow;

import java.nio.charset.StandardCharsets;

/**
 * What is published and subscribed to.
 */
public final class Topics {

	/** The topic. */
	public static final String TOPIC = "10001 ";

	private static final byte[] BYTES = TOPIC.getBytes(StandardCharsets.UTF_8);

	private Topics() {
	}

	/**
	 * Return the topic as it travels.
	 * @return its bytes, not to be changed
	 */
	public static byte[] bytes() {
		return BYTES;
	}

}

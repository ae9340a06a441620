package io.github.zmqspring.benchmarks.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names of contenders that occur in many scenarios, and the sizes of messages.
 */
final class Names {

	static final String LISTENER = "@ZmqListener";

	static final String TEMPLATE = "ZmqTemplate";

	static final String RAW = "raw JeroMQ, same options";

	static final String RAW_DEFAULTS = "raw JeroMQ, its default options";

	static final String LIBZMQ = "libzmq, its default options";

	private Names() {
	}

	/**
	 * Return the sizes that are measured.
	 * @return the sizes in bytes by their names
	 */
	static Map<String, Integer> sizes() {
		Map<String, Integer> sizes = new LinkedHashMap<>();
		sizes.put("16B", 16);
		sizes.put("100B", 100);
		sizes.put("1KB", 1024);
		sizes.put("64KB", 65536);
		return sizes;
	}

}

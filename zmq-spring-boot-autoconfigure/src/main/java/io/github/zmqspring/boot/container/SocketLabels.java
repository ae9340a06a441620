package io.github.zmqspring.boot.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

import io.github.zmqspring.error.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Which socket of the application connects to which ports of a container, as the
 * container's labels say: {@code io.github.zmqspring.socket.<name>} is a port, or several
 * with commas.
 */
final class SocketLabels {

	static final String PREFIX = "io.github.zmqspring.socket.";

	private static final int MAX_PORT = 65535;

	private final Map<String, List<Integer>> ports = new LinkedHashMap<>();

	/**
	 * Read the labels.
	 * @param container what has them, for the error
	 * @param labels all labels of the container
	 */
	SocketLabels(String container, Map<String, String> labels) {
		labels.forEach((label, value) -> {
			if (label.startsWith(PREFIX)) {
				this.ports.put(label.substring(PREFIX.length()), parse(container, label, value));
			}
		});
		if (this.ports.isEmpty()) {
			throw refused(container, PREFIX + "<name>", null, "no label says which socket connects to which port",
					"Add a label for each socket, for instance " + PREFIX + "tasks with the value 5557.");
		}
	}

	private static List<Integer> parse(String container, String label, String value) {
		List<Integer> ports = new ArrayList<>();
		for (String port : value.split(",", -1)) {
			String digits = port.strip();
			int number = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
			if (number < 1 || number > MAX_PORT) {
				throw refused(container, label, value, "'" + digits + "' is no port",
						"Write the port inside the container, or several with commas.");
			}
			ports.add(number);
		}
		return List.copyOf(ports);
	}

	private static ZmqConfigurationException refused(String container, String label, @Nullable String value,
			String reason, String action) {
		return new ZmqConfigurationException(container, null, label, value, reason, action);
	}

	Set<String> socketNames() {
		return this.ports.keySet();
	}

	/**
	 * Return where a socket connects.
	 * @param socketName the socket
	 * @param host the host of the container
	 * @param mapping from a port inside the container to the one outside
	 * @return the endpoints, or {@code null} if no label is about the socket
	 */
	@Nullable List<String> connect(String socketName, String host, IntUnaryOperator mapping) {
		List<Integer> inside = this.ports.get(socketName);
		return (inside != null) ? inside.stream().map((port) -> endpoint(host, mapping.applyAsInt(port))).toList()
				: null;
	}

	private static String endpoint(String host, int port) {
		return "tcp://" + ((host.indexOf(':') < 0) ? host : "[" + host + "]") + ":" + port;
	}

}

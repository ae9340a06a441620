package io.github.zmqspring.error;

import java.util.Collection;
import java.util.List;

import org.springframework.util.Assert;

/**
 * Somebody asked for a socket by a name that is not declared.
 */
@SuppressWarnings("serial")
public class UnknownSocketException extends ZmqException {

	private final String socketName;

	private final List<String> knownNames;

	private final String requestedBy;

	/**
	 * Create an exception.
	 * @param socketName the name that is not declared
	 * @param knownNames the names that are declared
	 * @param requestedBy who asked, for instance
	 * {@code @ZmqListener method Weather.update} or {@code ZmqTemplate.send}
	 */
	public UnknownSocketException(String socketName, Collection<String> knownNames, String requestedBy) {
		super(describe(socketName, knownNames, requestedBy));
		this.socketName = socketName;
		this.knownNames = sorted(knownNames);
		this.requestedBy = requestedBy;
	}

	/**
	 * Return the name that is not declared.
	 * @return the name
	 */
	public String getSocketName() {
		return this.socketName;
	}

	/**
	 * Return the names that are declared.
	 * @return the names in alphabetical order, unmodifiable, maybe empty
	 */
	public List<String> getKnownNames() {
		return this.knownNames;
	}

	/**
	 * Return who asked for the socket.
	 * @return a description for a human reader
	 */
	public String getRequestedBy() {
		return this.requestedBy;
	}

	private static String describe(String socketName, Collection<String> knownNames, String requestedBy) {
		Assert.notNull(knownNames, "'knownNames' must not be null");
		String known = knownNames.isEmpty() ? "no socket is declared"
				: "declared sockets are '" + String.join("', '", sorted(knownNames)) + "'";
		return "There is no socket '" + socketName + "', asked for by " + requestedBy + ": " + known;
	}

	private static List<String> sorted(Collection<String> names) {
		return names.stream().sorted().toList();
	}

}

package io.github.zmqspring.boot.actuate.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What the write operation of {@link ZmqEndpoint} can do.
 */
enum ZmqOperation {

	/** Start a listener or a proxy. */
	START,

	/** Stop a listener or a proxy. */
	STOP,

	/** Hold a listener or a proxy back; messages wait in the queues. */
	PAUSE,

	/** Go on with a paused listener or proxy. */
	RESUME,

	/** Connect a socket to a further endpoint. */
	CONNECT,

	/** End the connection of a socket to an endpoint. */
	DISCONNECT,

	/** Subscribe a socket to a topic. */
	SUBSCRIBE,

	/** Take a subscription of a socket back. */
	UNSUBSCRIBE;

	static ZmqOperation of(@Nullable String name) {
		for (ZmqOperation operation : values()) {
			if (operation.toString().equalsIgnoreCase(name)) {
				return operation;
			}
		}
		String known = Arrays.stream(values()).map(ZmqOperation::toString).collect(Collectors.joining(", "));
		String given = (name != null) ? "'" + name + "' is no operation" : "'operation' is missing";
		throw ComponentOperations.refused(given + "; there are " + known);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

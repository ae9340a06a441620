package io.github.zmqspring.boot.autoconfigure;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the sockets that are declared in properties connect: a bean of this type moves
 * them elsewhere, to a container that a test has started for instance. There may be
 * several; a socket that more than one of them knows connects to all they say.
 */
public interface ZmqConnectionDetails extends ConnectionDetails {

	/**
	 * Return the endpoints that a socket connects, instead of those that its properties
	 * list.
	 * @param socketName the name of a socket of {@code zmq.sockets}, or
	 * {@code <proxy>.frontend}, {@code .backend} and {@code .capture} for the sockets of
	 * {@code zmq.proxies}
	 * @return the endpoints, or {@code null} to leave it at the properties
	 */
	@Nullable List<String> getConnect(String socketName);

	/**
	 * Return the sockets that must exist, as the labels of a container list them: one
	 * that is not declared fails the start.
	 * @return their names, none by default
	 */
	default Set<String> getSocketNames() {
		return Set.of();
	}

}

package io.github.zmqspring.boot.actuate.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Everything of one application.
 *
 * @param time when this was put together
 * @param access what the endpoint may be used for: {@code read-only} or
 * {@code unrestricted}
 * @param engine the versions
 * @param context the context that holds the sockets
 * @param sockets the sockets by their names, in the order of their registration
 * @param listeners the listeners by their ids, in the order of their registration
 * @param proxies the proxies by their names, in the order of their registration
 */
public record ZmqDescriptor(Instant time, String access, Engine engine, Context context,
		Map<String, ZmqSocketDescriptor> sockets, Map<String, ZmqListenerDescriptor> listeners,
		Map<String, ZmqProxyDescriptor> proxies) implements OperationResponseBody {

	/**
	 * Versions.
	 *
	 * @param library this library
	 * @param jeromq JeroMQ
	 * @param libzmq the version of libzmq whose functions JeroMQ has
	 * @param zmtp the newest version of the wire protocol that JeroMQ speaks
	 */
	public record Engine(String library, String jeromq, String libzmq, String zmtp) {

	}

	/**
	 * The context that holds the sockets.
	 *
	 * @param running whether the sockets were opened and not closed since
	 * @param ioThreads the number of I/O threads
	 * @param maxSockets how many sockets can be open at most
	 * @param linger how long closing waits for queued messages of sockets that set no
	 * linger of their own
	 * @param ipv6 whether sockets use IPv6 beside IPv4 unless they say otherwise
	 */
	public record Context(boolean running, int ioThreads, int maxSockets, Duration linger, boolean ipv6) {

	}

}

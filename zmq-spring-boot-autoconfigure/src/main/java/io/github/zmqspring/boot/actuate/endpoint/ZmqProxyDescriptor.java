package io.github.zmqspring.boot.actuate.endpoint;

import java.time.Instant;

import io.github.zmqspring.proxy.ZmqProxy;
import org.jspecify.annotations.Nullable;

/**
 * A proxy.
 *
 * @param state what it is doing
 * @param frontend the name of the socket that clients, publishers or producers talk to
 * @param backend the name of the socket that workers, subscribers or consumers talk to
 * @param capture the name of the socket that gets copies, absent if there is none
 * @param autoStartup whether it starts with the application
 * @param since since when it counts
 * @param frontendToBackend what went from the frontend to the backend
 * @param backendToFrontend what went from the backend to the frontend
 * @param captured copies that the capture socket took
 * @param captureDropped copies that it had no room for
 */
public record ZmqProxyDescriptor(ZmqProxy.State state, String frontend, String backend, @Nullable String capture,
		boolean autoStartup, Instant since, Direction frontendToBackend, Direction backendToFrontend, long captured,
		long captureDropped) {

	/**
	 * What went one way.
	 *
	 * @param messages messages that were forwarded
	 * @param bytes the bytes of all their frames
	 * @param full messages dropped because the queue of the peer they were for was full
	 * @param unroutable messages dropped because the peer they were for is gone, or
	 * because nothing leads from this socket to the other
	 * @param undelivered messages in hand that could not be forwarded before the proxy
	 * had to stop
	 */
	public record Direction(long messages, long bytes, long full, long unroutable, long undelivered) {

	}

}

package io.github.zmqspring.boot.actuate.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What has a certain name; a socket, a listener and a proxy may share one.
 *
 * @param name the name
 * @param access what the endpoint may be used for, see {@link ZmqDescriptor#access()}
 * @param socket the socket of this name, absent if there is none
 * @param listener the listener with this id, absent if there is none
 * @param proxy the proxy of this name, absent if there is none
 */
public record ZmqComponentDescriptor(String name, String access, @Nullable ZmqSocketDescriptor socket,
		@Nullable ZmqListenerDescriptor listener, @Nullable ZmqProxyDescriptor proxy) implements OperationResponseBody {

}

package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.proxy.ZmqProxyKind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Declaration of one proxy: {@code zmq.proxies.<name>.*}. Each of its sockets is either a
 * declared one, named by {@code socket}, or described like one of {@code zmq.sockets}.
 *
 * @param kind Kind of proxy, which gives its sockets their types.
 * @param frontend Socket that clients, publishers or producers talk to.
 * @param backend Socket that workers, subscribers or consumers talk to.
 * @param capture Socket that gets a copy of every message.
 * @param autoStartup Whether the proxy starts with the application.
 */
public record ProxyProperties(@Nullable ZmqProxyKind kind, @Nullable SocketProperties frontend,
		@Nullable SocketProperties backend, @Nullable SocketProperties capture,
		@DefaultValue("true") boolean autoStartup) {

}

package io.github.zmqspring.boot.autoconfigure;

import java.util.Map;
import java.util.function.Consumer;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.proxy.ZmqProxySpec;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Makes specifications of proxies from their properties.
 */
class ProxySpecMapper {

	private final SocketSpecMapper sockets;

	ProxySpecMapper(SocketSpecMapper sockets) {
		this.sockets = sockets;
	}

	ZmqProxySpec map(String name, ProxyProperties properties) {
		ZmqProxySpec.Builder builder = ZmqProxySpec.of(name)
			.source(ZmqProperties.PREFIX + ".proxies." + name)
			.kind(properties.kind())
			.autoStartup(properties.autoStartup());
		apply(name, "frontend", properties.frontend(), builder::frontend, builder::frontend, builder::frontendType);
		apply(name, "backend", properties.backend(), builder::backend, builder::backend, builder::backendType);
		apply(name, "capture", properties.capture(), builder::capture, builder::capture, builder::captureType);
		return builder.build();
	}

	private void apply(String proxy, String role, @Nullable SocketProperties properties, Consumer<String> reference,
			Consumer<Consumer<SocketSpec.Builder>> inline, Consumer<ZmqSocketType> inlineType) {
		if (properties == null) {
			return;
		}
		String socket = properties.socket();
		if (socket != null) {
			if (!properties.equals(onlyReference(socket))) {
				throw refused(proxy, role + ".socket", socket,
						"it refers to a declared socket, and there are other properties beside it",
						"Declare everything at the socket itself, or remove the reference.");
			}
			reference.accept(socket);
			return;
		}
		if (!properties.autoStartup()) {
			throw refused(proxy, role + ".auto-startup", false, "the socket opens and closes with its proxy",
					"Set zmq.proxies." + proxy + ".auto-startup.");
		}
		Boolean observe = properties.observe();
		if (observe != null) {
			throw refused(proxy, role + ".observe", observe, "a proxy passes messages on without looking at them",
					"Remove it, and observe at the ends.");
		}
		inline.accept((builder) -> this.sockets.apply(proxy + "." + role, properties, builder));
		ZmqSocketType type = properties.type();
		if (type != null) {
			inlineType.accept(type);
		}
	}

	/**
	 * Bind what a reference alone looks like: the record has too many components to list
	 * those that must not be set.
	 */
	private static SocketProperties onlyReference(String socket) {
		Map<String, String> source = Map.of("proxy.socket", socket);
		return new Binder(new MapConfigurationPropertySource(source)).bind("proxy", SocketProperties.class).get();
	}

	private static ZmqConfigurationException refused(String proxy, String property, Object value, String reason,
			String action) {
		return new ZmqConfigurationException("proxy '" + proxy + "'", null, property, value, reason, action);
	}

}

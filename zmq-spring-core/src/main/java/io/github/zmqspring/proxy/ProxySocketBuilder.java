package io.github.zmqspring.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Collects what one socket of a proxy is: a reference, or a description.
 */
final class ProxySocketBuilder {

	private final String proxy;

	private final String property;

	private final List<Consumer<SocketSpec.Builder>> settings = new ArrayList<>();

	private @Nullable String reference;

	private @Nullable SocketSpec spec;

	private @Nullable ZmqSocketType type;

	ProxySocketBuilder(String proxy, String property) {
		this.proxy = proxy;
		this.property = property;
	}

	void reference(String socketName) {
		Assert.hasText(socketName, "'socketName' must not be empty");
		this.reference = socketName;
	}

	void spec(SocketSpec newSpec) {
		Assert.notNull(newSpec, "'spec' must not be null");
		this.spec = newSpec;
	}

	void settings(Consumer<SocketSpec.Builder> added) {
		Assert.notNull(added, "'settings' must not be null");
		this.settings.add(added);
	}

	void type(ZmqSocketType newType) {
		this.type = newType;
	}

	boolean isSet() {
		return this.reference != null || this.spec != null || this.type != null || !this.settings.isEmpty();
	}

	ZmqProxySocket build(@Nullable ZmqSocketType typeOfKind, String source, boolean autoStartup) {
		String name = this.reference;
		if (name != null) {
			if (this.spec != null || this.type != null || !this.settings.isEmpty()) {
				throw ProxyPairs.refused(this.proxy, this.property, name,
						"it is both the name of a socket and a socket of its own",
						"Set either the name or the endpoints");
			}
			return new ZmqProxySocket(name, null);
		}
		SocketSpec built = start(typeOfKind, source).autoStartup(autoStartup).build();
		return new ZmqProxySocket(built.name(), built);
	}

	private SocketSpec.Builder start(@Nullable ZmqSocketType typeOfKind, String source) {
		SocketSpec given = this.spec;
		SocketSpec.Builder builder;
		if (given != null) {
			builder = copy(given, socketName(), (this.type != null) ? this.type : given.type());
		}
		else {
			if (!isSet()) {
				throw ProxyPairs.refused(this.proxy, this.property, null, "a proxy joins two sockets",
						"Set the name of a socket, or endpoints to bind or connect");
			}
			ZmqSocketType chosen = (this.type != null) ? this.type : typeOfKind;
			if (chosen == null) {
				throw ProxyPairs.refused(this.proxy, this.property + ".type", null,
						"there is no kind either that would give the socket its type",
						"Set the kind (queue, forwarder or streamer) or the type");
			}
			builder = SocketSpec.of(socketName(), chosen).source(source + "." + this.property);
		}
		this.settings.forEach((setting) -> setting.accept(builder));
		return builder;
	}

	private String socketName() {
		return this.proxy + "." + this.property;
	}

	private static SocketSpec.Builder copy(SocketSpec from, String name, ZmqSocketType type) {
		SocketSpec.Builder builder = SocketSpec.of(name, type)
			.defaults(from.defaults())
			.headers(from.headers())
			.bind(strings(from.binds()))
			.connect(strings(from.connects()))
			.topics(from.topics().toArray(byte[][]::new))
			.groups(from.groups().toArray(String[]::new))
			.source((from.source() != null) ? from.source() : "socket '" + from.name() + "'");
		for (Map.Entry<SocketOption<?>, Object> option : from.options().asMap().entrySet()) {
			copyOption(builder, option.getKey(), option.getValue());
		}
		if (from.customizer() != null) {
			builder.configure(from.customizer());
		}
		return builder;
	}

	private static <T> void copyOption(SocketSpec.Builder builder, SocketOption<T> option, Object value) {
		builder.option(option, option.type().cast(value));
	}

	private static String[] strings(List<ZmqEndpoint> endpoints) {
		return endpoints.stream().map(ZmqEndpoint::toString).toArray(String[]::new);
	}

}

package io.github.zmqspring.proxy;

import io.github.zmqspring.socket.SocketSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One socket of a proxy: a registered one, by its name, or one that the proxy brings
 * along, which opens and closes with it.
 *
 * @param name the name of the socket in the registry
 * @param inline what to open, or {@code null} for a socket that others have registered
 */
public record ZmqProxySocket(String name, @Nullable SocketSpec inline) {

	public ZmqProxySocket {
		Assert.hasText(name, "'name' must not be empty");
		Assert.isTrue(inline == null || inline.name().equals(name), "'name' must be the name of the inline socket");
	}

	/**
	 * Return whether the proxy brings the socket along.
	 * @return whether it opens and closes with the proxy
	 */
	public boolean isInline() {
		return this.inline != null;
	}

}

package io.github.zmqspring.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Connects what the properties say.
 */
class PropertiesZmqConnectionDetails implements ZmqConnectionDetails {

	private final ZmqProperties properties;

	PropertiesZmqConnectionDetails(ZmqProperties properties) {
		this.properties = properties;
	}

	@Override
	public @Nullable List<String> getConnect(String socketName) {
		SocketProperties socket = this.properties.getSockets().get(socketName);
		return (socket != null) ? socket.connect() : null;
	}

}

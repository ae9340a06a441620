package io.github.zmqspring.boot.actuate.endpoint;

import java.time.Duration;

import io.github.zmqspring.boot.actuate.ZmqComponents;
import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.proxy.ZmqProxy;
import io.github.zmqspring.socket.ZmqSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Carries out what the write operation of {@link ZmqEndpoint} is asked for. Whatever the
 * library refuses is an {@link InvalidEndpointRequestException} with the reason.
 */
class ComponentOperations {

	/** As long as the proxies may take when the application stops. */
	private static final Duration PROXY_STOP_TIMEOUT = Duration.ofSeconds(5);

	private final ZmqComponents components;

	ComponentOperations(ZmqComponents components) {
		this.components = components;
	}

	/**
	 * Carry out an operation.
	 * @param name the name of a socket or proxy, or the id of a listener
	 * @param operation what to do
	 * @param kind {@code listener} or {@code proxy}, where both have the name
	 * @param endpoint the endpoint to connect or disconnect
	 * @param topic the topic to subscribe to, or not any more
	 */
	void perform(String name, ZmqOperation operation, @Nullable String kind, @Nullable String endpoint,
			@Nullable String topic) {
		try {
			switch (operation) {
				case START, STOP, PAUSE, RESUME -> steer(name, operation, kind);
				case CONNECT -> socket(name, operation).control().connect(required("endpoint", endpoint, operation));
				case DISCONNECT ->
					socket(name, operation).control().disconnect(required("endpoint", endpoint, operation));
				case SUBSCRIBE -> socket(name, operation).control().subscribe(required("topic", topic, operation));
				case UNSUBSCRIBE -> socket(name, operation).control().unsubscribe(required("topic", topic, operation));
			}
		}
		catch (ZmqException | IllegalArgumentException | IllegalStateException ex) {
			throw refused(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static String required(String parameter, @Nullable String value, ZmqOperation operation) {
		if (value == null) {
			throw refused("'" + parameter + "' is missing, which '" + operation + "' needs");
		}
		return value;
	}

	private ZmqSocket socket(String name, ZmqOperation operation) {
		ZmqSocket socket = this.components.sockets().find(name);
		if (socket == null) {
			throw notA("socket", name, operation);
		}
		return socket;
	}

	private void steer(String name, ZmqOperation operation, @Nullable String kind) {
		if (kind != null && !kind.equals("listener") && !kind.equals("proxy")) {
			throw refused("'" + kind + "' is no kind; there are listener, proxy");
		}
		ZmqListenerContainer listener = "proxy".equals(kind) ? null : this.components.findListener(name);
		ZmqProxy proxy = "listener".equals(kind) ? null : this.components.findProxy(name);
		if (listener != null && proxy != null) {
			throw refused("'" + name + "' is a listener and a proxy: say which with 'kind'");
		}
		if (listener != null) {
			steer(listener, operation);
		}
		else if (proxy != null) {
			steer(proxy, operation);
		}
		else {
			throw notA((kind != null) ? kind : "listener or proxy", name, operation);
		}
	}

	private static void steer(ZmqListenerContainer listener, ZmqOperation operation) {
		boolean needsToRun = operation == ZmqOperation.PAUSE || operation == ZmqOperation.RESUME;
		if (needsToRun && !listener.isRunning()) {
			throw refused("Listener '" + listener.getId() + "' does not run, it can neither be paused nor resumed");
		}
		switch (operation) {
			case START -> listener.start();
			case STOP -> listener.stop();
			case PAUSE -> listener.pause();
			default -> listener.resume();
		}
	}

	private static void steer(ZmqProxy proxy, ZmqOperation operation) {
		switch (operation) {
			case START -> proxy.start();
			case STOP -> proxy.stop(PROXY_STOP_TIMEOUT);
			case PAUSE -> proxy.pause();
			default -> proxy.resume();
		}
	}

	/** Known by another kind it is a bad request, not an unknown name. */
	private InvalidEndpointRequestException notA(String wanted, String name, ZmqOperation operation) {
		ZmqSocket socket = this.components.sockets().find(name);
		if (socket != null) {
			ZmqListenerContainer reader = this.components.findListener(socket);
			return refused("'" + name + "' is a socket: '" + operation + "' is for a " + wanted
					+ ((reader != null) ? "; the socket is read by listener '" + reader.getId() + "'" : ""));
		}
		if (this.components.findListener(name) != null || this.components.findProxy(name) != null) {
			return refused("'" + name + "' is no " + wanted + ", which '" + operation + "' is for");
		}
		return unknown(name);
	}

	static UnknownComponentException unknown(String name) {
		return new UnknownComponentException("There is no socket, listener or proxy '" + name + "'");
	}

	static InvalidEndpointRequestException refused(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

	private static InvalidEndpointRequestException refused(String reason, Throwable cause) {
		return new InvalidEndpointRequestException(reason, reason, cause);
	}

}

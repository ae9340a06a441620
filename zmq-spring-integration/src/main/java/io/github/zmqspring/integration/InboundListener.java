package io.github.zmqspring.integration;

import java.util.function.UnaryOperator;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.ZmqSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.support.context.NamedComponent;

/**
 * How an endpoint reads its socket: as a listener among the others of the application,
 * with their counters, workers, back-pressure and order of stopping, but started and
 * stopped by the endpoint. It is there once the endpoint is initialised.
 */
final class InboundListener {

	private final SocketReference reference;

	private @Nullable ZmqListenerRegistry listeners;

	private @Nullable ZmqListenerContainer container;

	InboundListener(SocketReference reference) {
		this.reference = reference;
	}

	SocketReference reference() {
		return this.reference;
	}

	/**
	 * Add it to the other listeners. It does nothing before it is started.
	 * @param registry where
	 * @param endpoint whose it is
	 * @param settings what it does
	 * @return the socket that it reads
	 * @throws io.github.zmqspring.error.UnknownSocketException if there is no such socket
	 * @throws io.github.zmqspring.error.DuplicateListenerException if somebody else reads
	 * the socket
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if the socket does not
	 * receive, or something else cannot be honoured
	 */
	ZmqSocket register(ZmqListenerRegistry registry, NamedComponent endpoint,
			UnaryOperator<ZmqListenerEndpoint.Builder> settings) {
		ZmqListenerEndpoint.Builder builder = this.reference.listener(Endpoints.name(endpoint, this.reference))
			.description(Endpoints.describe(endpoint, this.reference))
			.autoStartup(false);
		ZmqListenerContainer registered = registry.register(settings.apply(builder).build());
		this.listeners = registry;
		this.container = registered;
		return registered.getSocket();
	}

	ZmqSocket socket() {
		return required().getSocket();
	}

	void start() {
		required().start();
	}

	/** Within the listener's stop timeout; at once if called by the listener itself. */
	void stop() {
		ZmqListenerContainer current = this.container;
		if (current != null) {
			current.stop();
		}
	}

	void pause() {
		required().pause();
	}

	void resume() {
		required().resume();
	}

	boolean isPaused() {
		return required().isPaused();
	}

	private ZmqListenerContainer required() {
		ZmqListenerContainer current = this.container;
		if (current == null) {
			throw new ZmqException("The endpoint of socket '" + this.reference.name() + "' is not initialised");
		}
		return current;
	}

	/** Stop and forget it, together with a socket of its own; if it is there. */
	void end() {
		ZmqListenerRegistry registry = this.listeners;
		ZmqListenerContainer current = this.container;
		if (registry != null && current != null && registry.find(current.getId()) == current) {
			registry.unregister(current.getId());
		}
	}

}

package io.github.zmqspring.integration;

import io.github.zmqspring.listener.ZmqListenerContainer;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.ZmqSocket;

/**
 * How an endpoint reads its socket: as a listener among the others of the application,
 * with their counters, workers, back-pressure and order of stopping, but started and
 * stopped by the endpoint.
 */
final class InboundListener {

	private final ZmqListenerRegistry listeners;

	private final ZmqListenerContainer container;

	private InboundListener(ZmqListenerRegistry listeners, ZmqListenerContainer container) {
		this.listeners = listeners;
		this.container = container;
	}

	/**
	 * Add a listener, which does nothing before it is started.
	 * @param listeners where
	 * @param endpoint what it is
	 * @return the listener
	 * @throws io.github.zmqspring.error.UnknownSocketException if there is no such socket
	 * @throws io.github.zmqspring.error.DuplicateListenerException if somebody else reads
	 * the socket
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if the socket does not
	 * receive, or something else cannot be honoured
	 */
	static InboundListener register(ZmqListenerRegistry listeners, ZmqListenerEndpoint.Builder endpoint) {
		return new InboundListener(listeners, listeners.register(endpoint.autoStartup(false).build()));
	}

	ZmqSocket socket() {
		return this.container.getSocket();
	}

	void start() {
		this.container.start();
	}

	/** Within the listener's stop timeout; at once if called by the listener itself. */
	void stop() {
		this.container.stop();
	}

	void pause() {
		this.container.pause();
	}

	void resume() {
		this.container.resume();
	}

	boolean isPaused() {
		return this.container.isPaused();
	}

	/** Stop and forget it, together with a socket of its own. */
	void end() {
		if (this.listeners.find(this.container.getId()) == this.container) {
			this.listeners.unregister(this.container.getId());
		}
	}

}

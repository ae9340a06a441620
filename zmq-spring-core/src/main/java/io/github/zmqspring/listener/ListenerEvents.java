package io.github.zmqspring.listener;

import java.time.Duration;
import java.time.Instant;

import io.github.zmqspring.listener.event.ZmqListenerFailedEvent;
import io.github.zmqspring.listener.event.ZmqListenerIdleEvent;
import io.github.zmqspring.listener.event.ZmqListenerLaggingEvent;
import io.github.zmqspring.listener.event.ZmqListenerNoLongerIdleEvent;
import io.github.zmqspring.listener.event.ZmqListenerStartedEvent;
import io.github.zmqspring.listener.event.ZmqListenerStoppedEvent;
import io.github.zmqspring.socket.event.ZmqEvents;

/**
 * Publishes what happens to one listener.
 */
final class ListenerEvents {

	private final String listenerId;

	private final String socketName;

	private final ZmqEvents events;

	ListenerEvents(ZmqListenerEndpoint endpoint, ZmqEvents events) {
		this.listenerId = endpoint.id();
		this.socketName = endpoint.socketName();
		this.events = events;
	}

	void started() {
		this.events.publish(new ZmqListenerStartedEvent(this.listenerId, this.socketName, Instant.now()));
	}

	void stopped() {
		this.events.publish(new ZmqListenerStoppedEvent(this.listenerId, this.socketName, Instant.now()));
	}

	void failed(Throwable failure) {
		this.events.publish(new ZmqListenerFailedEvent(this.listenerId, this.socketName, Instant.now(), failure));
	}

	void idle(Duration idle) {
		this.events.publish(new ZmqListenerIdleEvent(this.listenerId, this.socketName, Instant.now(), idle));
	}

	void noLongerIdle(Duration idle) {
		this.events.publish(new ZmqListenerNoLongerIdleEvent(this.listenerId, this.socketName, Instant.now(), idle));
	}

	void lagging(Duration lag, Duration limit) {
		this.events.publish(new ZmqListenerLaggingEvent(this.listenerId, this.socketName, Instant.now(), lag, limit));
	}

}

package io.github.zmqspring.listener;

import java.util.List;

import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.observation.ZmqProcessContext;
import io.github.zmqspring.socket.SocketSpec;
import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Starts the observations of one listener.
 */
final class ListenerObservations {

	private static final Log logger = LogFactory.getLog(ListenerObservations.class);

	private final ZmqObservations observations;

	private final String listenerId;

	private final SocketSpec socket;

	ListenerObservations(ZmqObservations observations, String listenerId, SocketSpec socket) {
		this.observations = observations;
		this.listenerId = listenerId;
		this.socket = socket;
	}

	ListenerObservation start(Received message) {
		return start(ZmqProcessContext.ofMessage(this.listenerId, this.socket, message.parts()));
	}

	ListenerObservation start(List<Received> batch) {
		return start(
				ZmqProcessContext.ofBatch(this.listenerId, this.socket, batch.stream().map(Received::parts).toList()));
	}

	private ListenerObservation start(ZmqProcessContext context) {
		try {
			return new ListenerObservation(this.observations.startProcess(context));
		}
		catch (RuntimeException ex) {
			// a handler of the application must not end the listener
			logger.warn("A message is not observed", ex);
			return new ListenerObservation(Observation.NOOP);
		}
	}

}

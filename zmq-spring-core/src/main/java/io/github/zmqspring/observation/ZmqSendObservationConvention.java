package io.github.zmqspring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * What the observation of a message that is sent and not answered is called, and which
 * key values it has.
 *
 * @see ZmqObservationDocumentation#SEND
 */
public interface ZmqSendObservationConvention extends ObservationConvention<ZmqSendContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ZmqSendContext;
	}

}

package io.github.zmqspring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * What the observation of a message, or a batch, that a listener handles is called, and
 * which key values it has.
 *
 * @see ZmqObservationDocumentation#PROCESS
 */
public interface ZmqProcessObservationConvention extends ObservationConvention<ZmqProcessContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ZmqProcessContext;
	}

}

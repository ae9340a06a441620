package io.github.zmqspring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * What the observation of a request is called, and which key values it has.
 *
 * @see ZmqObservationDocumentation#REQUEST
 */
public interface ZmqRequestObservationConvention extends ObservationConvention<ZmqRequestContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ZmqRequestContext;
	}

}

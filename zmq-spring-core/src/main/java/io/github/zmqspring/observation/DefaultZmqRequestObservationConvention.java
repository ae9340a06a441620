package io.github.zmqspring.observation;

import io.github.zmqspring.observation.ZmqObservationDocumentation.RequestKeyNames;
import io.micrometer.common.KeyValues;

/**
 * What requests are called unless the application says otherwise.
 */
public class DefaultZmqRequestObservationConvention implements ZmqRequestObservationConvention {

	/** The name of the observation. */
	public static final String NAME = "zmq.template.request";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(ZmqRequestContext context) {
		return "request " + context.getSocketName();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqRequestContext context) {
		return Keys.socket(context.getSocketName(), context.getSocketType(), "request", "send", Keys.error(context));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZmqRequestContext context) {
		KeyValues values = Keys.add(KeyValues.empty(), RequestKeyNames.SIZE, context.getSize());
		return Keys.add(values, RequestKeyNames.TIMES_SENT,
				(context.getTimesSent() > 0) ? context.getTimesSent() : null);
	}

}

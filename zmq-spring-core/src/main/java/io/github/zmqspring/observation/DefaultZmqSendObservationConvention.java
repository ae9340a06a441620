package io.github.zmqspring.observation;

import io.github.zmqspring.observation.ZmqObservationDocumentation.SendKeyNames;
import io.micrometer.common.KeyValues;

/**
 * What messages that are sent are called unless the application says otherwise.
 */
public class DefaultZmqSendObservationConvention implements ZmqSendObservationConvention {

	/** The name of the observation. */
	public static final String NAME = "zmq.template.send";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(ZmqSendContext context) {
		return "send " + context.getSocketName();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqSendContext context) {
		return Keys.socket(context.getSocketName(), context.getSocketType(), "send", "send", Keys.error(context));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZmqSendContext context) {
		KeyValues values = Keys.add(KeyValues.empty(), SendKeyNames.DESTINATION, context.getDestination());
		return Keys.add(values, SendKeyNames.SIZE, context.getSize());
	}

}

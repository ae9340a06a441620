package io.github.zmqspring.observation;

import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.observation.ZmqObservationDocumentation.ListenerKeyNames;
import io.github.zmqspring.observation.ZmqObservationDocumentation.ProcessKeyNames;
import io.micrometer.common.KeyValues;

/**
 * What the work of listeners is called unless the application says otherwise.
 */
public class DefaultZmqProcessObservationConvention implements ZmqProcessObservationConvention {

	/** The name of the observation. */
	public static final String NAME = "zmq.listener.process";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(ZmqProcessContext context) {
		return "process " + context.getSocketName();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqProcessContext context) {
		return Keys.socket(context.getSocketName(), context.getSocketType(), "process", "process", Keys.error(context))
			.and(ListenerKeyNames.LISTENER_ID.withValue(context.getListenerId()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZmqProcessContext context) {
		if (context.isBatch()) {
			return Keys.add(KeyValues.empty(), ProcessKeyNames.MESSAGE_COUNT, context.getMessages().size());
		}
		KeyValues values = Keys.add(KeyValues.empty(), ProcessKeyNames.DESTINATION, context.getDestination());
		values = Keys.add(values, ProcessKeyNames.SIZE, context.getMessages().get(0).payload().byteCount());
		MessageOrigin origin = context.getOrigin();
		if (origin != null) {
			values = Keys.add(values, ProcessKeyNames.PEER_ADDRESS, origin.peerAddress());
			values = Keys.add(values, ProcessKeyNames.USER_ID, origin.userId());
		}
		return values;
	}

}

package io.github.zmqspring.listener;

import java.util.List;

/**
 * What handles the messages of a listener.
 */
sealed interface EndpointHandler {

	/** One or more methods of a bean. */
	record Methods(Object bean, List<ZmqHandlerMethod> methods) implements EndpointHandler {

	}

	/** A function of the payload. */
	record Payloads(ZmqMessageListener listener) implements EndpointHandler {

	}

	/** A function of all parts. */
	record Parts(ZmqPartsListener listener) implements EndpointHandler {

	}

	/** A function of several payloads. */
	record Batches(ZmqBatchListener listener) implements EndpointHandler {

	}

}

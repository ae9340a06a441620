package io.github.zmqspring.listener;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;

/**
 * A message on its way to the handler.
 *
 * @param raw as it came off the wire
 * @param parts what the user sees
 */
record Received(ZmqMessage raw, ZmqParts parts) {

	static Received ofPayload(ZmqMessage raw) {
		return new Received(raw, ZmqParts.of(raw));
	}

	ZmqMessage payload() {
		return this.parts.payload();
	}

}

package io.github.zmqspring.listener;

import io.github.zmqspring.message.ZmqParts;

/**
 * Decides which messages a listener handles. What it turns down is counted and dropped.
 */
@FunctionalInterface
public interface ZmqMessageFilter {

	/**
	 * Look at a message, on the thread that will handle it. If this throws, the message
	 * has failed.
	 * @param message the parts of the message
	 * @return whether it is handled
	 */
	boolean accepts(ZmqParts message);

}

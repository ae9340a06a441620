package io.github.zmqspring.listener;

import io.github.zmqspring.message.ZmqMessage;

/**
 * A listener that needs the payload only.
 *
 * @see ZmqListenerEndpoint.Builder#listener(ZmqMessageListener)
 */
@FunctionalInterface
public interface ZmqMessageListener {

	/**
	 * Handle a message; on the thread that reads the socket, or with a concurrency above
	 * 1 on a worker's.
	 * @param payload the frames of the payload
	 * @throws Exception if that failed: it may be tried again, and then goes to the error
	 * handler
	 */
	void onMessage(ZmqMessage payload) throws Exception;

}

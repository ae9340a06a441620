package io.github.zmqspring.listener;

import java.util.List;

import io.github.zmqspring.message.ZmqMessage;

/**
 * A listener that takes several messages at a time.
 *
 * @see ZmqListenerEndpoint.Builder#batchListener(ZmqBatchListener)
 */
@FunctionalInterface
public interface ZmqBatchListener {

	/**
	 * Handle a batch, on a worker thread.
	 * @param payloads the payloads in the order of their arrival, at least one
	 * @throws Exception if that failed: the whole batch may be tried again, and then goes
	 * to the error handler message by message
	 */
	void onMessages(List<ZmqMessage> payloads) throws Exception;

}

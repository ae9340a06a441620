package io.github.zmqspring.listener;

import io.github.zmqspring.message.ZmqParts;
import org.jspecify.annotations.Nullable;

/**
 * A listener that sees all parts of a message, topic and headers among them, and may
 * reply.
 *
 * @see ZmqListenerEndpoint.Builder#partsListener(ZmqPartsListener)
 */
@FunctionalInterface
public interface ZmqPartsListener {

	/**
	 * Handle a message; on the thread that reads the socket, or with a concurrency above
	 * 1 on a worker's.
	 * @param parts the parts; what an XPUB was told of a subscription has its topic as
	 * topic and payload, and {@code true} or {@code false} as the header
	 * {@link io.github.zmqspring.message.ZmqHeaders#SUBSCRIPTION}
	 * @return the result, with the same meaning as that of a listener method; or
	 * {@code null} for none
	 * @throws Exception if that failed: it may be tried again, and then goes to the error
	 * handler
	 */
	@Nullable Object onMessage(ZmqParts parts) throws Exception;

}

package io.github.zmqspring.listener;

import java.time.Instant;

import io.github.zmqspring.message.ZmqParts;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when a message was sent, for a listener with a {@code max-lag}. Called for
 * every message, maybe by several threads.
 */
@FunctionalInterface
public interface ZmqTimestampExtractor {

	/**
	 * Return when a message was sent.
	 * @param message the message
	 * @return the time by the sender's clock, or {@code null} if the message does not
	 * tell: its lag is not looked at then
	 */
	@Nullable Instant timestampOf(ZmqParts message);

}

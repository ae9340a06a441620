package io.github.zmqspring.listener;

import java.time.DateTimeException;
import java.time.Instant;

import io.github.zmqspring.message.ZmqParts;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when a message was sent, for a listener with a {@code max-lag}. Called for
 * every message, maybe by several threads; an exception fails the message.
 */
@FunctionalInterface
public interface ZmqTimestampExtractor {

	/**
	 * The header that tells it unless a listener has an extractor of its own:
	 * milliseconds since 1970 or an ISO 8601 instant, set by the sender.
	 */
	String SENT_AT = "sent-at";

	/**
	 * Return when a message was sent.
	 * @param message the message
	 * @return the time by the sender's clock, or {@code null} if the message does not
	 * tell: its lag is not looked at then
	 */
	@Nullable Instant timestampOf(ZmqParts message);

	/**
	 * Read a header of the header frame.
	 * @param name the name of the header
	 * @return an extractor; what is neither a number of milliseconds nor an ISO 8601
	 * instant tells nothing
	 */
	static ZmqTimestampExtractor fromHeader(String name) {
		return (message) -> parse(message.headers().get(name));
	}

	private static @Nullable Instant parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		try {
			return text.endsWith("Z") ? Instant.parse(text) : Instant.ofEpochMilli(Long.parseLong(text));
		}
		catch (DateTimeException | NumberFormatException ex) {
			return null;
		}
	}

}

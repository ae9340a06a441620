package io.github.zmqspring.integration;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.integration.history.MessageHistory;
import org.springframework.messaging.core.GenericMessagingTemplate;

/**
 * Headers with a meaning for Spring Integration. What came off the wire are strings:
 * those that must be numbers become numbers, or are dropped; those that hold objects of
 * this process only are dropped.
 */
final class IntegrationHeaders {

	private static final Set<String> INTEGERS = Set.of(IntegrationMessageHeaderAccessor.SEQUENCE_NUMBER,
			IntegrationMessageHeaderAccessor.SEQUENCE_SIZE, IntegrationMessageHeaderAccessor.PRIORITY);

	private static final Set<String> LONGS = Set.of(IntegrationMessageHeaderAccessor.EXPIRATION_DATE);

	/** With some of these a peer could choose where a message goes. */
	private static final Set<String> LOCAL = Set.of(IntegrationMessageHeaderAccessor.ROUTING_SLIP,
			IntegrationMessageHeaderAccessor.SEQUENCE_DETAILS, IntegrationMessageHeaderAccessor.CLOSEABLE_RESOURCE,
			IntegrationMessageHeaderAccessor.ACKNOWLEDGMENT_CALLBACK, IntegrationMessageHeaderAccessor.DELIVERY_ATTEMPT,
			IntegrationMessageHeaderAccessor.REACTOR_CONTEXT, IntegrationMessageHeaderAccessor.SOURCE_DATA,
			IntegrationMessageHeaderAccessor.DUPLICATE_MESSAGE, IntegrationMessageHeaderAccessor.CONTROL_BUS_ARGUMENTS,
			MessageHistory.HEADER_NAME, GenericMessagingTemplate.DEFAULT_SEND_TIMEOUT_HEADER,
			GenericMessagingTemplate.DEFAULT_RECEIVE_TIMEOUT_HEADER);

	private IntegrationHeaders() {
	}

	/**
	 * Give headers from the wire their types.
	 * @param received names and values that the header policy let in
	 * @return what a Spring Integration message may have
	 */
	static Map<String, Object> typed(Map<String, String> received) {
		if (received.isEmpty()) {
			return Map.of();
		}
		Map<String, Object> headers = new HashMap<>();
		received.forEach((name, text) -> {
			Object value = value(name, text);
			if (value != null) {
				headers.put(name, value);
			}
		});
		return headers;
	}

	private static @Nullable Object value(String name, String text) {
		if (LOCAL.contains(name)) {
			return null;
		}
		try {
			if (INTEGERS.contains(name)) {
				return Integer.valueOf(text);
			}
			return LONGS.contains(name) ? Long.valueOf(text) : text;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}

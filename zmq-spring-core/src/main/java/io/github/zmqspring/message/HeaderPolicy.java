package io.github.zmqspring.message;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessageHeaders;
import org.springframework.util.Assert;
import org.springframework.util.MimeType;
import org.springframework.util.PatternMatchUtils;

/**
 * Which headers a socket lets out and in, and how many. An allow-list of exact names and
 * of simple patterns ({@code x-*}, {@code *-id}, {@code *}) for each direction: what is
 * not on the list is left out on the way out and dropped on the way in.
 * <p>
 * Some headers never travel, whatever the lists say: {@code id} and {@code timestamp},
 * which belong to one Spring message only; {@code replyChannel} and {@code errorChannel},
 * with which a peer could choose where a message goes; and all {@code zeromq_} headers,
 * which stand for frames. {@code contentType} travels only if it is listed by its exact
 * name, and even then never chooses what a payload is converted to.
 * <p>
 * Values are strings and nothing else; type names are never written or read. Immutable
 * and safe for use by many threads.
 */
public final class HeaderPolicy {

	/**
	 * The most headers in a message unless another limit is set.
	 */
	public static final int DEFAULT_MAX_HEADERS = 64;

	/**
	 * The longest header frame unless another limit is set, in bytes.
	 */
	public static final int DEFAULT_MAX_FRAME_SIZE = 16 * 1024;

	private static final Set<String> NEVER = Set.of(MessageHeaders.ID, MessageHeaders.TIMESTAMP,
			MessageHeaders.REPLY_CHANNEL, MessageHeaders.ERROR_CHANNEL);

	/**
	 * Headers by which other Spring projects choose a class or a function: never a peer's
	 * choice.
	 */
	private static final String[] NEVER_LIKE = { "*__TypeId__", "*__ContentTypeId__", "*__KeyTypeId__", "json__*",
			"spring.cloud.function.*", "spring_json_header_types" };

	private final String[] outbound;

	private final String[] inbound;

	private final int maxHeaders;

	private final int maxFrameSize;

	private HeaderPolicy(String[] outbound, String[] inbound, int maxHeaders, int maxFrameSize) {
		Assert.isTrue(maxHeaders > 0, "'maxHeaders' must be positive");
		Assert.isTrue(maxFrameSize > 0, "'maxFrameSize' must be positive");
		this.outbound = outbound;
		this.inbound = inbound;
		this.maxHeaders = maxHeaders;
		this.maxFrameSize = maxFrameSize;
	}

	/**
	 * Create a policy with the default limits.
	 * @param outbound names and patterns of the headers that may be sent
	 * @param inbound names and patterns of the headers that may be received
	 * @return the policy
	 */
	public static HeaderPolicy of(Collection<String> outbound, Collection<String> inbound) {
		return new HeaderPolicy(patterns(outbound), patterns(inbound), DEFAULT_MAX_HEADERS, DEFAULT_MAX_FRAME_SIZE);
	}

	/**
	 * Return the same policy with other limits. A message beyond them is refused, in both
	 * directions, before its headers are looked at.
	 * @param newMaxHeaders the most headers in a message, at least 1
	 * @param newMaxFrameSize the longest header frame in bytes, at least 1
	 * @return the policy
	 */
	public HeaderPolicy withLimits(int newMaxHeaders, int newMaxFrameSize) {
		return new HeaderPolicy(this.outbound, this.inbound, newMaxHeaders, newMaxFrameSize);
	}

	/**
	 * Return the same policy with more headers on both lists.
	 * @param names names or patterns of headers that may be sent and received as well
	 * @return the policy
	 */
	public HeaderPolicy allowingAlso(Collection<String> names) {
		String[] more = patterns(names);
		return new HeaderPolicy(concatenated(this.outbound, more), concatenated(this.inbound, more), this.maxHeaders,
				this.maxFrameSize);
	}

	/**
	 * Return the most headers in a message.
	 * @return the limit, at least 1
	 */
	public int maxHeaders() {
		return this.maxHeaders;
	}

	/**
	 * Return the longest header frame.
	 * @return the limit in bytes, at least 1
	 */
	public int maxFrameSize() {
		return this.maxFrameSize;
	}

	/**
	 * Return whether a header may be sent.
	 * @param name the name of the header
	 * @return whether it is on the outbound list and may travel at all
	 */
	public boolean allowsOutbound(String name) {
		return allows(this.outbound, name);
	}

	/**
	 * Return whether a header may be received.
	 * @param name the name of the header
	 * @return whether it is on the inbound list and may travel at all
	 */
	public boolean allowsInbound(String name) {
		return allows(this.inbound, name);
	}

	/**
	 * Select what may be sent.
	 * @param headers headers of any kind, a Spring message's for instance
	 * @return the allowed ones as strings, unmodifiable; left out are also those whose
	 * value is not a string, number, boolean, character, enum constant, UUID or MIME type
	 */
	public Map<String, String> outbound(Map<String, ?> headers) {
		Map<String, String> selected = new LinkedHashMap<>();
		headers.forEach((name, value) -> {
			String text = allowsOutbound(name) ? text(value) : null;
			if (text != null) {
				selected.put(name, text);
			}
		});
		return Collections.unmodifiableMap(selected);
	}

	/**
	 * Select what may be received.
	 * @param headers the headers of a received message
	 * @return the allowed ones, unmodifiable
	 */
	public Map<String, String> inbound(Map<String, String> headers) {
		Map<String, String> selected = new LinkedHashMap<>();
		headers.forEach((name, value) -> {
			if (allowsInbound(name)) {
				selected.put(name, value);
			}
		});
		return Collections.unmodifiableMap(selected);
	}

	private static String[] patterns(Collection<String> patterns) {
		String[] result = patterns.toArray(new String[0]);
		for (String pattern : result) {
			Assert.hasText(pattern, "A header pattern must not be empty");
		}
		return result;
	}

	private static String[] concatenated(String[] first, String[] second) {
		String[] result = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, result, first.length, second.length);
		return result;
	}

	private static boolean allows(String[] patterns, String name) {
		if (name.isEmpty() || NEVER.contains(name) || name.startsWith(ZmqHeaders.PREFIX)
				|| PatternMatchUtils.simpleMatch(NEVER_LIKE, name)) {
			return false;
		}
		if (name.equals(MessageHeaders.CONTENT_TYPE)) {
			// Converters set it on every message: "*" does not mean to send it.
			return Arrays.asList(patterns).contains(name);
		}
		return PatternMatchUtils.simpleMatch(patterns, name);
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		boolean simple = value instanceof CharSequence || value instanceof Number || value instanceof Boolean
				|| value instanceof Character || value instanceof UUID || value instanceof MimeType;
		return (value != null && simple) ? value.toString() : null;
	}

}

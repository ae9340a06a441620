package io.github.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.zmqspring.socket.SocketOption.OptionCheck;
import io.github.zmqspring.socket.SocketOption.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Checks of a single value, and the conversions to what JeroMQ takes.
 */
final class OptionChecks {

	private static final int MAX_ID = 255;

	private OptionChecks() {
	}

	static OptionCheck<Integer> atLeast(int minimum) {
		return range(minimum, Integer.MAX_VALUE);
	}

	static OptionCheck<Integer> range(int minimum, int maximum) {
		return (value) -> (value >= minimum && value <= maximum) ? null
				: outOfRange(String.valueOf(minimum), String.valueOf(maximum));
	}

	/** A time in whole milliseconds, from a minimum to the largest int. */
	static OptionCheck<Duration> millis(long minimum) {
		return millis(minimum, Integer.MAX_VALUE, 1);
	}

	static OptionCheck<Duration> millis(long minimum, long maximum, int step) {
		return (value) -> {
			boolean inRange = value.compareTo(Duration.ofMillis(minimum)) >= 0
					&& value.compareTo(Duration.ofMillis(maximum)) <= 0;
			if (!inRange) {
				return outOfRange(minimum + " ms", maximum + " ms");
			}
			boolean whole = value.equals(Duration.ofMillis(value.toMillis())) && value.toMillis() % step == 0;
			return whole ? null
					: new Refusal("JeroMQ counts in steps of " + step + " ms", "Set a multiple of " + step + " ms.");
		};
	}

	/** A time in whole milliseconds, or -1 ms for ever. */
	static OptionCheck<Duration> millisOrForever() {
		return (value) -> {
			Refusal refusal = millis(-1).check(value);
			return (refusal == null) ? null
					: new Refusal(refusal.reason(), refusal.action() + " -1 ms means for ever.");
		};
	}

	static OptionCheck<Duration> wholeSeconds() {
		return (value) -> {
			if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofSeconds(32767)) > 0) {
				return outOfRange("1 s", "32767 s");
			}
			return (value.getNano() == 0) ? null
					: new Refusal("the operating system counts in seconds", "Set a multiple of 1 s.");
		};
	}

	static OptionCheck<DataSize> size(long minimum) {
		return (value) -> (value.toBytes() >= minimum && value.toBytes() <= Integer.MAX_VALUE) ? null
				: outOfRange(minimum + "B", Integer.MAX_VALUE + "B");
	}

	/** A message for a peer: JeroMQ takes an empty one for none. */
	static OptionCheck<byte[]> notEmpty() {
		return (value) -> (value.length > 0) ? null
				: new Refusal("JeroMQ takes an empty message for none", "Set at least one byte, or leave it unset.");
	}

	static OptionCheck<byte[]> atMost(int bytes) {
		return (value) -> (value.length <= bytes) ? null : tooLong(value.length, bytes);
	}

	static OptionCheck<byte[]> routingId() {
		return OptionChecks::checkRoutingId;
	}

	/** JeroMQ passes the id through a String: only text survives. */
	static OptionCheck<String> textRoutingId() {
		return (value) -> {
			byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
			if (!new String(bytes, StandardCharsets.UTF_8).equals(value)) {
				return new Refusal("it does not survive the conversion to UTF-8", "Use well-formed text.");
			}
			return checkRoutingId(bytes);
		};
	}

	static OptionCheck<String> utf8(int minimum, int maximum) {
		return (value) -> {
			int length = value.getBytes(StandardCharsets.UTF_8).length;
			if (length < minimum) {
				return new Refusal("it is empty", "Set at least one character, or leave it unset.");
			}
			return (length <= maximum) ? null : tooLong(length, maximum);
		};
	}

	/** JeroMQ counts characters where it sends bytes, and cuts off the bytes beyond. */
	static OptionCheck<String> ascii(int minimum, int maximum) {
		OptionCheck<String> length = utf8(minimum, maximum);
		return (value) -> value.chars().allMatch((c) -> c < 128) ? length.check(value)
				: new Refusal("JeroMQ corrupts text with other characters than ASCII", "Use ASCII characters only.");
	}

	/** Refuses {@code true}; {@code false} is what happens anyway. */
	static OptionCheck<Boolean> never(String reason, String action) {
		return (value) -> value ? new Refusal(reason, action) : null;
	}

	static <T> OptionCheck<T> refuse(String reason, String action) {
		return (value) -> new Refusal(reason, action);
	}

	static int toMillis(Duration value) {
		return Math.toIntExact(value.toMillis());
	}

	static int toInt(DataSize value) {
		return Math.toIntExact(value.toBytes());
	}

	private static @Nullable Refusal checkRoutingId(byte[] id) {
		if (id.length == 0 || id.length > MAX_ID) {
			return new Refusal("a routing id has 1 to 255 bytes, not " + id.length, "Set a shorter one, or none.");
		}
		return (id[0] != 0) ? null
				: new Refusal("ids that start with a zero byte are reserved for generated ones " + "(RFC 28)",
						"Start it with another byte.");
	}

	private static Refusal outOfRange(String minimum, String maximum) {
		return new Refusal("it is out of range", "Set a value from " + minimum + " to " + maximum + ".");
	}

	private static Refusal tooLong(int length, int maximum) {
		return new Refusal("it has " + length + " bytes, the limit is " + maximum, "Set a shorter one.");
	}

}

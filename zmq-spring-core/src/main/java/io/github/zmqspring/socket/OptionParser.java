package io.github.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

import io.github.zmqspring.security.CurveKey;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.unit.DataSize;

/**
 * Reads the values of options from text. Messages of its exceptions never repeat the
 * text, which may be a secret.
 */
final class OptionParser {

	private static final String HEX_PREFIX = "0x";

	private OptionParser() {
	}

	static Object parse(Class<?> type, String text) {
		String trimmed = text.trim();
		if (type == String.class) {
			return text;
		}
		if (type == byte[].class) {
			return text.startsWith(HEX_PREFIX) ? hex(text.substring(HEX_PREFIX.length()))
					: text.getBytes(StandardCharsets.UTF_8);
		}
		if (type == Boolean.class) {
			return bool(trimmed);
		}
		if (type == Integer.class || type == Long.class) {
			return number(type, trimmed);
		}
		if (type == Duration.class) {
			return duration(trimmed);
		}
		if (type == DataSize.class) {
			return size(trimmed);
		}
		if (type == CurveKey.class) {
			return CurveKey.of(trimmed);
		}
		throw new IllegalArgumentException("a " + type.getSimpleName() + " cannot be written as text");
	}

	private static Boolean bool(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("it is neither true nor false");
		};
	}

	private static Number number(Class<?> type, String text) {
		try {
			return (type == Integer.class) ? (Number) Integer.valueOf(text) : (Number) Long.valueOf(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("it is no whole number in range", ex);
		}
	}

	private static Duration duration(String text) {
		try {
			return DurationFormatterUtils.detectAndParse(text, DurationFormat.Unit.MILLIS);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("it is no duration, such as 500ms or PT0.5S", ex);
		}
	}

	private static DataSize size(String text) {
		try {
			return DataSize.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("it is no size, such as 64KB", ex);
		}
	}

	private static byte[] hex(String digits) {
		try {
			return HexFormat.of().parseHex(digits);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("what follows 0x is not hexadecimal", ex);
		}
	}

}

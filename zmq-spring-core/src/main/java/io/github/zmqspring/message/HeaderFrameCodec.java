package io.github.zmqspring.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The header frame: lines of {@code name: value} in UTF-8, separated by a line feed.
 * <ul>
 * <li>In names and values a backslash is written {@code \\}, a line feed {@code \n}, a
 * carriage return {@code \r}; in names a colon is written {@code \c}. So a line can be
 * split at its first colon and a frame at its line feeds, before anything is
 * unescaped.</li>
 * <li>The value begins behind the colon; one space there belongs to the separator, any
 * further ones to the value.</li>
 * <li>No headers are written as a single line feed, not as an empty frame: in front of a
 * ROUTER an empty frame would pass for a delimiter. An empty frame is read as no headers
 * all the same, and a line feed behind the last line is allowed.</li>
 * <li>A line without a colon, an empty or repeated name, an unknown escape, a bare
 * carriage return and malformed UTF-8 are refused.</li>
 * </ul>
 * Pure functions without state.
 */
final class HeaderFrameCodec {

	private HeaderFrameCodec() {
	}

	/**
	 * Lay headers out as a frame.
	 * @param headers names and values, written in the map's order
	 * @param maxHeaders the most headers that are allowed
	 * @param maxBytes the longest frame that is allowed, in bytes
	 * @return the frame, never empty
	 * @throws WireFormatException if a limit is exceeded, a name is empty, or a string is
	 * not valid Unicode
	 */
	static byte[] encode(Map<String, String> headers, int maxHeaders, int maxBytes) {
		if (headers.size() > maxHeaders) {
			throw new WireFormatException(headers.size() + " headers are more than the " + maxHeaders + " allowed");
		}
		if (headers.isEmpty()) {
			return new byte[] { '\n' };
		}
		StringBuilder out = new StringBuilder(headers.size() * 32);
		headers.forEach((name, value) -> {
			if (name.isEmpty()) {
				throw new WireFormatException("A header has an empty name");
			}
			out.append(out.isEmpty() ? "" : "\n");
			escape(name, true, out);
			out.append(": ");
			escape(value, false, out);
		});
		byte[] frame = utf8(out);
		if (frame.length > maxBytes) {
			throw new WireFormatException(
					"A header frame of " + frame.length + " bytes is longer than the " + maxBytes + " allowed");
		}
		return frame;
	}

	/**
	 * Read a header frame. Uses memory in proportion to {@code maxBytes}, whatever the
	 * frame holds.
	 * @param frame the frame
	 * @param maxHeaders the most headers that are allowed
	 * @param maxBytes the longest frame that is allowed, in bytes
	 * @return names and values in the frame's order, unmodifiable
	 * @throws WireFormatException if the frame is malformed or exceeds a limit
	 */
	static Map<String, String> decode(byte[] frame, int maxHeaders, int maxBytes) {
		if (frame.length > maxBytes) {
			throw new WireFormatException(
					"A header frame of " + frame.length + " bytes is longer than the " + maxBytes + " allowed");
		}
		if (frame.length == 0 || (frame.length == 1 && frame[0] == '\n')) {
			return Collections.emptyMap();
		}
		String text = text(frame);
		int end = text.endsWith("\n") ? text.length() - 1 : text.length();
		Map<String, String> headers = new LinkedHashMap<>();
		for (int start = 0; start <= end;) {
			int feed = text.indexOf('\n', start);
			int lineEnd = (feed < 0 || feed > end) ? end : feed;
			if (headers.size() == maxHeaders) {
				throw new WireFormatException("A header frame has more than the " + maxHeaders + " headers allowed");
			}
			readLine(text, start, lineEnd, headers);
			start = lineEnd + 1;
		}
		return Collections.unmodifiableMap(headers);
	}

	private static void readLine(String text, int start, int end, Map<String, String> headers) {
		int colon = text.indexOf(':', start);
		if (colon <= start || colon >= end) {
			throw new WireFormatException("Header line " + (headers.size() + 1) + " is not of the form 'name: value'");
		}
		String name = unescape(text, start, colon, headers.size() + 1);
		int valueStart = (colon + 1 < end && text.charAt(colon + 1) == ' ') ? colon + 2 : colon + 1;
		String value = unescape(text, valueStart, end, headers.size() + 1);
		if (headers.putIfAbsent(name, value) != null) {
			// Two readers could pick different ones: that is how headers are smuggled.
			throw new WireFormatException("Header line " + (headers.size() + 1) + " repeats a name");
		}
	}

	private static void escape(String text, boolean name, StringBuilder out) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '\\' -> out.append("\\\\");
				case '\n' -> out.append("\\n");
				case '\r' -> out.append("\\r");
				case ':' -> out.append(name ? "\\c" : ":");
				default -> out.append(c);
			}
		}
	}

	private static String unescape(String text, int start, int end, int line) {
		StringBuilder out = new StringBuilder(end - start);
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			if (c == '\r') {
				throw new WireFormatException("Header line " + line + " has a bare carriage return");
			}
			if (c != '\\') {
				out.append(c);
				continue;
			}
			i++;
			char escaped = (i < end) ? text.charAt(i) : ' ';
			switch (escaped) {
				case '\\' -> out.append('\\');
				case 'n' -> out.append('\n');
				case 'r' -> out.append('\r');
				case 'c' -> out.append(':');
				default -> throw new WireFormatException("Header line " + line + " has an unknown escape");
			}
		}
		return out.toString();
	}

	private static byte[] utf8(CharSequence text) {
		try {
			ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
			byte[] frame = new byte[bytes.remaining()];
			bytes.get(frame);
			return frame;
		}
		catch (CharacterCodingException ex) {
			throw new WireFormatException("A header is not valid Unicode", ex);
		}
	}

	private static String text(byte[] frame) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new WireFormatException("A header frame is not UTF-8", ex);
		}
	}

}

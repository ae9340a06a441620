package io.github.zmqspring.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Prints frames for human readers, in the format of the Guide's {@code s_dump} and
 * {@code zmsg_dump}.
 */
final class FramePrinter {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private static final String SEPARATOR = "-".repeat(40);

	private static final int GENERATED_ID_LENGTH = 17;

	private static final int SUMMARY_FRAMES = 8;

	private static final int SUMMARY_BYTES = 16;

	private FramePrinter() {
	}

	static String dump(byte[][] frames) {
		StringBuilder out = new StringBuilder(SEPARATOR);
		for (byte[] frame : frames) {
			out.append('\n').append('[');
			appendLength(out, frame.length);
			out.append("] ");
			if (frame.length == GENERATED_ID_LENGTH && frame[0] == 0) {
				out.append('@').append(HEX.formatHex(frame, 1, frame.length));
			}
			else {
				appendContent(out, frame, frame.length);
			}
		}
		return out.toString();
	}

	static String summary(byte[][] frames) {
		StringBuilder out = new StringBuilder("ZmqMessage[");
		for (int i = 0; i < Math.min(frames.length, SUMMARY_FRAMES); i++) {
			out.append((i > 0) ? ", " : "").append(brief(frames[i]));
		}
		if (frames.length > SUMMARY_FRAMES) {
			out.append(", and ").append(frames.length - SUMMARY_FRAMES).append(" more frames");
		}
		return out.append(']').toString();
	}

	/** The length of a frame and its first bytes. */
	static String brief(byte[] frame) {
		int shown = Math.min(frame.length, SUMMARY_BYTES);
		StringBuilder out = new StringBuilder().append(frame.length).append(':');
		appendContent(out, frame, shown);
		return out.append((shown < frame.length) ? "..." : "").toString();
	}

	/** As printf's {@code %03d}, without a formatter. */
	private static void appendLength(StringBuilder out, int length) {
		out.append((length < 10) ? "00" : (length < 100) ? "0" : "").append(length);
	}

	private static void appendContent(StringBuilder out, byte[] frame, int length) {
		out.append(isText(frame, length) ? new String(frame, 0, length, StandardCharsets.ISO_8859_1)
				: HEX.formatHex(frame, 0, length));
	}

	/** The Guide's own test, under which 127 (DEL) still counts as text. */
	private static boolean isText(byte[] frame, int length) {
		for (int i = 0; i < length; i++) {
			// Bytes above 127 are negative in Java.
			if (frame[i] < 32) {
				return false;
			}
		}
		return true;
	}

}

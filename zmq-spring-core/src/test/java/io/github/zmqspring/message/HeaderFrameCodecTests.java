package io.github.zmqspring.message;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HeaderFrameCodecTests {

	private static final int COUNT = 64;

	private static final int BYTES = 16 * 1024;

	@ParameterizedTest
	@MethodSource("layouts")
	void headersAreLaidOutAndReadBack(Map<String, String> headers, String frame) {
		byte[] encoded = HeaderFrameCodec.encode(headers, COUNT, BYTES);
		assertThat(new String(encoded, StandardCharsets.UTF_8)).isEqualTo(frame);
		assertThat(HeaderFrameCodec.decode(encoded, COUNT, BYTES)).isEqualTo(headers);
	}

	static Stream<Arguments> layouts() {
		Map<String, String> two = new LinkedHashMap<>();
		two.put("source", "nyc");
		two.put("unit", "°F");
		return Stream.of(Arguments.of(Map.of(), "\n"), Arguments.of(Map.of("a", "1"), "a: 1"),
				Arguments.of(two, "source: nyc\nunit: °F"), Arguments.of(Map.of("a", ""), "a: "),
				Arguments.of(Map.of("a", " x "), "a:  x "), Arguments.of(Map.of("a b", "1"), "a b: 1"),
				Arguments.of(Map.of("a", "x: y:z"), "a: x: y:z"), Arguments.of(Map.of("a:b", "1"), "a\\cb: 1"),
				Arguments.of(Map.of("a", "x\ny\r\n"), "a: x\\ny\\r\\n"), Arguments.of(Map.of("a\nb", "1"), "a\\nb: 1"),
				Arguments.of(Map.of("a\\", "\\n"), "a\\\\: \\\\n"), Arguments.of(Map.of("emoji", "😀"), "emoji: 😀"),
				Arguments.of(Map.of("nul", "\u0000"), "nul: \u0000"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: 1\nb: 2", "a: 1\nb: 2\n", "a:1\nb:2" })
	void readingIsLenientWithTheSpaceAndTheLastLineFeed(String frame) {
		assertThat(decode(frame)).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
	}

	@Test
	void anEmptyFrameHoldsNoHeaders() {
		assertThat(decode("")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			no colon                 | "abc"              | line 1 is not of the form
			no name                  | ": 1"              | line 1 is not of the form
			an empty line            | "a: 1\n\nb: 2"     | line 2 is not of the form
			an empty first line      | "\na: 1"           | line 1 is not of the form
			two line feeds           | "\n\n"             | line 1 is not of the form
			two line feeds at the end| "a: 1\n\n"         | line 2 is not of the form
			a colon in the next line | "a\nb: 1"          | line 1 is not of the form
			a repeated name          | "a: 1\nb: 2\na: 3" | line 3 repeats a name
			an unknown escape        | "a: \\x"           | line 1 has an unknown escape
			an escape at the end     | "a: 1\\"           | line 1 has an unknown escape
			an escaped line feed     | "a: 1\\\nb: 2"     | line 1 has an unknown escape
			a bare carriage return   | "a: 1\r\nb: 2"     | line 1 has a bare carriage return
			""")
	void malformedFramesAreRefused(String what, String frame, String reason) {
		assertThatExceptionOfType(WireFormatException.class).as(what)
			.isThrownBy(() -> decode(frame))
			.withMessageContaining(reason);
	}

	@Test
	void malformedUtf8IsRefused() {
		for (byte[] frame : new byte[][] { { 'a', ':', (byte) 0xC3 }, { (byte) 0xFF },
				{ 'a', ':', (byte) 0xC0, 0x0A } }) {
			assertThatExceptionOfType(WireFormatException.class)
				.isThrownBy(() -> HeaderFrameCodec.decode(frame, COUNT, BYTES))
				.withMessage("A header frame is not UTF-8");
		}
	}

	@Test
	void limitsHoldInBothDirections() {
		Map<String, String> two = Map.of("a", "1", "b", "2");
		byte[] frame = HeaderFrameCodec.encode(two, 2, 9);
		assertThat(HeaderFrameCodec.decode(frame, 2, 9)).isEqualTo(two);
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> HeaderFrameCodec.encode(two, 1, 9));
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> HeaderFrameCodec.encode(two, 2, 8));
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> HeaderFrameCodec.decode(frame, 1, 9));
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> HeaderFrameCodec.decode(frame, 2, 8));
	}

	@Test
	void whatCannotBeReadBackIsNotSent() {
		assertThatExceptionOfType(WireFormatException.class)
			.isThrownBy(() -> HeaderFrameCodec.encode(Map.of("", "1"), COUNT, BYTES));
		assertThatExceptionOfType(WireFormatException.class)
			.isThrownBy(() -> HeaderFrameCodec.encode(Map.of("a", "\uD800"), COUNT, BYTES));
	}

	@Test
	void whateverArrivesReadingEndsWithHeadersOrAWireFormatException() {
		Random random = new Random(20);
		byte[] likely = "ab: \n\\rnc\r\u00e9".getBytes(StandardCharsets.UTF_8);
		int read = 0;
		for (int i = 0; i < 100_000; i++) {
			byte[] frame = new byte[random.nextInt(48)];
			for (int j = 0; j < frame.length; j++) {
				frame[j] = (random.nextInt(20) == 0) ? (byte) random.nextInt(256)
						: likely[random.nextInt(likely.length)];
			}
			try {
				Map<String, String> headers = HeaderFrameCodec.decode(frame, 4, 40);
				int characters = headers.entrySet()
					.stream()
					.mapToInt((e) -> e.getKey().length() + e.getValue().length())
					.sum();
				assertThat(headers.size()).isLessThanOrEqualTo(4);
				assertThat(characters).isLessThanOrEqualTo(frame.length);
				byte[] again = HeaderFrameCodec.encode(headers, COUNT, BYTES);
				assertThat(HeaderFrameCodec.decode(again, COUNT, BYTES)).isEqualTo(headers);
				read++;
			}
			catch (WireFormatException ex) {
				assertThat(ex.getMessage()).hasSizeLessThan(200);
			}
		}
		assertThat(read).as("inputs that were read").isGreaterThan(1000);
	}

	@Test
	void whateverTheStringsAreTheyAreReadBack() {
		Random random = new Random(21);
		for (int i = 0; i < 10_000; i++) {
			Map<String, String> headers = new LinkedHashMap<>();
			for (int j = random.nextInt(5); j > 0; j--) {
				headers.put("x" + text(random), text(random));
			}
			byte[] frame = HeaderFrameCodec.encode(headers, COUNT, BYTES);
			assertThat(HeaderFrameCodec.decode(frame, COUNT, BYTES)).isEqualTo(headers);
		}
	}

	private static String text(Random random) {
		String alphabet = ":\\\n\r nrc°😀";
		int[] points = alphabet.codePoints().toArray();
		StringBuilder out = new StringBuilder();
		for (int i = random.nextInt(10); i > 0; i--) {
			out.appendCodePoint(points[random.nextInt(points.length)]);
		}
		return out.toString();
	}

	private static Map<String, String> decode(String frame) {
		return HeaderFrameCodec.decode(frame.getBytes(StandardCharsets.UTF_8), COUNT, BYTES);
	}

}

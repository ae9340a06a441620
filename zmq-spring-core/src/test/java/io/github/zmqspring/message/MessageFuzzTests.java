package io.github.zmqspring.message;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes off the wire and what reads it: the header frame, the layout of frames and
 * every converter, under generated input. Whatever it is, it is read or refused with the
 * exception that says so. How many inputs, and which: {@code -Dzmq.fuzz.inputs=1000000
 * -Dzmq.fuzz.seed=1}.
 */
@Timeout(7200)
class MessageFuzzTests {

	private static final Log logger = LogFactory.getLog(MessageFuzzTests.class);

	private static final long INPUTS = Long.getLong("zmq.fuzz.inputs", 50_000);

	private static final long SEED = Long.getLong("zmq.fuzz.seed", 20261125);

	private static final String[] HEADER_PIECES = { "name", ":", ": ", " ", "\n", "\r", "\\", "\\n", "\\c", "\\x",
			"value", "content-type", "a:b:c", "é", "\ud83d\ude00", "\0", "spring.x", "traceparent: 00-1-2-3\n" };

	private static final String[] JSON_PIECES = { "{", "}", "[", "]", ":", ",", "\"", "\"a\"", "\"city\"",
			"\"degrees\"", "1", "-1", "1e308", "1e999999999", "0.1", "null", "true", "\\u0000", "\\ud800", " ", "\n",
			"NaN", "\"@class\"", "\"java.lang.Runtime\"", "99999999999999999999", "\t", "/*", "//" };

	private static final List<Class<?>> TYPES = List.of(String.class, byte[].class, ByteBuffer.class, Object.class,
			ZmqMessage.class, byte[][].class, List.class, Map.class, Integer.class, Long.class, BigDecimal.class,
			Instant.class, Reading.class, int[].class, CharSequence.class, Boolean.class);

	private final SplittableRandom random = new SplittableRandom(SEED);

	record Reading(String city, int degrees, List<Reading> more) {

	}

	private byte[] bytes(int most) {
		byte[] bytes = new byte[this.random.nextInt(most + 1)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	/** Some of the pieces in a row, and sometimes bytes that are wrong. */
	private byte[] of(String[] pieces) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int i = this.random.nextInt(30); i >= 0; i--) {
			if (this.random.nextInt(40) == 0) {
				out.writeBytes(bytes(8));
			}
			else {
				out.writeBytes(pieces[this.random.nextInt(pieces.length)].getBytes(StandardCharsets.UTF_8));
			}
		}
		return out.toByteArray();
	}

	@Test
	void aHeaderFrameIsReadOrRefused() {
		long read = 0;
		for (long i = 0; i < INPUTS; i++) {
			byte[] frame = (i % 8 == 0) ? bytes(300) : of(HEADER_PIECES);
			try {
				Map<String, String> headers = HeaderFrameCodec.decode(frame, 16, 400);
				byte[] again = HeaderFrameCodec.encode(headers, 16, 10_000);
				assertThat(HeaderFrameCodec.decode(again, 16, 10_000)).isEqualTo(headers);
				read++;
			}
			catch (WireFormatException ex) {
				// refused
			}
		}
		report("header frames", read);
	}

	@Test
	void framesAreLaidOutOrRefused() {
		HeaderPolicy policy = HeaderPolicy.of(List.of("*"), List.of("*"));
		// routed and with an envelope, or with a topic; each with headers or without
		WireFormat[] formats = new WireFormat[10];
		for (int i = 0; i < formats.length; i++) {
			boolean topic = i >= 8;
			formats[i] = WireFormat.of(!topic && (i & 2) != 0, !topic && (i & 4) != 0, topic,
					((i & 1) != 0) ? policy : null);
		}
		long read = 0;
		for (long i = 0; i < INPUTS; i++) {
			byte[][] frames = new byte[1 + this.random.nextInt(6)][];
			for (int frame = 0; frame < frames.length; frame++) {
				frames[frame] = switch (this.random.nextInt(4)) {
					case 0 -> new byte[0];
					case 1 -> of(HEADER_PIECES);
					default -> bytes(20);
				};
			}
			try {
				assertThat(formats[this.random.nextInt(formats.length)].decode(ZmqMessage.of(frames))).isNotNull();
				read++;
			}
			catch (WireFormatException ex) {
				// refused
			}
		}
		report("messages", read);
	}

	@Test
	void everyConverterReadsOrRefuses() {
		List<SmartMessageConverter> converters = List.of(ZmqMessageConverters.create(null),
				ZmqMessageConverters.create(new ZmqJsonMessageConverter(JsonMapper.builder().build())));
		long read = 0;
		for (long i = 0; i < INPUTS; i++) {
			Object payload = switch (this.random.nextInt(8)) {
				case 0 -> bytes(200);
				case 1 -> ZmqMessage.of(of(JSON_PIECES), bytes(10));
				case 2 -> ZmqMessage.of(of(JSON_PIECES));
				case 3 -> "[".repeat(this.random.nextInt(3000)).getBytes(StandardCharsets.UTF_8);
				default -> of(JSON_PIECES);
			};
			Class<?> type = TYPES.get(this.random.nextInt(TYPES.size()));
			var message = MessageBuilder.withPayload(payload)
				.setHeader(MessageHeaders.CONTENT_TYPE, new String(of(HEADER_PIECES), StandardCharsets.UTF_8))
				.build();
			try {
				read += (converters.get(this.random.nextInt(2)).fromMessage(message, type) != null) ? 1 : 0;
			}
			catch (MessageConversionException ex) {
				// refused
			}
		}
		report("payloads", read);
	}

	private static void report(String what, long read) {
		logger.info(INPUTS + " " + what + ", seed " + SEED + ": " + read + " were read, the others refused");
		assertThat(read).isBetween(1L, INPUTS - 1);
	}

}

package io.github.zmqspring.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.converter.MessageConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WireFormatTests {

	private static final HeaderPolicy ALL = HeaderPolicy.of(List.of("*"), List.of("*"));

	private static final byte[] ID = { 0, 1, 2, 3, 4 };

	@Test
	void whatDoesNotFitIsAConversionException() {
		assertThat(new WireFormatException("x")).isInstanceOf(MessageConversionException.class);
	}

	@Test
	void aTopicExcludesRoutingIdAndEnvelope() {
		assertThatIllegalArgumentException().isThrownBy(() -> WireFormat.of(true, false, true, null));
		assertThatIllegalArgumentException().isThrownBy(() -> WireFormat.of(false, true, true, null));
	}

	@Test
	void aFormatTellsItsFlags() {
		WireFormat router = WireFormat.of(true, true, false, ALL);
		assertThat(router.isRouted() && router.hasEnvelope() && !router.hasTopic()).isTrue();
		assertThat(router.headers()).isSameAs(ALL);
		assertThat(router.isPayloadOnly()).isFalse();
		assertThat(WireFormat.of(false, false, true, null).hasTopic()).isTrue();
	}

	@Nested
	class Plain {

		private final WireFormat format = WireFormat.plain();

		@Test
		void thePayloadIsTheMessage() {
			ZmqMessage message = message("a", "", "c");
			assertThat(this.format.isPayloadOnly()).isTrue();
			assertThat(WireFormat.of(false, false, false, null)).isSameAs(this.format);
			assertThat(this.format.encode(ZmqParts.of(message))).isSameAs(message);
			assertThat(this.format.decode(message).payload()).isSameAs(message);
		}

		@Test
		void whenAPartHasNoPlaceItIsRefused() {
			ZmqParts parts = parts("x");
			assertRefused(this.format, parts.withTopic("t"), "no topic");
			assertRefused(this.format, parts.withRoutingId(ID), "no routing id");
			assertRefused(this.format, parts.withEnvelope(message("")), "no envelope");
		}

		@Test
		void headersAreNotAllowedSoTheyAreLeftOut() {
			assertThat(this.format.encode(parts("x").withHeaders(Map.of("a", "1")))).isEqualTo(message("x"));
		}

	}

	@Nested
	class Topics {

		private final WireFormat format = WireFormat.of(false, false, true, null);

		@Test
		void theTopicIsTheFirstFrame() {
			// Guide chapter 2, "Pub-Sub Message Envelopes".
			ZmqParts parts = parts("We would like to see this").withTopic("B");
			ZmqMessage message = message("B", "We would like to see this");
			assertThat(this.format.encode(parts)).isEqualTo(message);
			assertThat(this.format.decode(message)).isEqualTo(parts);
		}

		@Test
		void aSingleFrameIsAPayloadWithoutTopic() {
			assertThat(this.format.encode(parts("x"))).isEqualTo(message("x"));
			assertThat(this.format.decode(message("x")).topic()).isNull();
			assertThat(this.format.decode(message("x")).payload()).isEqualTo(message("x"));
		}

		@Test
		void thePayloadMayHaveMoreFrames() {
			ZmqParts parts = this.format.decode(message("key", "body", "", "publisher"));
			assertThat(parts.topicAsString()).isEqualTo("key");
			assertThat(parts.payload()).isEqualTo(message("body", "", "publisher"));
		}

		@Test
		void aBinaryTopicLosesNothing() {
			byte[] binary = { (byte) 0xFF, 0, (byte) 0xFE };
			ZmqMessage message = ZmqMessage.of(binary, "x".getBytes());
			ZmqParts parts = this.format.decode(message);
			assertThat(parts.topic()).isSameAs(binary);
			assertThat(this.format.encode(parts)).isEqualTo(message);
		}

		@Test
		void anEmptyTopicIsATopic() {
			assertThat(this.format.encode(parts("x").withTopic(""))).isEqualTo(message("", "x"));
			assertThat(this.format.decode(message("", "x")).topic()).isEmpty();
		}

	}

	@Nested
	class TopicsWithHeaders {

		private final WireFormat format = WireFormat.of(false, false, true, ALL);

		@Test
		void theHeaderFrameStandsBetweenTopicAndPayload() {
			ZmqParts parts = parts("x").withTopic("t").withHeaders(Map.of("a", "1"));
			ZmqMessage message = message("t", "a: 1", "x");
			assertThat(this.format.encode(parts)).isEqualTo(message);
			assertThat(this.format.decode(message)).isEqualTo(parts);
		}

		@Test
		void theTopicFrameIsAlwaysThereAndEmptyIfThereIsNoTopic() {
			ZmqMessage message = message("", "\n", "x");
			assertThat(this.format.encode(parts("x"))).isEqualTo(message);
			assertThat(this.format.decode(message)).isEqualTo(parts("x"));
			assertThat(this.format.decode(message("", "", "x"))).isEqualTo(parts("x"));
		}

		@Test
		void whenAFrameIsMissingTheMessageIsRefused() {
			assertRefused(this.format, message("t", "x"), "no header frame");
			assertRefused(this.format, message("x"), "no topic");
		}

	}

	@Nested
	class Headers {

		@Test
		void theHeaderFrameIsTheFirst() {
			WireFormat format = WireFormat.of(false, false, false, ALL);
			ZmqParts parts = parts("x", "", "y").withHeaders(Map.of("a", "1"));
			assertThat(format.encode(parts)).isEqualTo(message("a: 1", "x", "", "y"));
			assertThat(format.decode(message("a: 1", "x", "", "y"))).isEqualTo(parts);
			assertRefused(format, message("x"), "no header frame");
			assertRefused(format, message("x", "y"), "not of the form");
		}

		@Test
		void whatIsNotAllowedIsDroppedBothWays() {
			WireFormat format = WireFormat.of(false, false, false, HeaderPolicy.of(List.of("a"), List.of("b")));
			assertThat(format.encode(parts("x").withHeaders(Map.of("a", "1", "b", "2"))))
				.isEqualTo(message("a: 1", "x"));
			assertThat(format.decode(message("a: 1\nb: 2\nid: 3", "x")).headers()).isEqualTo(Map.of("b", "2"));
		}

		@Test
		void limitsCountBeforeTheAllowList() {
			WireFormat format = WireFormat.of(false, false, false,
					HeaderPolicy.of(List.of("a"), List.of("a")).withLimits(1, 8));
			assertThat(format.encode(parts("x").withHeaders(Map.of("a", "1", "b", "2"))))
				.isEqualTo(message("a: 1", "x"));
			assertRefused(format, message("a:1\nb:2", "x"), "more than the 1");
			assertRefused(format, message("a:1234567", "x"), "longer than the 8");
		}

	}

	@Nested
	class Routed {

		private final WireFormat bare = WireFormat.of(true, false, false, null);

		private final WireFormat format = WireFormat.of(true, true, false, null);

		@Test
		void theRoutingIdIsTheFirstFrame() {
			ZmqMessage message = message("", "x").push(ID);
			ZmqParts parts = this.bare.decode(message);
			assertThat(parts).isEqualTo(parts("", "x").withRoutingId(ID));
			assertThat(this.bare.encode(parts)).isEqualTo(message);
		}

		@Test
		void aStreamEventHasAnEmptyPayload() {
			assertThat(this.bare.decode(message("").push(ID))).isEqualTo(parts("").withRoutingId(ID));
		}

		@Test
		void theEnvelopeOfAReqIsItsDelimiter() {
			ZmqMessage message = message("", "Hello").push(ID);
			ZmqParts parts = this.format.decode(message);
			assertThat(parts).isEqualTo(parts("Hello").withRoutingId(ID).withEnvelope(message("")));
			assertThat(this.format.encode(parts)).isEqualTo(message);
		}

		@Test
		void aStackOfAddressesIsPutBackInTheSameOrder() {
			// Guide chapter 3 (rtpapa).
			ZmqMessage message = message("A", "address 3", "address 2", "address 1", "", "work");
			ZmqParts parts = this.format.decode(message);
			assertThat(parts.routingId()).isEqualTo("A".getBytes());
			assertThat(parts.envelope()).isEqualTo(message("address 3", "address 2", "address 1", ""));
			assertThat(parts.payload()).isEqualTo(message("work"));
			assertThat(this.format.encode(parts)).isEqualTo(message);
		}

		@Test
		void whenThereIsNoDelimiterThereIsNoEnvelope() {
			ZmqParts parts = this.format.decode(message("a", "b").push(ID));
			assertThat(parts).isEqualTo(parts("a", "b").withRoutingId(ID));
		}

		@Test
		void anEmptyBodyBehindTheDelimiterIsABody() {
			assertThat(this.format.decode(message("", "").push(ID)))
				.isEqualTo(parts("").withRoutingId(ID).withEnvelope(message("")));
			assertThat(this.format.decode(message("").push(ID))).isEqualTo(parts("").withRoutingId(ID));
		}

		@Test
		void anEmptyRoutingIdIsNotTakenForADelimiter() {
			assertThat(this.format.decode(message("", "x"))).isEqualTo(parts("x").withRoutingId(new byte[0]));
		}

		@Test
		void aRoutedMessageNeedsARoutingIdBothWays() {
			assertRefused(this.format, parts("x"), "needs a routing id");
			assertRefused(this.format, message("x"), "no routing id");
		}

		@Test
		void anEnvelopeHasOneEmptyFrameItsLast() {
			ZmqParts parts = parts("x").withRoutingId(ID);
			assertRefused(this.format, parts.withEnvelope(message("a")), "one empty frame");
			assertRefused(this.format, parts.withEnvelope(message("", "a", "")), "one empty frame");
			assertRefused(this.bare, parts.withEnvelope(message("")), "no envelope");
		}

	}

	@Nested
	class RoutedWithHeaders {

		private final WireFormat format = WireFormat.of(true, true, false, ALL);

		@Test
		void theHeaderFrameStandsBehindTheEnvelope() {
			ZmqParts parts = parts("x").withRoutingId(ID).withEnvelope(message("b", "")).withHeaders(Map.of("a", "1"));
			ZmqMessage message = message("b", "", "a: 1", "x").push(ID);
			assertThat(this.format.encode(parts)).isEqualTo(message);
			assertThat(this.format.decode(message)).isEqualTo(parts);
		}

		@Test
		void whenThereAreNoHeadersTheirFrameIsNotTakenForADelimiter() {
			ZmqParts fromDealer = parts("x").withRoutingId(ID);
			ZmqMessage message = this.format.encode(fromDealer);
			assertThat(message).isEqualTo(message("\n", "x").push(ID));
			assertThat(this.format.decode(message)).isEqualTo(fromDealer);
		}

		@Test
		void anEmptyHeaderFrameIsReadBehindADelimiter() {
			assertThat(this.format.decode(message("", "", "x").push(ID)))
				.isEqualTo(parts("x").withRoutingId(ID).withEnvelope(message("")));
		}

	}

	@Test
	void theOriginGoesWithThePayload() {
		MessageOrigin origin = new MessageDestination(7, null);
		ZmqMessage message = ZmqMessage.received(new byte[][] { ID, {}, { 'x' } }, origin);
		WireFormat format = WireFormat.of(true, true, false, null);
		assertThat(format.decode(message).payload().origin()).isSameAs(origin);
		assertThat(format.encode(format.decode(message)).origin()).isSameAs(origin);
	}

	@Test
	void whateverArrivesIsPartsThatMakeTheSameFramesOrAWireFormatException() {
		Random random = new Random(22);
		String[] likely = { "", "", "\n", "a: 1", "a: 1\nb: 2", "x", ":", "\\" };
		for (int i = 0; i < 100_000; i++) {
			byte[][] frames = new byte[1 + random.nextInt(6)][];
			for (int j = 0; j < frames.length; j++) {
				frames[j] = likely[random.nextInt(likely.length)].getBytes(StandardCharsets.UTF_8);
			}
			ZmqMessage message = ZmqMessage.of(frames);
			boolean topic = random.nextBoolean();
			HeaderPolicy headers = random.nextBoolean() ? ALL : null;
			WireFormat format = WireFormat.of(!topic && random.nextBoolean(), !topic && random.nextBoolean(), topic,
					headers);
			try {
				ZmqParts parts = format.decode(message);
				ZmqMessage again = format.encode(parts);
				if (headers == null) {
					assertThat(again).isEqualTo(message);
				}
				assertThat(format.decode(again)).isEqualTo(parts);
			}
			catch (WireFormatException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		}
	}

	private static ZmqMessage message(String... frames) {
		return ZmqMessage.ofStrings(frames);
	}

	private static ZmqParts parts(String... payload) {
		return ZmqParts.of(ZmqMessage.ofStrings(payload));
	}

	private static void assertRefused(WireFormat format, ZmqParts parts, String reason) {
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> format.encode(parts))
			.withMessageContaining(reason);
	}

	private static void assertRefused(WireFormat format, ZmqMessage message, String reason) {
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> format.decode(message))
			.withMessageContaining(reason);
	}

}

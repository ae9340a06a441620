package io.github.zmqspring.message;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ZmqPartsTests {

	private final ZmqParts parts = ZmqParts.of(ZmqMessage.ofStrings("x"));

	@Test
	void partsAreEqualByContent() {
		ZmqParts one = this.parts.withTopic("t").withRoutingId(new byte[] { 1 }).withHeaders(Map.of("a", "1"));
		ZmqParts same = this.parts.withTopic("t".getBytes())
			.withRoutingId(new byte[] { 1 })
			.withHeaders(Map.of("a", "1"));
		assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
		assertThat(one).isNotEqualTo(one.withTopic("u"))
			.isNotEqualTo(one.withRoutingId(null))
			.isNotEqualTo(one.withHeaders(Map.of()))
			.isNotEqualTo(one.withEnvelope(ZmqMessage.ofStrings("")));
	}

	@Test
	void theTopicIsBytesWithAStringViewInUtf8() {
		assertThat(this.parts.topicAsString()).isNull();
		assertThat(this.parts.withTopic("Zürich").topic()).hasSize(7);
		assertThat(this.parts.withTopic("Zürich").topicAsString()).isEqualTo("Zürich");
		assertThat(this.parts.withTopic(new byte[] { (byte) 0xFF }).topicAsString()).isEqualTo("\uFFFD");
	}

	@Test
	void toStringShowsNoHeaderValuesAndNoWholePayload() {
		ZmqParts big = new ZmqParts(new byte[] { 0, 1 }, null, "t".getBytes(), Map.of("token", "secret"),
				ZmqMessage.of(new byte[1000]));
		assertThat(big.toString()).contains("routingId=2:0001", "topic=1:t", "headers=[token]", "envelope=null")
			.doesNotContain("secret")
			.hasSizeLessThan(200);
	}

}

package io.github.zmqspring.integration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.message.HeaderPolicy;
import org.junit.jupiter.api.Test;

import org.springframework.integration.support.MessageBuilder;
import org.springframework.integration.support.json.EmbeddedHeadersJsonMessageMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link ZmqEmbeddedHeadersMessageMapper}, beside the mapper whose format it has.
 */
class ZmqEmbeddedHeadersMessageMapperTests {

	private final EmbeddedHeadersJsonMessageMapper theirs = new EmbeddedHeadersJsonMessageMapper();

	private final ZmqEmbeddedHeadersMessageMapper ours = new ZmqEmbeddedHeadersMessageMapper(
			HeaderPolicy.of(List.of("*"), List.of("source", "sequenceNumber")));

	@Test
	void bytesGoBothWays() {
		Message<byte[]> message = MessageBuilder.withPayload(new byte[] { 0, 1, 2 }).setHeader("source", "nyc").build();
		assertMessage(this.ours.toMessage(this.theirs.fromMessage(message), null), new byte[] { 0, 1, 2 });
		assertMessage(this.theirs.toMessage(this.ours.fromMessage(message), null), new byte[] { 0, 1, 2 });
		assertMessage(this.ours.toMessage(this.ours.fromMessage(message), null), new byte[] { 0, 1, 2 });
	}

	@Test
	void textGoesBothWays() {
		Message<String> message = MessageBuilder.withPayload("héllo").setHeader("source", "nyc").build();
		assertMessage(this.ours.toMessage(this.theirs.fromMessage(message), null), "héllo");
		assertMessage(this.theirs.toMessage(this.ours.fromMessage(message), null), "héllo");
	}

	@Test
	void aNumberIsReadAsANumber() {
		Message<Long> message = MessageBuilder.withPayload(1234567890123L).setHeader("source", "nyc").build();
		assertMessage(this.ours.toMessage(this.theirs.fromMessage(message), null), 1234567890123L);
	}

	@Test
	void anObjectIsReadAsItsJson() {
		Message<?> message = MessageBuilder.withPayload(Map.of("x", 1)).setHeader("source", "nyc").build();
		Message<?> read = this.ours.toMessage(this.ours.fromMessage(message), null);
		assertMessage(read, "{\"x\":1}".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void onlyHeadersOnTheListComeIn() {
		Message<String> message = MessageBuilder.withPayload("x")
			.setHeader("source", "nyc")
			.setHeader("sequenceNumber", 2)
			.setHeader("secret", "s")
			.setReplyChannelName("evil")
			.build();
		Message<?> read = this.ours.toMessage(this.theirs.fromMessage(message), null);
		assertThat(read.getHeaders()).containsOnlyKeys("source", "sequenceNumber", "id", "timestamp")
			.containsEntry("sequenceNumber", 2);
		assertThat(read.getHeaders().getId()).isNotEqualTo(message.getHeaders().getId());
	}

	@Test
	void noClassNamedInTheJsonIsInstantiated() {
		String hostile = "{\"@class\":\"org.springframework.messaging.support.GenericMessage\",\"payload\":"
				+ "[\"javax.script.ScriptEngineManager\",{\"x\":1}],\"headers\":{\"@class\":\"java.util.HashMap\","
				+ "\"source\":[\"java.net.URL\",\"http://example.org\"]}}";
		Message<?> read = this.ours.toMessage(hostile.getBytes(StandardCharsets.UTF_8), null);
		assertThat(read.getPayload()).isInstanceOf(byte[].class);
		assertThat(read.getHeaders()).doesNotContainKey("source");
	}

	@Test
	void otherBytesAreThePayload() {
		for (String text : List.of("", "x", "plain text", "{", "{}", "{\"payload\":1}", "[1]", "\0\0\0\0\0\0\0\1")) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			assertThat(this.ours.toMessage(bytes, null).getPayload()).as(text).isEqualTo(bytes);
		}
		byte[] lengthsThatLie = { 127, -1, -1, -1, 0, 0, 0, 0, 1 };
		assertThat(this.ours.toMessage(lengthsThatLie, null).getPayload()).isEqualTo(lengthsThatLie);
	}

	@Test
	void moreHeadersThanThePolicyAllowsAreRefused() {
		ZmqEmbeddedHeadersMessageMapper strict = new ZmqEmbeddedHeadersMessageMapper(
				HeaderPolicy.of(List.of("*"), List.of("*")).withLimits(1, 10));
		byte[] written = this.theirs.fromMessage(MessageBuilder.withPayload("x").setHeader("source", "nyc").build());
		assertThatThrownBy(() -> strict.toMessage(written, null)).isInstanceOf(MessageConversionException.class);
	}

	private static void assertMessage(Message<?> message, Object payload) {
		assertThat(message.getPayload()).isEqualTo(payload);
		assertThat(message.getHeaders()).containsEntry("source", "nyc");
	}

}

package io.github.zmqspring.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HeaderPolicyTests {

	private final HeaderPolicy policy = HeaderPolicy.of(List.of("source", "x-*"), List.of("*-id", "traceparent"));

	@Test
	void eachDirectionHasItsOwnList() {
		assertThat(this.policy.allowsOutbound("source")).isTrue();
		assertThat(this.policy.allowsOutbound("x-anything")).isTrue();
		assertThat(this.policy.allowsOutbound("traceparent")).isFalse();
		assertThat(this.policy.allowsInbound("traceparent")).isTrue();
		assertThat(this.policy.allowsInbound("request-id")).isTrue();
		assertThat(this.policy.allowsInbound("source")).isFalse();
	}

	@Test
	void whatIsNotOnTheListIsDropped() {
		assertThat(this.policy.outbound(Map.of("source", "nyc", "secret", "s"))).isEqualTo(Map.of("source", "nyc"));
		assertThat(this.policy.inbound(Map.of("a-id", "1", "source", "s"))).isEqualTo(Map.of("a-id", "1"));
	}

	@Test
	void anEmptyListLetsNothingThrough() {
		HeaderPolicy nothing = HeaderPolicy.of(List.of(), List.of());
		assertThat(nothing.outbound(Map.of("a", "1"))).isEmpty();
		assertThat(nothing.inbound(Map.of("a", "1"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "timestamp", "replyChannel", "errorChannel", "zeromq_topic", "zeromq_anything", "",
			"__TypeId__", "json__TypeId__", "__ContentTypeId__", "spring.cloud.function.definition",
			"spring_json_header_types" })
	void someHeadersNeverTravelEvenIfListed(String name) {
		HeaderPolicy all = HeaderPolicy.of(List.of("*", "id", "zeromq_*"), List.of("*", "id", "zeromq_*"));
		assertThat(all.allowsOutbound(name)).isFalse();
		assertThat(all.allowsInbound(name)).isFalse();
	}

	@Test
	void contentTypeTravelsOnlyIfListedByName() {
		HeaderPolicy wild = HeaderPolicy.of(List.of("*"), List.of("content*"));
		assertThat(wild.allowsOutbound("contentType")).isFalse();
		assertThat(wild.allowsInbound("contentType")).isFalse();
		HeaderPolicy named = HeaderPolicy.of(List.of("contentType"), List.of("*", "contentType"));
		assertThat(named.outbound(Map.of("contentType", MimeTypeUtils.APPLICATION_JSON)))
			.isEqualTo(Map.of("contentType", "application/json"));
		assertThat(named.allowsInbound("contentType")).isTrue();
	}

	@Test
	void simpleValuesAreSentAsStringsAndObjectsNotAtAll() {
		UUID uuid = new UUID(1, 2);
		Map<String, Object> headers = new LinkedHashMap<>();
		headers.put("s", "text");
		headers.put("n", 42);
		headers.put("b", true);
		headers.put("c", 'x');
		headers.put("e", TimeUnit.DAYS);
		headers.put("u", uuid);
		headers.put("list", new ArrayList<>());
		headers.put("object", new Object());
		headers.put("bytes", new byte[1]);
		headers.put("null", null);
		assertThat(HeaderPolicy.of(List.of("*"), List.of()).outbound(headers))
			.isEqualTo(Map.of("s", "text", "n", "42", "b", "true", "c", "x", "e", "DAYS", "u", uuid.toString()));
	}

	@Test
	void theHeadersOfASpringMessageCanBeSelectedFrom() {
		Map<String, Object> headers = MessageBuilder.withPayload("x").setHeader("a", 1).build().getHeaders();
		assertThat(HeaderPolicy.of(List.of("*"), List.of()).outbound(headers)).isEqualTo(Map.of("a", "1"));
	}

	@Test
	void limitsAre64HeadersAnd16KilobytesUnlessSet() {
		assertThat(this.policy.maxHeaders()).isEqualTo(64);
		assertThat(this.policy.maxFrameSize()).isEqualTo(16384);
		HeaderPolicy limited = this.policy.withLimits(1, 100);
		assertThat(limited.maxHeaders()).isEqualTo(1);
		assertThat(limited.maxFrameSize()).isEqualTo(100);
		assertThat(limited.allowsOutbound("source")).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> this.policy.withLimits(0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.policy.withLimits(1, 0));
	}

	@Test
	void anEmptyPatternIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderPolicy.of(List.of(""), List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderPolicy.of(List.of(), List.of(" ")));
	}

}

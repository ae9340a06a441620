package io.github.zmqspring.listener;

import java.util.List;
import java.util.Map;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReplyLayoutTests {

	private static final WireFormat ROUTER = WireFormat.of(true, true, false, null);

	private static final WireFormat PUB = WireFormat.of(false, false, true, null);

	private final ReplyLayout layout = new ReplyLayout(ZmqMessageConverters.create(null));

	private static Received request(String... frames) {
		ZmqMessage raw = ZmqMessage.ofStrings(frames);
		return new Received(raw, ROUTER.decode(raw));
	}

	@Test
	void whenARequestIsAnsweredRoutingIdAndEnvelopeComeBack() {
		assertThat(this.layout.layOut("World", ZmqSocketType.ROUTER, ROUTER, request("id", "a", "", "Hello")))
			.isEqualTo(ZmqMessage.ofStrings("id", "a", "", "World"));
		assertThat(this.layout.layOut("World", ZmqSocketType.ROUTER, ROUTER, request("id", "Hello")))
			.isEqualTo(ZmqMessage.ofStrings("id", "World"));
	}

	@Test
	void whenAMessageHasHeadersTheyOverrideTheRequest() {
		Object result = MessageBuilder.withPayload("World")
			.setHeader(ZmqHeaders.ROUTING_ID, "other")
			.setHeader(ZmqHeaders.ENVELOPE, List.of("b".getBytes(), new byte[0]))
			.build();
		assertThat(this.layout.layOut(result, ZmqSocketType.ROUTER, ROUTER, request("id", "a", "", "Hello")))
			.isEqualTo(ZmqMessage.ofStrings("other", "b", "", "World"));
	}

	@Test
	void whenNobodyKnowsThePeerItIsRefused() {
		assertThatExceptionOfType(ZmqException.class)
			.isThrownBy(() -> this.layout.layOut("x", ZmqSocketType.ROUTER, ROUTER, null))
			.withMessageContaining(ZmqHeaders.ROUTING_ID);
		assertThatExceptionOfType(ZmqException.class)
			.isThrownBy(() -> this.layout.layOut("x", ZmqSocketType.SERVER, WireFormat.plain(), null))
			.withMessageContaining(ZmqHeaders.ROUTING_ID);
		assertThatExceptionOfType(ZmqException.class)
			.isThrownBy(() -> this.layout.layOut("x", ZmqSocketType.RADIO, WireFormat.plain(), null))
			.withMessageContaining(ZmqHeaders.GROUP);
	}

	@Test
	void whenHeadersNameNumberOrGroupTheyAreInTheOrigin() {
		MessageOrigin server = this.layout
			.layOut(MessageBuilder.withPayload("x").setHeader(ZmqHeaders.ROUTING_ID, 42).build(), ZmqSocketType.SERVER,
					WireFormat.plain(), null)
			.origin();
		assertThat(server).isNotNull().extracting(MessageOrigin::routingId).isEqualTo(42);
		MessageOrigin radio = this.layout
			.layOut(MessageBuilder.withPayload("x").setHeader(ZmqHeaders.GROUP, "tv").build(), ZmqSocketType.RADIO,
					WireFormat.plain(), null)
			.origin();
		assertThat(radio).isNotNull().extracting(MessageOrigin::group).isEqualTo("tv");
	}

	@Test
	void whenATopicIsGivenItIsTheFirstFrame() {
		assertThat(this.layout.layOut(MessageBuilder.withPayload("x").setHeader(ZmqHeaders.TOPIC, "t").build(),
				ZmqSocketType.PUB, PUB, null))
			.isEqualTo(ZmqMessage.ofStrings("t", "x"));
		assertThat(this.layout.layOut("x", ZmqSocketType.PUB, PUB, null)).isEqualTo(ZmqMessage.ofStrings("x"));
	}

	@Test
	void whenTheSocketHasNoPlaceForATopicItIsLeftOut() {
		assertThat(this.layout.layOut(MessageBuilder.withPayload("x").setHeader(ZmqHeaders.TOPIC, "t").build(),
				ZmqSocketType.PUSH, WireFormat.plain(), null))
			.isEqualTo(ZmqMessage.ofStrings("x"));
	}

	@Test
	void whenTheSocketHasHeadersOnlyAllowedOnesTravel() {
		WireFormat format = WireFormat.of(false, false, false, HeaderPolicy.of(List.of("a"), List.of()));
		assertThat(this.layout.layOut(MessageBuilder.withPayload("x").copyHeaders(Map.of("a", 1, "b", 2)).build(),
				ZmqSocketType.PUSH, format, null))
			.isEqualTo(ZmqMessage.ofStrings("a: 1", "x"));
	}

	@Test
	void whenNoConverterTakesTheResultItIsRefused() {
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> this.layout.layOut(new Object(), ZmqSocketType.PUSH, WireFormat.plain(), null))
			.withMessageContaining("java.lang.Object");
	}

}

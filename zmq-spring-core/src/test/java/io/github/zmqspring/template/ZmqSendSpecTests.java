package io.github.zmqspring.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What cannot be done is refused, with an advice.
 */
class ZmqSendSpecTests {

	private static final ZmqMessage DELIMITER = ZmqMessage.of(new byte[0]);

	private static TemplateFixture zmq;

	private static ZmqTemplate template;

	@BeforeAll
	static void open() {
		zmq = new TemplateFixture();
		template = zmq.template;
		for (ZmqSocketType type : ZmqSocketType.values()) {
			zmq.open(type.name(), type, (spec) -> {
				SocketSpec.Builder builder = spec.bind(TemplateFixture.ANY_PORT);
				if (type.subscribes()) {
					builder.topics("t");
				}
				return (type == ZmqSocketType.DISH) ? builder.groups("g") : builder;
			});
		}
		zmq.open("headers", ZmqSocketType.PUSH,
				(spec) -> spec.bind(TemplateFixture.ANY_PORT).headers(HeaderPolicy.of(List.of("allowed"), List.of())));
	}

	@AfterAll
	static void close() throws Exception {
		zmq.close();
	}

	@ParameterizedTest(name = "{0}: {2}")
	@MethodSource
	void whenTheSocketHasNoPlaceForItItIsRefused(String socket, Consumer<ZmqSendSpec> message, String advice) {
		ZmqSendSpec spec = template.to(socket).body("x");
		message.accept(spec);
		assertThatIllegalArgumentException().isThrownBy(spec::send)
			.withMessageContaining("'" + socket + "'")
			.withMessageContaining(advice);
		assertThatIllegalArgumentException().isThrownBy(spec::trySend).withMessageContaining(advice);
	}

	static Stream<Arguments> whenTheSocketHasNoPlaceForItItIsRefused() {
		return Stream.of(refused("PUSH", (spec) -> spec.topic("t"), "use a PUB or XPUB"),
				refused("ROUTER", (spec) -> spec.topic("t").routingId("a"), "use a PUB or XPUB"),
				refused("PUB", (spec) -> spec.header("a", 1), "switch on its 'headers'"),
				refused("PUB", (spec) -> spec.headers(Map.of("a", 1)), "switch on its 'headers'"),
				refused("headers", (spec) -> spec.header("other", 1), "'other'"),
				refused("headers", (spec) -> spec.header("allowed", List.of()), "use a string"),
				refused("PUSH", (spec) -> spec.routingId("a"), "use a ROUTER or SERVER"),
				refused("DEALER", (spec) -> spec.routingId(1), "use a ROUTER or SERVER"), refused("ROUTER", (spec) -> {
				}, "sendTo(..)"), refused("STREAM", (spec) -> {
				}, "sendTo(..)"), refused("REP", (spec) -> {
				}, "sendTo(..)"), refused("ROUTER", (spec) -> spec.routingId(1), "routingId(byte[])"),
				refused("SERVER", (spec) -> {
				}, "routingId(int)"), refused("PEER", (spec) -> {
				}, "routingId(int)"), refused("SERVER", (spec) -> spec.routingId("a"), "routingId(int)"),
				refused("DEALER", (spec) -> spec.envelope(DELIMITER), "only ROUTER and REP"),
				refused("STREAM", (spec) -> spec.routingId("a").envelope(DELIMITER), "only ROUTER and REP"),
				refused("PUB", (spec) -> spec.group("g"), "use a RADIO"), refused("RADIO", (spec) -> {
				}, "group(..)"), refused("SUB", (spec) -> {
				}, "does not send"), refused("PULL", (spec) -> {
				}, "does not send"), refused("DISH", (spec) -> {
				}, "does not send"), refused("GATHER", (spec) -> {
				}, "does not send"),
				refused("CLIENT", (spec) -> spec.body(ZmqMessage.ofStrings("a", "b")), "one frame"),
				refused("SCATTER", (spec) -> spec.body(ZmqMessage.ofStrings("a", "b")), "one frame"));
	}

	private static Arguments refused(String socket, Consumer<ZmqSendSpec> message, String advice) {
		return arguments(socket, message, advice);
	}

	@Test
	void whenTheSimpleMethodsMeetASocketThatNeedsMoreTheyRefuseToo() {
		assertThatIllegalArgumentException().isThrownBy(() -> template.send("ROUTER", "x"))
			.withMessageContaining("sendTo(..)");
		assertThatIllegalArgumentException().isThrownBy(() -> template.send("ROUTER", new byte[1]));
		assertThatIllegalArgumentException().isThrownBy(() -> template.trySend("RADIO", new byte[1]));
		assertThatIllegalArgumentException().isThrownBy(() -> template.send("SERVER", ZmqMessage.ofStrings("x")));
		assertThatIllegalArgumentException().isThrownBy(() -> template.send("PULL", new byte[1]));
		assertThatIllegalArgumentException().isThrownBy(() -> template.send("SCATTER", ZmqMessage.ofStrings("a", "b")));
		assertThatIllegalArgumentException().isThrownBy(() -> template.send("PUSH", "topic", "x"));
		assertThatIllegalArgumentException().isThrownBy(() -> template.sendTo("PUSH", "id", "x"));
	}

	@ParameterizedTest
	@MethodSource
	void whenARequestHasWhatRequestsHaveNotItIsRefused(Consumer<ZmqSendSpec> message) {
		for (String socket : List.of("DEALER", "REQ", "CLIENT")) {
			ZmqSendSpec spec = template.to(socket).body("x");
			message.accept(spec);
			assertThatIllegalArgumentException().isThrownBy(() -> spec.request(String.class));
			assertThatIllegalArgumentException().isThrownBy(() -> spec.requestAsync(String.class));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> spec.request(new ParameterizedTypeReference<String>() {
				}));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> spec.requestAsync(new ParameterizedTypeReference<String>() {
				}));
		}
	}

	static Stream<Consumer<ZmqSendSpec>> whenARequestHasWhatRequestsHaveNotItIsRefused() {
		return Stream.of((spec) -> spec.topic("t"), (spec) -> spec.group("g"), (spec) -> spec.routingId("a"),
				(spec) -> spec.routingId(1), (spec) -> spec.envelope(DELIMITER), (spec) -> spec.header("a", 1),
				(spec) -> spec.timeout(Duration.ZERO), (spec) -> spec.timeout(Duration.ofDays(400)));
	}

	@Test
	void whenTheWayOfSendingHasNoUseForItItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> template.to("PUSH").body("x").tries(2).send())
			.withMessageContaining("tries(..) is for requests");
		assertThatIllegalArgumentException().isThrownBy(() -> template.to("PUSH").body("x").tries(2).trySend());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> template.to("PUSH").body("x").timeout(Duration.ofSeconds(1)).trySend())
			.withMessageContaining("does not wait");
	}

	@Test
	@SuppressWarnings("NullAway")
	void whenAValueCannotBeRightItIsRefusedAtOnce() {
		ZmqSendSpec spec = template.to("PUSH");
		assertThatIllegalArgumentException().isThrownBy(spec::send).withMessageContaining("body(..)");
		assertThatIllegalArgumentException().isThrownBy(() -> spec.tries(0));
		assertThatIllegalArgumentException().isThrownBy(() -> spec.timeout(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> spec.routingId(0));
		assertThatIllegalArgumentException().isThrownBy(() -> spec.header("", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> spec.header("a", null));
		assertThatIllegalArgumentException().isThrownBy(() -> spec.body(null));
		assertThatIllegalArgumentException().isThrownBy(() -> template.send("PUSH", (Object) null));
		assertThatIllegalArgumentException().isThrownBy(() -> new ZmqRequestOptions(Duration.ZERO, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new ZmqRequestOptions(Duration.ofSeconds(1), 0));
	}

}

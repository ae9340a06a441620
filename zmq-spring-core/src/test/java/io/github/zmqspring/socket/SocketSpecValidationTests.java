package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqspring.error.UnsupportedTransportException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqEndpointException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.security.IpRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.msg.MsgAllocatorHeap;

import org.springframework.util.unit.DataSize;

import static io.github.zmqspring.socket.ZmqSocketType.CLIENT;
import static io.github.zmqspring.socket.ZmqSocketType.DEALER;
import static io.github.zmqspring.socket.ZmqSocketType.DISH;
import static io.github.zmqspring.socket.ZmqSocketType.PUB;
import static io.github.zmqspring.socket.ZmqSocketType.PULL;
import static io.github.zmqspring.socket.ZmqSocketType.PUSH;
import static io.github.zmqspring.socket.ZmqSocketType.REQ;
import static io.github.zmqspring.socket.ZmqSocketType.ROUTER;
import static io.github.zmqspring.socket.ZmqSocketType.STREAM;
import static io.github.zmqspring.socket.ZmqSocketType.SUB;
import static io.github.zmqspring.socket.ZmqSocketType.XPUB;
import static io.github.zmqspring.socket.ZmqSocketType.XSUB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocketSpecValidator} and {@link SocketOptionRules}: what is refused,
 * and how that is told.
 */
class SocketSpecValidationTests {

	private static final HeaderPolicy HEADERS = HeaderPolicy.of(List.of("*"), List.of("*"));

	private static final Duration TOO_LONG = Duration.ofMillis(1L + Integer.MAX_VALUE);

	static Stream<Arguments> refusedValues() {
		return Stream.of(value(ZmqOptions.SEND_HWM, -1, "out of range"), value(ZmqOptions.RECEIVE_HWM, -1, "range"),
				value(ZmqOptions.LINGER, Duration.ofMillis(-2), "range"),
				value(ZmqOptions.LINGER, Duration.ofNanos(1), "steps of 1 ms"),
				value(ZmqOptions.LINGER, TOO_LONG, "range"),
				value(ZmqOptions.LINGER, Duration.ofSeconds(Long.MAX_VALUE), "range"),
				value(ZmqOptions.SEND_TIMEOUT, Duration.ofMillis(-1), "range"),
				value(ZmqOptions.RECEIVE_TIMEOUT, Duration.ofMillis(-1), "range"),
				value(ZmqOptions.RECEIVE_TIMEOUT, TOO_LONG, "range"),
				value(ZmqOptions.REQUEST_TIMEOUT, Duration.ZERO, "range"), value(ZmqOptions.REQUEST_TRIES, 0, "range"),
				value(ZmqOptions.RECONNECT_INTERVAL, Duration.ZERO, "range"),
				value(ZmqOptions.RECONNECT_INTERVAL, Duration.ofMillis(-1), "range"),
				value(ZmqOptions.RECONNECT_INTERVAL, TOO_LONG, "range"),
				value(ZmqOptions.RECONNECT_MAX_INTERVAL, Duration.ofMillis(-1), "range"),
				value(ZmqOptions.RECONNECT_MAX_INTERVAL, Duration.ofMillis(99), "shorter than reconnect-interval"),
				value(ZmqOptions.HANDSHAKE_INTERVAL, Duration.ofMillis(-1), "range"),
				value(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(-1), "range"),
				value(ZmqOptions.HEARTBEAT_TIMEOUT, Duration.ZERO, "range"),
				value(ZmqOptions.HEARTBEAT_TTL, Duration.ofMillis(1550), "steps of 100 ms"),
				value(ZmqOptions.HEARTBEAT_TTL, Duration.ZERO, "range"),
				value(ZmqOptions.HEARTBEAT_TTL, Duration.ofMillis(655_400), "range"),
				value(ZmqOptions.HEARTBEAT_TTL, Duration.ofSeconds(1), "before the next heartbeat"),
				value(ZmqOptions.HEARTBEAT_CONTEXT, new byte[17], "the limit is 16"),
				value(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofBytes(-2), "range"),
				value(ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofGigabytes(2), "range"),
				value(ZmqOptions.SEND_BUFFER, DataSize.ofBytes(-1), "range"),
				value(ZmqOptions.RECEIVE_BUFFER, DataSize.ofGigabytes(3), "range"),
				value(ZmqOptions.TCP_KEEP_ALIVE_COUNT, 0, "range"),
				value(ZmqOptions.TCP_KEEP_ALIVE_COUNT, 128, "range"),
				value(ZmqOptions.TCP_KEEP_ALIVE_IDLE, Duration.ofMillis(1500), "seconds"),
				value(ZmqOptions.TCP_KEEP_ALIVE_IDLE, Duration.ZERO, "range"),
				value(ZmqOptions.TCP_KEEP_ALIVE_INTERVAL, Duration.ofHours(10), "range"),
				value(ZmqOptions.TOS, -1, "range"), value(ZmqOptions.TOS, 256, "range"),
				value(ZmqOptions.BACKLOG, 0, "range"), value(ZmqOptions.SOCKS_PROXY, "localhost:1080", "SOCKS"),
				value(ZmqOptions.ROUTER_RAW, true, "raw mode"), value(ZmqOptions.XPUB_MANUAL, true, "batches"),
				value(ZmqOptions.ROUTING_ID, new byte[0], "1 to 255 bytes"),
				value(ZmqOptions.ROUTING_ID, filled(256), "1 to 255 bytes"),
				value(ZmqOptions.ROUTING_ID, new byte[] { 0, 1 }, "zero byte"),
				value(ZmqOptions.CONNECT_ROUTING_ID, "", "1 to 255 bytes"),
				value(ZmqOptions.CONNECT_ROUTING_ID, "é".repeat(128), "1 to 255 bytes"),
				value(ZmqOptions.CONNECT_ROUTING_ID, "\ud800", "UTF-8"),
				value(ZmqOptions.CONNECT_ROUTING_ID, "\0a", "zero byte"),
				value(ZmqOptions.HELLO_MESSAGE, new byte[0], "empty"),
				value(ZmqOptions.DISCONNECT_MESSAGE, new byte[0], "empty"),
				value(ZmqOptions.HICCUP_MESSAGE, new byte[0], "empty"),
				value(ZmqOptions.SELF_ADDRESS_PROPERTY_NAME, "", "empty"),
				value(ZmqOptions.MESSAGE_ALLOCATION_HEAP_THRESHOLD, DataSize.ofBytes(-1), "range"),
				value(ZmqOptions.ZAP_DOMAIN, "z".repeat(256), "the limit is 255"),
				value(ZmqOptions.PLAIN_USERNAME, "u".repeat(128), "the limit is 127"),
				value(ZmqOptions.PLAIN_PASSWORD, "p".repeat(128), "the limit is 127"),
				value(ZmqOptions.PLAIN_PASSWORD, "é", "ASCII"), value(ZmqOptions.PLAIN_USERNAME, "é", "ASCII"),
				value(ZmqOptions.ZAP_DOMAIN, "é", "ASCII"));
	}

	@ParameterizedTest(name = "{0}: {2}")
	@MethodSource("refusedValues")
	void aValueThatCannotBeHonoured(SocketOption<?> option, Object value, String reason) {
		for (ZmqSocketType type : option.socketTypes()) {
			assertRefused(OptionSamples.withOption(type, option, value), option.name(), reason);
		}
	}

	@Test
	void limitsThemselvesAreAccepted() {
		assertThat(List.of(OptionSamples.withOption(PUSH, ZmqOptions.SEND_HWM, 0),
				OptionSamples.withOption(PUSH, ZmqOptions.LINGER, Duration.ofMillis(-1)),
				OptionSamples.withOption(PUSH, ZmqOptions.LINGER, Duration.ofMillis(Integer.MAX_VALUE)),
				OptionSamples.withOption(PUSH, ZmqOptions.RECONNECT_INTERVAL, Duration.ofMillis(1)),
				OptionSamples.withOption(PUSH, ZmqOptions.RECONNECT_MAX_INTERVAL, Duration.ZERO),
				OptionSamples.withOption(PUSH, ZmqOptions.RECONNECT_MAX_INTERVAL, Duration.ofMillis(100)),
				OptionSamples.withOption(PULL, ZmqOptions.MAX_MESSAGE_SIZE, DataSize.ofBytes(-1)),
				OptionSamples.withOption(PULL, ZmqOptions.ZAP_DOMAIN, ""),
				OptionSamples.withOption(PULL, ZmqOptions.PLAIN_USERNAME, "u".repeat(127)),
				OptionSamples.withOption(DEALER, ZmqOptions.ROUTING_ID, filled(255)),
				OptionSamples.withOption(ROUTER, ZmqOptions.CONNECT_ROUTING_ID, "é".repeat(127)),
				OptionSamples.withOption(ROUTER, ZmqOptions.ROUTER_RAW, false),
				OptionSamples.withOption(XPUB, ZmqOptions.XPUB_MANUAL, false),
				OptionSamples.withOption(PUSH, ZmqOptions.PLAIN_SERVER, false)))
			.allSatisfy(SocketSpec.Builder::build);
	}

	static Stream<Arguments> optionsOnTypesThatLackThem() {
		return ZmqOptions.all()
			.stream()
			.flatMap((option) -> EnumSet.allOf(ZmqSocketType.class)
				.stream()
				.filter((type) -> !option.legalFor(type))
				.map((type) -> Arguments.of(option, type)));
	}

	@ParameterizedTest(name = "{0} on {1}")
	@MethodSource("optionsOnTypesThatLackThem")
	void anOptionOnATypeThatLacksItIsRefusedWithTheTypesItIsFor(SocketOption<?> option, ZmqSocketType type) {
		Object value = OptionSamples.all().containsKey(option) ? OptionSamples.all().get(option).value()
				: (option.type() == Boolean.class) ? (Object) true
						: (option.type() == Integer.class) ? (Object) 1 : Duration.ofSeconds(1);
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> OptionSamples.minimal(type).option(cast(option), value).build())
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo(option.name());
				assertThat(ex.getReason()).contains(type.name());
				option.socketTypes().forEach((legal) -> assertThat(ex.getAction()).contains(legal.name()));
			});
	}

	static Stream<Arguments> refusedCombinations() {
		return Stream.of(
				combination(PULL, "min-peers-grace", "needs no peers",
						(b) -> b.option(ZmqOptions.MIN_PEERS_GRACE, Duration.ofSeconds(1))),
				combination(DEALER, "heartbeat-timeout", "no heartbeats",
						(b) -> b.option(ZmqOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(1))),
				combination(DEALER, "heartbeat-ttl", "no heartbeats",
						(b) -> b.option(ZmqOptions.HEARTBEAT_TTL, Duration.ofSeconds(1))
							.option(ZmqOptions.HEARTBEAT_INTERVAL, Duration.ZERO)),
				combination(DEALER, "heartbeat-context", "no heartbeats",
						(b) -> b.option(ZmqOptions.HEARTBEAT_CONTEXT, new byte[1])),
				combination(PUSH, "reconnect-max-interval", "shorter",
						(b) -> b.option(ZmqOptions.RECONNECT_INTERVAL, Duration.ofSeconds(2))
							.option(ZmqOptions.RECONNECT_MAX_INTERVAL, Duration.ofSeconds(1))),
				combination(PUSH, "tcp-keep-alive-count", "no probes",
						(b) -> b.defaults(SocketDefaults.JEROMQ).option(ZmqOptions.TCP_KEEP_ALIVE_COUNT, 3)),
				combination(PUSH, "tcp-keep-alive-idle", "no probes",
						(b) -> b.option(ZmqOptions.TCP_KEEP_ALIVE, false)
							.option(ZmqOptions.TCP_KEEP_ALIVE_IDLE, Duration.ofSeconds(1))),
				combination(PUB, "conflate", "headers", (b) -> b.option(ZmqOptions.CONFLATE, true).headers(HEADERS)),
				combination(PUSH, "send-hwm", "conflate",
						(b) -> b.option(ZmqOptions.CONFLATE, true).option(ZmqOptions.SEND_HWM, 5)),
				combination(PULL, "receive-hwm", "conflate",
						(b) -> b.option(ZmqOptions.CONFLATE, true).option(ZmqOptions.RECEIVE_HWM, 5)),
				combination(PULL, "message-allocation-heap-threshold", "message-allocator",
						(b) -> b.option(ZmqOptions.MESSAGE_ALLOCATOR, new MsgAllocatorHeap())
							.option(ZmqOptions.MESSAGE_ALLOCATION_HEAP_THRESHOLD, DataSize.ofBytes(1))),
				combination(DEALER, "routing-id", "CURVE",
						(b) -> curveClient(b).option(ZmqOptions.ROUTING_ID, filled(226))),
				combination(ROUTER, "connect-routing-id", "0 endpoints",
						(b) -> b.option(ZmqOptions.CONNECT_ROUTING_ID, "a")),
				combination(ROUTER, "connect-routing-id", "2 endpoints",
						(b) -> b.option(ZmqOptions.CONNECT_ROUTING_ID, "a").connect("tcp://a:1", "tcp://a:2")),
				combination(PUSH, "plain-username", "password", (b) -> b.option(ZmqOptions.PLAIN_USERNAME, "u")),
				combination(PUSH, "plain-password", "name", (b) -> b.option(ZmqOptions.PLAIN_PASSWORD, "s3cret-pass")),
				combination(PUSH, "plain-username", "one security mechanism",
						(b) -> curveClient(b).option(ZmqOptions.PLAIN_USERNAME, "u")
							.option(ZmqOptions.PLAIN_PASSWORD, "p")),
				combination(PUSH, "plain-username", "plain-server",
						(b) -> b.option(ZmqOptions.PLAIN_SERVER, true)
							.option(ZmqOptions.PLAIN_USERNAME, "u")
							.option(ZmqOptions.PLAIN_PASSWORD, "p")),
				combination(PUSH, "plain-server", "one security mechanism",
						(b) -> curveClient(b).option(ZmqOptions.PLAIN_SERVER, true)),
				combination(PUSH, "authenticator", "decides about clients",
						(b) -> curveClient(b).authenticator(IpRules.of(List.of(), List.of()))),
				combination(PUSH, "authenticator", "decides about clients",
						(b) -> b.option(ZmqOptions.PLAIN_USERNAME, "u")
							.option(ZmqOptions.PLAIN_PASSWORD, "p")
							.authenticator(IpRules.of(List.of(), List.of()))),
				combination(STREAM, "authenticator", "raw TCP",
						(b) -> b.authenticator(IpRules.of(List.of(), List.of()))),
				combination(PUSH, "curve-server-key", "curve-server",
						(b) -> curveClient(b).option(ZmqOptions.CURVE_SERVER, true)),
				combination(PUSH, "curve-public-key", "server has",
						(b) -> b.option(ZmqOptions.CURVE_SERVER, true)
							.option(ZmqOptions.CURVE_SECRET_KEY, OptionSamples.KEY)),
				combination(PUSH, "curve-secret-key", "server has",
						(b) -> b.option(ZmqOptions.CURVE_SERVER, true)
							.option(ZmqOptions.CURVE_PUBLIC_KEY, OptionSamples.KEY)),
				combination(PUSH, "curve-public-key", "client has",
						(b) -> curveClient(b).option(ZmqOptions.CURVE_PUBLIC_KEY, null)),
				combination(PUSH, "curve-secret-key", "client has",
						(b) -> curveClient(b).option(ZmqOptions.CURVE_SECRET_KEY, null)),
				combination(PUSH, "curve-server-key", "client has",
						(b) -> curveClient(b).option(ZmqOptions.CURVE_SERVER_KEY, null)),
				combination(SUB, "send-hwm", "1500",
						(b) -> b.option(ZmqOptions.SEND_HWM, 1000).topics(manyTopics(1499))),
				combination(SUB, "send-hwm", "1001", (b) -> b.defaults(SocketDefaults.JEROMQ).topics(manyTopics(1000))),
				combination(DISH, "send-hwm", "2", (b) -> b.option(ZmqOptions.SEND_HWM, 1).groups("h")),
				combination(PUSH, "topics", "does not subscribe", (b) -> b.topics("a")),
				combination(PUB, "topics", "does not subscribe", (b) -> b.topics("")),
				combination(SUB, "groups", "does not join groups", (b) -> b.groups("a")),
				combination(DISH, "groups", "1 to 255 bytes", (b) -> b.groups("")),
				combination(DISH, "groups", "1 to 255 bytes", (b) -> b.groups("é".repeat(128))),
				combination(CLIENT, "headers", "single frame", (b) -> b.headers(HEADERS)),
				combination(STREAM, "headers", "raw TCP", (b) -> b.headers(HEADERS)),
				combination(PUSH, "bind", "twice", (b) -> b.bind("tcp://a:1", "tcp://a:01")),
				combination(PUSH, "connect", "twice", (b) -> b.connect("tcp://a:1").connect("TCP://a:1")),
				combination(PUSH, "connect", "wildcard", (b) -> b.connect("tcp://a:*")),
				combination(PUSH, "bind", "no port", (b) -> b.bind("tcp://a")),
				combination(PUSH, "bind", "IPv6 is switched off", (b) -> b.bind("tcp://[::1]:*")),
				combination(PUSH, "connect", "IPv6 is switched off",
						(b) -> b.option(ZmqOptions.IPV6, false).connect("tcp://[::1]:1")),
				combination(STREAM, "bind", "raw TCP", (b) -> b.bind("inproc://a")),
				combination(STREAM, "connect", "raw TCP", (b) -> b.connect("ipc://a")));
	}

	@ParameterizedTest(name = "{0} {1}: {2}")
	@MethodSource("refusedCombinations")
	void aCombinationThatCannotBeHonoured(ZmqSocketType type, String property, String reason,
			UnaryOperator<SocketSpec.Builder> change) {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> change.apply(OptionSamples.minimal(type)).build())
			.satisfies((ex) -> assertTold(ex, property, reason));
	}

	@Test
	void combinationsThatCanBeHonoured() {
		curveClient(OptionSamples.minimal(DEALER)).option(ZmqOptions.ROUTING_ID, filled(225)).build();
		OptionSamples.minimal(SUB).topics(manyTopics(5000)).build();
		OptionSamples.minimal(PUSH).bind("tcp://*:*", "tcp://*:*").connect("tcp://a:1").build();
		OptionSamples.minimal(PUSH).bind("tcp://[::1]:*").option(ZmqOptions.IPV6, true).build();
		OptionSamples.minimal(ZmqSocketType.RADIO).bind("inproc://radio").build();
	}

	@Test
	void aSubWithoutTopicsIsRefusedAndAnXsubIsNot() {
		assertRefused(SocketSpec.of("s", SUB).connect("tcp://a:1"), "topics", "receives nothing");
		assertThat(SocketSpec.of("s", XSUB).connect("tcp://a:1").build().topics()).isEmpty();
	}

	@Test
	void aDishWithoutGroupsIsRefused() {
		assertRefused(SocketSpec.of("s", DISH).connect("tcp://a:1"), "groups", "receives nothing");
	}

	@ParameterizedTest
	@EnumSource(ZmqSocketType.class)
	void aSocketWithoutEndpointIsRefused(ZmqSocketType type) {
		assertRefused(SocketSpec.of("s", type), "bind", "no endpoint");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a/b", "a:b", "a\n" })
	void anIllegalNameIsRefused(String name) {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> SocketSpec.of(name, REQ))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("name"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "tasks-2", "a.b_c", "任务" })
	void aLegalNameIsAccepted(String name) {
		assertThat(SocketSpec.of(name, REQ).connect("tcp://a:1").build().name()).isEqualTo(name);
	}

	@Test
	void endpointErrorsKeepTheirType() {
		assertThatExceptionOfType(ZmqEndpointException.class)
			.isThrownBy(() -> SocketSpec.of("s", REQ).connect("tcp://a"));
		assertThatExceptionOfType(UnsupportedTransportException.class)
			.isThrownBy(() -> SocketSpec.of("s", REQ).connect("udp://a:1"))
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo("connect");
				assertThat(ex.getSocketName()).isEqualTo("s");
			});
	}

	@Test
	void theErrorSaysWhereTheSocketWasDeclared() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> SocketSpec.of("s", REQ).source("zmq.sockets.s").build())
			.satisfies((ex) -> assertThat(ex.getSubject()).isEqualTo("socket 's' (declared as zmq.sockets.s)"));
	}

	@Test
	void secretsAreInNoError() {
		Set<SocketSpec.Builder> builders = Set.of(
				OptionSamples.withOption(PUSH, ZmqOptions.PLAIN_PASSWORD, "s3cret".repeat(30)),
				OptionSamples.minimal(STREAM).option(ZmqOptions.PLAIN_PASSWORD, "s3cret"),
				OptionSamples.minimal(PUSH).option(ZmqOptions.PLAIN_PASSWORD, "s3cret"));
		assertThat(builders).allSatisfy(
				(builder) -> assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(builder::build)
					.satisfies((ex) -> {
						assertThat(ex.getMessage()).doesNotContain("s3cret");
						assertThat(String.valueOf(ex.getValue())).isEqualTo("(secret)");
					}));
	}

	private static void assertRefused(SocketSpec.Builder builder, String property, String reason) {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(builder::build)
			.satisfies((ex) -> assertTold(ex, property, reason));
	}

	private static void assertTold(ZmqConfigurationException ex, String property, String reason) {
		assertThat(ex.getProperty()).isEqualTo(property);
		assertThat(ex.getReason()).contains(reason);
		assertThat(ex.getSocketName()).isEqualTo("s");
		assertThat(ex.getAction()).isNotBlank();
	}

	private static <T> Arguments value(SocketOption<T> option, T value, String reason) {
		return Arguments.of(option, value, reason);
	}

	private static Arguments combination(ZmqSocketType type, String property, String reason,
			UnaryOperator<SocketSpec.Builder> change) {
		return Arguments.of(type, property, reason, change);
	}

	private static SocketSpec.Builder curveClient(SocketSpec.Builder builder) {
		return builder.option(ZmqOptions.CURVE_PUBLIC_KEY, OptionSamples.KEY)
			.option(ZmqOptions.CURVE_SECRET_KEY, OptionSamples.KEY)
			.option(ZmqOptions.CURVE_SERVER_KEY, OptionSamples.KEY);
	}

	private static String[] manyTopics(int count) {
		return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
	}

	private static byte[] filled(int length) {
		return "x".repeat(length).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
	}

	@SuppressWarnings("unchecked")
	private static SocketOption<Object> cast(SocketOption<?> option) {
		return (SocketOption<Object>) option;
	}

}

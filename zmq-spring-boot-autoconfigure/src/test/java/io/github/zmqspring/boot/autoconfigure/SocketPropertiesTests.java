package io.github.zmqspring.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.zmqspring.boot.security.CurveKeyReader;
import io.github.zmqspring.boot.security.ZmqCurveBundles;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.security.CurveKey;
import io.github.zmqspring.socket.SocketDefaults;
import io.github.zmqspring.socket.SocketOption;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.format.support.FormattingConversionService;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocketProperties} and {@link SocketSpecMapper}.
 */
class SocketPropertiesTests {

	/** Their values are objects that no property can hold. */
	private static final Set<String> JAVA_ONLY = Set.of("message-allocator", "selector-provider");

	/** What is not an option of the socket. */
	private static final Set<String> DECLARATION = Set.of("socket", "type", "bind", "connect", "topics", "groups",
			"headers", "headers-outbound", "headers-inbound", "headers-max-count", "headers-max-size", "auto-startup",
			"curve-bundle");

	private static final ZMQ.Curve.KeyPair KEYS = ZMQ.Curve.generateKeyPair();

	@Test
	void everyOptionIsAPropertyOfTheSameNameAndType() {
		Map<String, Class<?>> expected = new LinkedHashMap<>();
		for (SocketOption<?> option : ZmqOptions.all()) {
			if (!JAVA_ONLY.contains(option.name())) {
				boolean text = option.type() == byte[].class || option.type() == CurveKey.class;
				expected.put(option.name(), text ? String.class : option.type());
			}
		}
		Map<String, Class<?>> actual = new LinkedHashMap<>();
		for (RecordComponent component : SocketProperties.class.getRecordComponents()) {
			actual.put(DataObjectPropertyName.toDashedForm(component.getName()), component.getType());
		}
		actual.keySet().removeAll(DECLARATION);
		assertThat(actual).isEqualTo(expected);
	}

	@Test
	void onlyTheTwoOptionsWithObjectsAsValuesAreLeftOut() {
		assertThat(JAVA_ONLY).allSatisfy((name) -> assertThat(ZmqOptions.find(name)).isNotNull());
	}

	@Test
	void everyOptionIsTestedHere() {
		Set<String> tested = options().map((arguments) -> ((SocketOption<?>) arguments.get()[0]).name())
			.collect(Collectors.toCollection(TreeSet::new));
		tested.add(ZmqOptions.SOCKS_PROXY.name());
		Set<String> all = ZmqOptions.all()
			.stream()
			.map(SocketOption::name)
			.filter((name) -> !JAVA_ONLY.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(tested).isEqualTo(all);
	}

	@ParameterizedTest
	@MethodSource("options")
	void everyOptionReachesTheSpecification(SocketOption<?> option, String text, Object expected,
			Map<String, String> others) {
		Map<String, String> properties = new LinkedHashMap<>(others);
		properties.putIfAbsent("bind", "tcp://127.0.0.1:*");
		properties.put(option.name(), text);
		assertThat(map(properties).options().get(option)).isEqualTo(expected);
	}

	static Stream<Arguments> options() {
		Map<String, String> plain = Map.of("plain-username", "admin", "plain-password", "secret");
		Map<String, String> curve = Map.of("curve-public-key", KEYS.publicKey, "curve-secret-key", KEYS.secretKey,
				"curve-server-key", KEYS.publicKey);
		return Stream.of(option(ZmqOptions.SEND_HWM, "10", 10), option(ZmqOptions.RECEIVE_HWM, "20", 20),
				option(ZmqOptions.LINGER, "3s", Duration.ofSeconds(3)),
				option(ZmqOptions.SEND_TIMEOUT, "4s", Duration.ofSeconds(4)),
				option(ZmqOptions.RECEIVE_TIMEOUT, "5s", Duration.ofSeconds(5)),
				option(ZmqOptions.REQUEST_TIMEOUT, "6s", Duration.ofSeconds(6)),
				option(ZmqOptions.REQUEST_TRIES, "7", 7), option(ZmqOptions.MIN_PEERS, "2", 2),
				option(ZmqOptions.MIN_PEERS_GRACE, "8s", Duration.ofSeconds(8), "min-peers", "1"),
				option(ZmqOptions.OBSERVE, "true", true), option(ZmqOptions.CONFLATE, "true", true),
				option(ZmqOptions.IMMEDIATE, "true", true), option(ZmqOptions.AFFINITY, "3", 3L),
				option(ZmqOptions.RECONNECT_INTERVAL, "200ms", Duration.ofMillis(200)),
				option(ZmqOptions.RECONNECT_MAX_INTERVAL, "2s", Duration.ofSeconds(2)),
				option(ZmqOptions.HANDSHAKE_INTERVAL, "300ms", Duration.ofMillis(300)),
				option(ZmqOptions.HEARTBEAT_INTERVAL, "1s", Duration.ofSeconds(1)),
				option(ZmqOptions.HEARTBEAT_TIMEOUT, "2s", Duration.ofSeconds(2), "heartbeat-interval", "1s"),
				option(ZmqOptions.HEARTBEAT_TTL, "3s", Duration.ofSeconds(3), "heartbeat-interval", "1s"),
				option(ZmqOptions.HEARTBEAT_CONTEXT, "hé", utf8("hé"), "heartbeat-interval", "1s"),
				option(ZmqOptions.MAX_MESSAGE_SIZE, "1MB", DataSize.ofMegabytes(1)),
				option(ZmqOptions.HANDSHAKE_TIMEOUT, "400ms", Duration.ofMillis(400)),
				option(ZmqOptions.MAX_MESSAGE_FRAMES, "11", 11),
				option(ZmqOptions.MAX_SUBSCRIPTIONS, "14", 14, "type", "pub"),
				option(ZmqOptions.MAX_CONNECTIONS, "12", 12), option(ZmqOptions.MAX_CONNECTIONS_PER_ADDRESS, "13", 13),
				option(ZmqOptions.SEND_BUFFER, "128KB", DataSize.ofKilobytes(128)),
				option(ZmqOptions.RECEIVE_BUFFER, "256KB", DataSize.ofKilobytes(256)),
				option(ZmqOptions.TCP_KEEP_ALIVE, "true", true),
				option(ZmqOptions.TCP_KEEP_ALIVE_COUNT, "5", 5, "tcp-keep-alive", "true"),
				option(ZmqOptions.TCP_KEEP_ALIVE_IDLE, "60s", Duration.ofSeconds(60), "tcp-keep-alive", "true"),
				option(ZmqOptions.TCP_KEEP_ALIVE_INTERVAL, "10s", Duration.ofSeconds(10), "tcp-keep-alive", "true"),
				option(ZmqOptions.TOS, "16", 16), option(ZmqOptions.BACKLOG, "7", 7),
				option(ZmqOptions.IPV6, "true", true), option(ZmqOptions.ROUTING_ID, "worker-é", utf8("worker-é")),
				option(ZmqOptions.CONNECT_ROUTING_ID, "peer", "peer", "type", "router", "connect", "tcp://127.0.0.1:1"),
				option(ZmqOptions.ROUTER_MANDATORY, "false", false, "type", "router"),
				option(ZmqOptions.ROUTER_HANDOVER, "true", true, "type", "router"),
				option(ZmqOptions.ROUTER_RAW, "false", false, "type", "router"),
				option(ZmqOptions.PROBE_ROUTER, "true", true),
				option(ZmqOptions.REQ_RELAXED, "true", true, "type", "req"),
				option(ZmqOptions.REQ_CORRELATE, "true", true, "type", "req"),
				option(ZmqOptions.XPUB_VERBOSE, "true", true, "type", "xpub"),
				option(ZmqOptions.XPUB_VERBOSER, "true", true, "type", "xpub"),
				option(ZmqOptions.XPUB_NO_DROP, "true", true, "type", "xpub"),
				option(ZmqOptions.XPUB_MANUAL, "false", false, "type", "xpub"),
				option(ZmqOptions.HELLO_MESSAGE, "hello", utf8("hello")),
				option(ZmqOptions.DISCONNECT_MESSAGE, "bye", utf8("bye"), "type", "router"),
				option(ZmqOptions.HICCUP_MESSAGE, "hic", utf8("hic")),
				option(ZmqOptions.SELF_ADDRESS_PROPERTY_NAME, "self", "self"),
				option(ZmqOptions.MESSAGE_ALLOCATION_HEAP_THRESHOLD, "1KB", DataSize.ofKilobytes(1)),
				option(ZmqOptions.ZAP_DOMAIN, "inside", "inside"), option(ZmqOptions.PLAIN_SERVER, "false", false),
				Arguments.of(ZmqOptions.PLAIN_USERNAME, "admin", "admin", plain),
				Arguments.of(ZmqOptions.PLAIN_PASSWORD, "secret", "secret", plain),
				Arguments.of(ZmqOptions.CURVE_SERVER, "false", false, curve),
				Arguments.of(ZmqOptions.CURVE_PUBLIC_KEY, KEYS.publicKey, CurveKey.of(KEYS.publicKey), curve),
				Arguments.of(ZmqOptions.CURVE_SECRET_KEY, KEYS.secretKey, CurveKey.of(KEYS.secretKey), curve),
				Arguments.of(ZmqOptions.CURVE_SERVER_KEY, KEYS.publicKey, CurveKey.of(KEYS.publicKey), curve));
	}

	private static <T> Arguments option(SocketOption<T> option, String text, Object expected, String... others) {
		Map<String, String> properties = new LinkedHashMap<>();
		for (int i = 0; i < others.length; i += 2) {
			properties.put(others[i], others[i + 1]);
		}
		return Arguments.of(option, text, expected, properties);
	}

	@Test
	void whenSocksProxyIsSetItIsRefusedWithTheAdviceOfTheCore() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> map(Map.of("bind", "tcp://127.0.0.1:*", "socks-proxy", "proxy:1080")))
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo("socks-proxy");
				assertThat(ex.getValue()).isEqualTo("proxy:1080");
			});
	}

	@Test
	void theDeclarationReachesTheSpecification() {
		SocketSpec spec = map(Map.of("type", "sub", "bind", "tcp://127.0.0.1:5551,inproc://a", "connect[0]",
				"tcp://localhost:5552", "connect[1]", "tcp://localhost:5553", "topics[0]", "10001 ", "topics[1]", "b",
				"headers", "true", "auto-startup", "false"));
		assertThat(spec.name()).isEqualTo("test");
		assertThat(spec.source()).isEqualTo("zmq.sockets.test");
		assertThat(spec.type()).isEqualTo(ZmqSocketType.SUB);
		assertThat(spec.binds()).extracting(Object::toString).containsExactly("tcp://127.0.0.1:5551", "inproc://a");
		assertThat(spec.connects()).extracting(Object::toString)
			.containsExactly("tcp://localhost:5552", "tcp://localhost:5553");
		assertThat(spec.topics()).containsExactly(utf8("10001 "), utf8("b"));
		assertThat(spec.headers()).isNotNull();
		assertThat(spec.autoStartup()).isFalse();
		assertThat(spec.defaults()).isEqualTo(SocketDefaults.RECOMMENDED);
	}

	@Test
	void whenNothingButTheEndpointIsSetTheSpecificationIsThatOfTheCore() {
		SocketSpec spec = map(Map.of("type", "push", "bind", "inproc://a"));
		SocketSpec plain = SocketSpec.of("test", ZmqSocketType.PUSH).bind("inproc://a").build();
		assertThat(spec.options().asMap()).isEmpty();
		assertThat(spec.defaults()).isEqualTo(plain.defaults());
		assertThat(spec.headers()).isEqualTo(plain.headers());
		assertThat(spec.autoStartup()).isEqualTo(plain.autoStartup());
	}

	@Test
	void groupsReachTheSpecification() {
		assertThat(map(Map.of("type", "dish", "bind", "inproc://a", "groups", "x,y")).groups()).containsExactly("x",
				"y");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10001 ", " ", "a b" })
	void whenTopicsAreOneTextItsSpacesAreKept(String topic) {
		assertThat(map(Map.of("type", "sub", "bind", "inproc://a", "topics", topic)).topics())
			.containsExactly(utf8(topic));
	}

	@Test
	void whenTopicsAreOneTextWithCommasItIsSplit() {
		assertThat(map(Map.of("type", "sub", "bind", "inproc://a", "topics", "a,b b,c")).topics())
			.containsExactly(utf8("a"), utf8("b b"), utf8("c"));
	}

	@Test
	void whenSpacesAroundCommasOfTopicsAreAmbiguousTheyAreRefused() {
		assertRefused(Map.of("type", "sub", "bind", "inproc://a", "topics", "a, b"), "topics",
				"it is not clear whether the spaces around the commas belong to the topics");
	}

	@Test
	void whenATopicOfAListIsEmptyItStandsForEveryMessage() {
		assertThat(map(Map.of("type", "sub", "bind", "inproc://a", "topics[0]", "")).topics())
			.containsExactly(new byte[0]);
	}

	@Test
	void whenHeadersAreOnEveryHeaderThatMayTravelTravels() {
		HeaderPolicy policy = map(Map.of("bind", "inproc://a", "headers", "true")).headers();
		assertThat(policy).isNotNull();
		assertThat(policy.allowsOutbound("source")).isTrue();
		assertThat(policy.allowsInbound("traceparent")).isTrue();
		assertThat(policy.allowsInbound("replyChannel")).isFalse();
		assertThat(policy.allowsInbound("contentType")).isFalse();
		assertThat(policy.maxHeaders()).isEqualTo(HeaderPolicy.DEFAULT_MAX_HEADERS);
		assertThat(policy.maxFrameSize()).isEqualTo(HeaderPolicy.DEFAULT_MAX_FRAME_SIZE);
	}

	@Test
	void headersCanBeNarrowedDown() {
		HeaderPolicy policy = map(Map.of("bind", "inproc://a", "headers", "true", "headers-outbound", "source,x-*",
				"headers-inbound", "y", "headers-max-count", "5", "headers-max-size", "2KB"))
			.headers();
		assertThat(policy).isNotNull();
		assertThat(policy.allowsOutbound("source")).isTrue();
		assertThat(policy.allowsOutbound("x-id")).isTrue();
		assertThat(policy.allowsOutbound("y")).isFalse();
		assertThat(policy.allowsInbound("y")).isTrue();
		assertThat(policy.allowsInbound("source")).isFalse();
		assertThat(policy.maxHeaders()).isEqualTo(5);
		assertThat(policy.maxFrameSize()).isEqualTo(2048);
	}

	@ParameterizedTest
	@ValueSource(strings = { "headers-outbound", "headers-inbound", "headers-max-count", "headers-max-size" })
	void whenHeadersAreOffTheirSettingsAreRefused(String property) {
		assertRefused(Map.of("bind", "inproc://a", property, "1"), property, "the socket has no headers");
	}

	@ParameterizedTest
	@ValueSource(strings = { "headers-max-count", "headers-max-size" })
	void whenALimitOfHeadersIsZeroItIsRefused(String property) {
		assertRefused(Map.of("bind", "inproc://a", "headers", "true", property, "0"), property, "");
	}

	@Test
	void whenThereIsNoTypeTheTypesAreListed() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> mapper(null).map("test", bind(Map.of("bind", "inproc://a"))))
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo("type");
				assertThat(ex.getAction()).contains("pub, sub, xpub");
			});
	}

	@Test
	void whenASocketRefersToAnotherItIsRefused() {
		assertRefused(Map.of("socket", "other"), "socket", "only a proxy");
	}

	@Test
	void whenASecretKeyIsWrongItIsNotRepeated() {
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> map(Map.of("bind", "inproc://a", "curve-secret-key", "my-secret")))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("curve-secret-key"))
			.withMessageNotContaining("my-secret");
	}

	@Test
	void textOfPropertiesShowsNoSecret() {
		assertThat(bind(Map.of("plain-password", "my-secret", "curve-secret-key", "my-secret"))).asString()
			.doesNotContain("my-secret");
	}

	@Test
	void whenConnectionDetailsNameEndpointsTheyReplaceTheProperties() {
		SocketProperties properties = bind(Map.of("type", "push", "connect", "tcp://localhost:1,tcp://localhost:2"));
		ZmqConnectionDetails details = (name) -> name.equals("test") ? List.of("tcp://elsewhere:3") : null;
		assertThat(mapper(details).map("test", properties).connects()).extracting(Object::toString)
			.containsExactly("tcp://elsewhere:3");
		assertThat(mapper(details).map("other", properties).connects()).hasSize(2);
	}

	private static void assertRefused(Map<String, String> properties, String property, String reason) {
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> map(properties)).satisfies((ex) -> {
			assertThat(ex.getSocketName()).isEqualTo("test");
			assertThat(ex.getProperty()).isEqualTo(property);
			assertThat(ex.getReason()).contains(reason);
		});
	}

	private static SocketSpec map(Map<String, String> properties) {
		Map<String, String> withType = new LinkedHashMap<>(properties);
		withType.putIfAbsent("type", "dealer");
		return mapper(null).map("test", bind(withType));
	}

	private static SocketSpecMapper mapper(@Nullable ZmqConnectionDetails details) {
		return new SocketSpecMapper(SocketDefaults.RECOMMENDED, (details != null) ? details : (name) -> null,
				new SocketSecurityMapper(ZmqCurveBundles.builder().build(),
						new CurveKeyReader(new DefaultResourceLoader())));
	}

	private static SocketProperties bind(Map<String, String> properties) {
		Map<String, String> source = new LinkedHashMap<>();
		properties.forEach((name, value) -> source.put("socket." + name, value));
		FormattingConversionService conversion = new FormattingConversionService();
		conversion.addConverter(new TopicsConverter());
		List<ConversionService> conversions = List.of(conversion, ApplicationConversionService.getSharedInstance());
		Binder binder = new Binder(List.of(new MapConfigurationPropertySource(source)), null, conversions, null, null,
				null);
		return binder.bind("socket", SocketProperties.class).get();
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

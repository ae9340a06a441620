package io.github.zmqspring.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.zmqspring.interop.PyzmqPeer.literal;
import static io.github.zmqspring.socket.TestSockets.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every Python block of {@code docs/wire-contract.md} in pyzmq, against the wire
 * formats of our sockets. A block is known by its heading and its place below it; one
 * without a scenario here fails.
 */
@Timeout(180)
@RequiresPyzmq
class WireContractTests {

	private static final Pattern HEADING_OR_BLOCK = Pattern.compile("^## ([^\n]*)$|^```python\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final HeaderPolicy ALL_HEADERS = HeaderPolicy.of(List.of("*"), List.of("*"));

	private static final Map<String, String> WEATHER = Map.of("source", "nyc", "unit", "F");

	@RegisterExtension
	static final ForeignPeers peers = new ForeignPeers();

	static PyzmqPeer pyzmq;

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	private final Map<String, Consumer<String>> scenarios = new LinkedHashMap<>();

	WireContractTests() {
		this.scenarios.put("Plain 1", (code) -> weRead(ZmqSocketType.PULL, "PUSH", code, parts("Hello")));
		this.scenarios.put("Plain 2", (code) -> {
			wePush(ZmqMessage.ofStrings("Hello"), code);
			assertThat(pyzmq.frames("[payload]")).isEqualTo(ZmqMessage.ofStrings("Hello"));
		});
		this.scenarios.put("Plain 3",
				(code) -> weRead(ZmqSocketType.PULL, "PUSH", code, parts("part 1", "", "part 3")));
		this.scenarios.put("Plain 4", (code) -> {
			wePush(ZmqMessage.ofStrings("part 1", "", "part 3"), code);
			assertThat(pyzmq.frames("frames")).isEqualTo(ZmqMessage.ofStrings("part 1", "", "part 3"));
		});
		this.scenarios.put("Plain 5", (code) -> weAnswer(ZmqSocketType.REP, code));
		this.scenarios.put("Topic 1", (code) -> weSubscribe(code, false, parts("20 degrees").withTopic("10001 ")));
		this.scenarios.put("Topic 2", (code) -> {
			wePublish(parts("20 degrees").withTopic("10001 "), false, code);
			assertThat(pyzmq.frames("[topic, payload]")).isEqualTo(ZmqMessage.ofStrings("10001 ", "20 degrees"));
		});
		this.scenarios.put("Topic 3", (code) -> weSubscribe(code, false, parts("10001 20 degrees")));
		this.scenarios.put("Topic 4", (code) -> {
			wePublish(parts("10001 20 degrees"), false, code);
			assertThat(pyzmq.frames("[payload]")).isEqualTo(ZmqMessage.ofStrings("10001 20 degrees"));
		});
		this.scenarios.put("Routed 1", (code) -> assertThat(routed("DEALER", code).envelope()).isNull());
		this.scenarios.put("Routed 2", this::weSendToADealer);
		this.scenarios.put("Routed, with envelope 1", (code) -> weAnswer(ZmqSocketType.ROUTER, code));
		this.scenarios.put("Routed, with envelope 2",
				(code) -> assertThat(routed("DEALER", code).envelope()).isEqualTo(ZmqMessage.ofStrings("")));
		this.scenarios.put("Routed, with envelope 3", this::weReplyToADealer);
		this.scenarios.put("Routed, with envelope 4", this::weAreAnswered);
		this.scenarios.put("Headers 1",
				(code) -> weRead(ZmqSocketType.PULL, "PUSH", code, parts("20 degrees").withHeaders(WEATHER)));
		this.scenarios.put("Headers 2",
				(code) -> weSubscribe(code, true, parts("20 degrees").withTopic("10001 ").withHeaders(WEATHER)));
		this.scenarios.put("Headers 3", this::wePushHeaders);
		this.scenarios.put("Headers 4", (code) -> {
			wePublish(parts("20 degrees").withTopic("10001 ").withHeaders(WEATHER), true, code);
			assertThat(pyzmq.frames("[topic, payload]")).isEqualTo(ZmqMessage.ofStrings("10001 ", "20 degrees"));
			assertPythonHas(WEATHER);
		});
		this.scenarios.put("Headers 5", this::anyCharacters);
	}

	@BeforeAll
	static void startPyzmq() {
		pyzmq = peers.pyzmq();
	}

	@BeforeEach
	void noSocket() {
		pyzmq.exec("sock = None");
	}

	@AfterEach
	void closeSocket() {
		pyzmq.exec("if sock is not None: sock.close(0)");
	}

	static Map<String, String> blocks() throws IOException {
		Path page = Path.of("docs", "wire-contract.md");
		String text = Files.readString(Files.exists(page) ? page : Path.of("..").resolve(page));
		Map<String, String> blocks = new LinkedHashMap<>();
		String heading = "";
		int place = 0;
		Matcher matcher = HEADING_OR_BLOCK.matcher(text.replace("\r\n", "\n"));
		while (matcher.find()) {
			if (matcher.group(1) != null) {
				heading = matcher.group(1);
				place = 0;
			}
			else {
				blocks.put(heading + " " + (++place), matcher.group(2));
			}
		}
		return blocks;
	}

	static List<String> keys() throws IOException {
		return List.copyOf(blocks().keySet());
	}

	@ParameterizedTest
	@MethodSource("keys")
	void theBlockDoesWhatThePageSays(String key) throws IOException {
		assertThat(this.scenarios).as("scenarios").containsKey(key);
		this.scenarios.get(key).accept(blocks().get(key));
	}

	@Test
	void noScenarioIsLeftOver() throws IOException {
		assertThat(blocks().keySet()).containsExactlyInAnyOrderElementsOf(this.scenarios.keySet());
	}

	@Test
	void headersStandBehindTheEnvelopeOfARequestAndOfItsReply() throws IOException {
		pyzmq.exec(blocks().get("Headers 5"));
		ZmqSocket rep = this.sockets.open(TestSockets.bound("rep", ZmqSocketType.REP).headers(ALL_HEADERS));
		connect("REQ", rep);
		pyzmq.exec("sock.send_multipart([encode_headers({'trace': '1'}), b'Hello'])");
		ZmqParts request = read(rep);
		assertThat(request.headers()).isEqualTo(Map.of("trace", "1"));
		assertThat(request.payload()).isEqualTo(ZmqMessage.ofStrings("Hello"));
		write(rep, new ZmqParts(request.routingId(), request.envelope(), null, WEATHER, ZmqMessage.ofStrings("World")));
		pyzmq.exec("frame, payload = sock.recv_multipart(); headers = decode_headers(frame)");
		assertPythonHas(WEATHER);
		assertThat(pyzmq.frames("[payload]")).isEqualTo(ZmqMessage.ofStrings("World"));
	}

	private static ZmqParts parts(String... payload) {
		return ZmqParts.of(ZmqMessage.ofStrings(payload));
	}

	private static ZmqParts read(ZmqSocket socket) {
		return socket.spec().wireFormat().decode(socket.receive(Speaker.PATIENCE));
	}

	private static void write(ZmqSocket socket, ZmqParts parts) {
		socket.send(socket.spec().wireFormat().encode(parts));
	}

	private static PyzmqSocket connect(String type, ZmqSocket peer) {
		pyzmq.exec("sock = ctx.socket(zmq." + type + ")");
		return new PyzmqSocket(pyzmq, "sock").connect(endpoint(peer));
	}

	private void weRead(ZmqSocketType ourType, String theirType, String code, ZmqParts expected) {
		ZmqSocket ours = this.sockets
			.open(TestSockets.bound("ours", ourType).headers(expected.headers().isEmpty() ? null : ALL_HEADERS));
		connect(theirType, ours);
		pyzmq.exec(code);
		assertThat(read(ours)).isEqualTo(expected);
	}

	private void wePush(ZmqMessage message, String code) {
		ZmqSocket push = this.sockets.open(TestSockets.bound("push", ZmqSocketType.PUSH));
		connect("PULL", push);
		write(push, ZmqParts.of(message));
		pyzmq.exec(code);
	}

	private void wePushHeaders(String code) {
		ZmqSocket push = this.sockets.open(TestSockets.bound("push", ZmqSocketType.PUSH).headers(ALL_HEADERS));
		connect("PULL", push);
		for (Map<String, String> headers : List.of(WEATHER, Map.of("url", "http://a: b"), Map.<String, String>of())) {
			write(push, parts("20 degrees").withHeaders(headers));
			pyzmq.exec(code);
			assertPythonHas(headers);
			assertThat(pyzmq.frames("[payload]")).isEqualTo(ZmqMessage.ofStrings("20 degrees"));
		}
	}

	private void weAnswer(ZmqSocketType ourType, String code) {
		ZmqSocket ours = this.sockets.open(TestSockets.bound("ours", ourType));
		connect("REQ", ours);
		pyzmq.begin(code);
		ZmqParts request = read(ours);
		assertThat(request.payload()).isEqualTo(ZmqMessage.ofStrings("Hello"));
		write(ours,
				new ZmqParts(request.routingId(), request.envelope(), null, Map.of(), ZmqMessage.ofStrings("World")));
		pyzmq.end();
		assertThat(pyzmq.frames("[reply]")).isEqualTo(ZmqMessage.ofStrings("World"));
	}

	private void weSubscribe(String code, boolean headers, ZmqParts expected) {
		ZmqSocket sub = this.sockets
			.open(TestSockets.bound("sub", ZmqSocketType.SUB).topics("10001 ").headers(headers ? ALL_HEADERS : null));
		Subscriptions.awaitPub(connect("PUB", sub), sub, "10001 ");
		pyzmq.exec(code);
		assertThat(read(sub)).isEqualTo(expected);
	}

	private void wePublish(ZmqParts parts, boolean headers, String code) {
		ZmqSocket pub = this.sockets
			.open(TestSockets.bound("pub", ZmqSocketType.PUB).headers(headers ? ALL_HEADERS : null));
		connect("SUB", pub).set("SUBSCRIBE", "b'10001 '");
		Subscriptions.await(pub, "10001 ", new PyzmqSocket(pyzmq, "sock"));
		write(pub, parts);
		pyzmq.exec(code);
	}

	private ZmqParts routed(String theirType, String code) {
		ZmqSocket router = this.sockets.open(TestSockets.bound("router", ZmqSocketType.ROUTER));
		connect(theirType, router);
		pyzmq.exec(code);
		ZmqParts received = read(router);
		assertThat(received.routingId()).hasSize(5).startsWith(0);
		assertThat(received.payload()).isEqualTo(ZmqMessage.ofStrings("Hello"));
		return received;
	}

	private void weSendToADealer(String code) {
		ZmqSocket router = this.sockets.open(TestSockets.bound("router", ZmqSocketType.ROUTER));
		connect("DEALER", router).send(ZmqMessage.ofStrings("ready"));
		write(router, parts("part 1", "", "part 3").withRoutingId(read(router).routingId()));
		pyzmq.exec(code);
		assertThat(pyzmq.frames("frames")).isEqualTo(ZmqMessage.ofStrings("part 1", "", "part 3"));
	}

	private void weReplyToADealer(String code) {
		ZmqSocket rep = this.sockets.open(TestSockets.bound("rep", ZmqSocketType.REP));
		connect("DEALER", rep).send(ZmqMessage.ofStrings("", "Hello"));
		write(rep, read(rep));
		pyzmq.exec(code);
		assertThat(pyzmq.frames("[delimiter, reply]")).isEqualTo(ZmqMessage.ofStrings("", "Hello"));
	}

	private void weAreAnswered(String code) {
		pyzmq.exec("sock = ctx.socket(zmq.ROUTER)");
		String endpoint = new PyzmqSocket(pyzmq, "sock").bind();
		ZmqSocket req = this.sockets.open(SocketSpec.of("req", ZmqSocketType.REQ).connect(endpoint));
		req.send(ZmqMessage.ofStrings("Hello"));
		pyzmq.exec(code);
		assertThat(req.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("World"));
		ZmqSocket dealer = this.sockets.open(SocketSpec.of("dealer", ZmqSocketType.DEALER).connect(endpoint));
		dealer.send(ZmqMessage.ofStrings("correlation 1", "", "Hello"));
		pyzmq.exec(code);
		assertThat(dealer.receive(Speaker.PATIENCE)).isEqualTo(ZmqMessage.ofStrings("correlation 1", "", "World"));
	}

	private void anyCharacters(String code) {
		pyzmq.exec(code);
		ZmqSocket pair = this.sockets.open(TestSockets.bound("pair", ZmqSocketType.PAIR).headers(ALL_HEADERS));
		connect("PAIR", pair);
		Map<String, String> nasty = new LinkedHashMap<>();
		nasty.put("a:b\\c\nd\re", "1: 2\\n3\n4\r5\\");
		nasty.put(" spaces ", "  at both ends  ");
		nasty.put("\u00fcml\u00e4ut \u20ac \ud83d\ude00", "\u0000\t\u0085\u2028\u007f");
		nasty.put("empty", "");
		for (Map<String, String> headers : List.of(nasty, Map.<String, String>of())) {
			write(pair, parts("from us").withHeaders(headers));
			pyzmq.exec("frame, payload = sock.recv_multipart(); headers = decode_headers(frame)");
			assertPythonHas(headers);
			assertThat(pyzmq.frames("[payload]")).isEqualTo(ZmqMessage.ofStrings("from us"));
			pyzmq.exec("sock.send_multipart([encode_headers(" + dictionary(headers) + "), b'from them'])");
			assertThat(read(pair)).isEqualTo(parts("from them").withHeaders(headers));
		}
	}

	private static void assertPythonHas(Map<String, String> headers) {
		assertThat(pyzmq.eval("headers == " + dictionary(headers))).as("%s are %s", pyzmq.eval("headers"), headers)
			.isEqualTo("True");
	}

	private static String dictionary(Map<String, String> headers) {
		return headers.entrySet()
			.stream()
			.map((header) -> literal(header.getKey()) + ": " + literal(header.getValue()))
			.collect(Collectors.joining(", ", "{", "}"));
	}

}

package io.github.zmqspring.template;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.converter.MessageConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Sending and receiving over real sockets.
 */
@Timeout(180)
class ZmqTemplateSendTests {

	private static final Duration LONG = TemplateFixture.LONG;

	private final TemplateFixture zmq = new TemplateFixture();

	private final ZmqTemplate template = this.zmq.template;

	@AfterEach
	void close() throws Exception {
		this.zmq.close();
	}

	@Test
	void whenPayloadsAreOfDifferentKindsEachIsConverted() {
		this.zmq.connect("push", ZmqSocketType.PUSH, this.zmq.bind("pull", ZmqSocketType.PULL));
		this.template.send("push", "text");
		this.template.send("push", new byte[] { 1, 2 });
		this.template.send("push", ZmqMessage.ofStrings("a", "", "b"));
		this.template.send("push", new Point(1, 2));
		assertThat(this.template.trySend("push", List.of(new Point(3, 4)))).isTrue();
		assertThat(this.template.receive("pull", LONG, String.class)).isEqualTo("text");
		assertThat(this.template.receive("pull", LONG, byte[].class)).containsExactly(1, 2);
		assertThat(this.template.receive("pull", LONG, ZmqMessage.class)).isEqualTo(ZmqMessage.ofStrings("a", "", "b"));
		assertThat(this.template.receive("pull", LONG, Point.class)).isEqualTo(new Point(1, 2));
		assertThat(this.template.receive("pull", LONG, String.class)).isEqualTo("[{\"x\":3,\"y\":4}]");
	}

	@Test
	void whenAByteArrayIsSentItIsNotCopied() {
		ZmqSocket pull = this.zmq.open("pull", ZmqSocketType.PULL, (spec) -> spec.bind("inproc://same"));
		this.zmq.open("push", ZmqSocketType.PUSH, (spec) -> spec.connect("inproc://same"));
		byte[] frame = { 1, 2, 3 };
		this.template.send("push", frame);
		ZmqMessage message = pull.receive(LONG);
		assertThat(message).isNotNull();
		assertThat(message.first()).isSameAs(frame);
	}

	@Test
	void whenNothingConvertsThePayloadItIsToldAndNothingIsSent() {
		this.zmq.connect("push", ZmqSocketType.PUSH, this.zmq.bind("pull", ZmqSocketType.PULL));
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> this.template.send("push", new Selfish()));
		this.template.send("push", "next");
		assertThat(this.template.receive("pull", LONG, String.class)).isEqualTo("next");
		this.template.send("push", "no number");
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> this.template.receive("pull", LONG, Point.class));
	}

	@Test
	void whenThereIsNoMessageReceiveReturnsNullInTime() {
		this.zmq.bind("pull", ZmqSocketType.PULL);
		long began = System.nanoTime();
		assertThat(this.template.receive("pull", Duration.ofMillis(50), String.class)).isNull();
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(50),
				Duration.ofSeconds(30));
	}

	@Test
	void whenAListenerTakesTheMessagesReceiveIsRefused() {
		this.zmq.bind("pull", ZmqSocketType.PULL).attach((message) -> {
		}, "Orders.update", true);
		assertThatIllegalStateException().isThrownBy(() -> this.template.receive("pull", LONG, String.class))
			.withMessageContaining("Orders.update");
	}

	@Test
	void whenSubscribersJoinSlowlyWhatIsPublishedAfterAwaitingThemReachesThem() throws Exception {
		ZmqSocket pub = this.zmq.bind("weather", ZmqSocketType.PUB);
		assertThat(this.template.awaitSubscribers("weather", "10001", 1, Duration.ofMillis(20))).isFalse();
		CompletableFuture<Boolean> three = CompletableFuture
			.supplyAsync(() -> this.template.awaitSubscribers("weather", "10001 ", 3, LONG));
		CompletableFuture<Boolean> peers = CompletableFuture
			.supplyAsync(() -> this.template.awaitPeers("weather", 4, LONG));
		for (int i = 0; i < 3; i++) {
			this.zmq.open("sub" + i, ZmqSocketType.SUB,
					(spec) -> spec.connect(TemplateFixture.endpoint(pub)).topics("10001"));
		}
		this.zmq.open("other", ZmqSocketType.SUB, (spec) -> spec.connect(TemplateFixture.endpoint(pub)).topics("9"));
		assertThat(three.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(peers.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.template.awaitPeers("weather", 5, Duration.ofMillis(20))).isFalse();
		this.template.send("weather", "10001 ", "hot");
		assertThat(this.template.trySend("weather", "10001 ", "cold")).isTrue();
		for (int i = 0; i < 3; i++) {
			ZmqParts parts = this.template.receive("sub" + i, LONG, ZmqParts.class);
			assertThat(parts).isNotNull();
			assertThat(parts.topicAsString()).isEqualTo("10001 ");
			assertThat(parts.payload()).isEqualTo(ZmqMessage.ofStrings("hot"));
			assertThat(this.template.receive("sub" + i, LONG, String.class)).isEqualTo("cold");
		}
	}

	@Test
	void whenNoTopicIsGivenThePayloadIsTheMessage() {
		ZmqSocket pub = this.zmq.bind("pub", ZmqSocketType.PUB);
		ZmqSocket sub = this.zmq.open("sub", ZmqSocketType.SUB,
				(spec) -> spec.connect(TemplateFixture.endpoint(pub)).topics(""));
		assertThat(this.template.awaitSubscribers("pub", "", 1, LONG)).isTrue();
		this.template.send("pub", "bare");
		assertThat(sub.receive(LONG)).isEqualTo(ZmqMessage.ofStrings("bare"));
	}

	@Test
	void whenAPushHasNoPeerTrySendIsFalseAndSendFailsAfterTheSendTimeout() {
		this.zmq.open("lonely", ZmqSocketType.PUSH,
				(spec) -> spec.bind(TemplateFixture.ANY_PORT).option(ZmqOptions.SEND_TIMEOUT, Duration.ofMillis(120)));
		assertThat(this.template.trySend("lonely", "x")).isFalse();
		assertSendFailsAfter(Duration.ofMillis(120), () -> this.template.send("lonely", "x"));
		assertSendFailsAfter(Duration.ofMillis(30),
				() -> this.template.to("lonely").body("x").timeout(Duration.ofMillis(30)).send());
		assertSendFailsAfter(Duration.ZERO, () -> this.template.to("lonely").body("x").timeout(Duration.ZERO).send());
	}

	private static void assertSendFailsAfter(Duration expected, Runnable send) {
		long began = System.nanoTime();
		assertThatExceptionOfType(ZmqQueueFullException.class).isThrownBy(send::run)
			.satisfies((ex) -> assertThat(ex.getWaited()).isEqualTo(expected))
			.withMessageContaining("lonely");
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(expected, expected.plusSeconds(30));
	}

	@Test
	void whenThePeerComesWhileSendWaitsItIsSent() throws Exception {
		ZmqSocket push = this.zmq.bind("push", ZmqSocketType.PUSH);
		CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> this.template.send("push", "patience"));
		this.zmq.connect("pull", ZmqSocketType.PULL, push);
		sent.get(60, TimeUnit.SECONDS);
		assertThat(this.template.receive("pull", LONG, String.class)).isEqualTo("patience");
	}

	@Test
	void whenARouterDoesNotKnowThePeerItIsTold() {
		ZmqSocket router = this.zmq.bind("router", ZmqSocketType.ROUTER);
		assertThatExceptionOfType(ZmqUnroutableException.class)
			.isThrownBy(() -> this.template.sendTo("router", "nobody", "x"))
			.withMessageContaining("'nobody'");
		this.zmq.open("dealer", ZmqSocketType.DEALER, (spec) -> spec.connect(TemplateFixture.endpoint(router))
			.option(ZmqOptions.ROUTING_ID, "A".getBytes(StandardCharsets.UTF_8)));
		this.template.send("dealer", "here I am");
		ZmqParts parts = this.template.receive("router", LONG, ZmqParts.class);
		assertThat(parts).isNotNull();
		assertThat(parts.routingId()).isNotNull().asString().isEqualTo("A");
		this.template.sendTo("router", "A", "work");
		this.template.sendTo("router", parts.routingId(), "more work");
		assertThat(this.template.receive("dealer", LONG, String.class)).isEqualTo("work");
		assertThat(this.template.receive("dealer", LONG, String.class)).isEqualTo("more work");
	}

	@Test
	void whenARepRepliesByHandItsReqUnderstands() {
		ZmqSocket rep = this.zmq.bind("rep", ZmqSocketType.REP);
		ZmqSocket req = this.zmq.connect("req", ZmqSocketType.REQ, rep);
		req.send(ZmqMessage.ofStrings("question"));
		ZmqParts parts = this.template.receive("rep", LONG, ZmqParts.class);
		assertThat(parts).isNotNull();
		assertThat(parts.routingId()).isNotNull();
		assertThat(parts.envelope()).isNotNull();
		this.template.to("rep").routingId(parts.routingId()).envelope(parts.envelope()).body("answer").send();
		assertThat(this.template.receive("req", LONG, String.class)).isEqualTo("answer");
		req.send(ZmqMessage.ofStrings("again"));
		assertThat(this.template.receive("rep", LONG, String.class)).isEqualTo("again");
		this.template.sendTo("rep", parts.routingId(), "the delimiter is understood");
		assertThat(this.template.receive("req", LONG, String.class)).isEqualTo("the delimiter is understood");
	}

	@Test
	void whenAServerIsGivenTheNumberOfAPeerItsClientGetsTheMessage() {
		ZmqSocket server = this.zmq.bind("server", ZmqSocketType.SERVER);
		this.zmq.connect("client", ZmqSocketType.CLIENT, server);
		this.template.send("client", "hello");
		ZmqMessage message = this.template.receive("server", LONG, ZmqMessage.class);
		assertThat(message).isNotNull();
		assertThat(message.origin()).isNotNull();
		int number = message.origin().routingId();
		this.template.to("server").routingId(number).body("world").send();
		assertThat(this.template.receive("client", LONG, String.class)).isEqualTo("world");
		assertThatExceptionOfType(ZmqUnroutableException.class)
			.isThrownBy(() -> this.template.to("server").routingId(number + 1).body("x").send());
	}

	@Test
	void whenARadioSendsToAGroupItsMembersGetTheMessage() {
		ZmqSocket radio = this.zmq.bind("radio", ZmqSocketType.RADIO);
		this.zmq.open("dish", ZmqSocketType.DISH,
				(spec) -> spec.connect(TemplateFixture.endpoint(radio)).groups("news"));
		String received = null;
		while (received == null) {
			// a RADIO does not tell who has joined
			this.template.to("radio").group("sports").body("not for us").send();
			this.template.to("radio").group("news").body("for us").send();
			received = this.template.receive("dish", Duration.ofMillis(50), String.class);
		}
		assertThat(received).isEqualTo("for us");
	}

	@Test
	void whenTheSocketHasHeadersThoseThatMayTravelDo() {
		HeaderPolicy policy = HeaderPolicy.of(List.of("a", "b"), List.of("*"));
		ZmqSocket pull = this.zmq.open("pull", ZmqSocketType.PULL,
				(spec) -> spec.bind(TemplateFixture.ANY_PORT).headers(policy));
		this.zmq.open("push", ZmqSocketType.PUSH,
				(spec) -> spec.connect(TemplateFixture.endpoint(pull)).headers(policy));
		this.template.to("push").headers(Map.of("b", "2", "secret", "x")).header("a", 1).body("x").send();
		this.template.to("push").headers(Map.of("b", "2")).headers(Map.of("a", true)).body("x").send();
		this.template.send("push", "x");
		assertThat(headers()).isEqualTo(Map.of("a", "1", "b", "2"));
		assertThat(headers()).isEqualTo(Map.of("a", "true", "b", "2"));
		assertThat(headers()).isEmpty();
	}

	private Map<String, String> headers() {
		ZmqParts parts = this.template.receive("pull", LONG, ZmqParts.class);
		assertThat(parts).isNotNull();
		assertThat(parts.payload()).isEqualTo(ZmqMessage.ofStrings("x"));
		return parts.headers();
	}

	@Test
	void whenManyThreadsShareAPushTheFramesOfMessagesNeverInterleave() throws Exception {
		int threads = 8;
		int messages = 10_000;
		BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>();
		ZmqSocket pull = this.zmq.bind("pull", ZmqSocketType.PULL);
		pull.attach(received::add, "test", true);
		this.zmq.open("push", ZmqSocketType.PUSH,
				(spec) -> spec.connect(TemplateFixture.endpoint(pull)).option(ZmqOptions.SEND_TIMEOUT, LONG));
		List<CompletableFuture<Void>> senders = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			int thread = i;
			CompletableFuture<Void> done = new CompletableFuture<>();
			senders.add(done);
			new Thread(() -> {
				try {
					for (int n = 0; n < messages; n++) {
						byte[] id = ByteBuffer.allocate(8).putInt(thread).putInt(n).array();
						this.template.send("push", ZmqMessage.of(id, id.clone()));
					}
					done.complete(null);
				}
				catch (Throwable ex) {
					done.completeExceptionally(ex);
				}
			}).start();
		}
		int[] next = new int[threads];
		for (int i = 0; i < threads * messages; i++) {
			ZmqMessage message = received.poll(60, TimeUnit.SECONDS);
			assertThat(message).isNotNull();
			assertThat(message.size()).isEqualTo(2);
			assertThat(message.frame(1)).isEqualTo(message.frame(0));
			ByteBuffer id = ByteBuffer.wrap(message.frame(0));
			int thread = id.getInt();
			assertThat(id.getInt()).isEqualTo(next[thread]++);
		}
		for (CompletableFuture<Void> sender : senders) {
			sender.get(30, TimeUnit.SECONDS);
		}
		assertThat(received).isEmpty();
	}

	@Test
	void whenTheSocketIsUnknownTheErrorNamesThoseThatExist() {
		this.zmq.bind("known", ZmqSocketType.PUSH);
		assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(() -> this.template.send("knwon", "x"))
			.withMessageContaining("known")
			.withMessageContaining("ZmqTemplate");
		assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(() -> this.template.to("knwon"));
		assertThatExceptionOfType(UnknownSocketException.class)
			.isThrownBy(() -> this.template.receive("knwon", LONG, String.class));
	}

	@Test
	void whenTheSocketIsStoppedSendingFailsUntilItIsStarted() {
		ZmqSocket push = this.zmq.connect("push", ZmqSocketType.PUSH, this.zmq.bind("pull", ZmqSocketType.PULL));
		push.stop(Duration.ofSeconds(1));
		assertThatExceptionOfType(ZmqSocketStoppedException.class).isThrownBy(() -> this.template.send("push", "x"))
			.satisfies((ex) -> assertThat(ex.getSocketName()).isEqualTo("push"));
		assertThatExceptionOfType(ZmqSocketStoppedException.class).isThrownBy(() -> this.template.trySend("push", "x"));
		push.start();
		this.template.send("push", "y");
		assertThat(this.template.receive("pull", LONG, String.class)).isEqualTo("y");
	}

	@Test
	void whenANameGetsANewSocketTheTemplateUsesThatOne() {
		ZmqSocket pull = this.zmq.bind("pull", ZmqSocketType.PULL);
		this.zmq.connect("out", ZmqSocketType.PUSH, pull);
		this.template.send("out", "old");
		assertThat(this.template.receive("pull", LONG, String.class)).isEqualTo("old");
		this.zmq.registry.remove("out", Duration.ofSeconds(1));
		assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(() -> this.template.send("out", "x"));
		HeaderPolicy policy = HeaderPolicy.of(List.of("*"), List.of("*"));
		this.zmq.registry.register(SocketSpec.of("out", ZmqSocketType.PUSH)
			.connect(TemplateFixture.endpoint(pull))
			.headers(policy)
			.build());
		this.template.to("out").header("new", "yes").body("x").send();
		ZmqMessage message = this.template.receive("pull", LONG, ZmqMessage.class);
		assertThat(message).isNotNull();
		assertThat(message.size()).isEqualTo(2);
		assertThat(message.frameAsString(0)).contains("new: yes");
	}

	record Point(int x, int y) {

	}

	/** Not serializable as JSON. */
	public static final class Selfish {

		public Selfish getSelf() {
			return this;
		}

	}

}

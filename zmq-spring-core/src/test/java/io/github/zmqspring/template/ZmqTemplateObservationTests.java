package io.github.zmqspring.template;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.observation.TestTracing;
import io.github.zmqspring.observation.TestTracing.Span;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;

import org.springframework.messaging.converter.MessageConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Observations of what the template does.
 */
@Timeout(180)
class ZmqTemplateObservationTests {

	private static final String SEND = "zmq.template.send";

	private static final String REQUEST = "zmq.template.request";

	private static final HeaderPolicy ONLY_MINE = HeaderPolicy.of(List.of("mine"), List.of("mine"));

	private final TestTracing tracing = new TestTracing();

	private final TemplateFixture zmq = new TemplateFixture();

	private final ZmqTemplate template = template(this.tracing.observations());

	private final BlockingQueue<List<byte[]>> seen = new LinkedBlockingQueue<>();

	private ZmqTemplate template(ZmqObservations observations) {
		return new ZmqTemplate(this.zmq.registry, ZmqMessageConverters.create(null), ZmqRequestOptions.DEFAULTS,
				observations);
	}

	@AfterEach
	void close() throws Exception {
		this.template.destroy();
		this.zmq.close();
	}

	private RawPeer pull() {
		return RawPeer.bind(SocketType.PULL, (peer, frames) -> this.seen.add(frames));
	}

	private List<String> next() throws InterruptedException {
		List<byte[]> frames = this.seen.poll(30, TimeUnit.SECONDS);
		assertThat(frames).isNotNull();
		return frames.stream().map((frame) -> new String(frame, StandardCharsets.UTF_8)).toList();
	}

	private static List<byte[]> answer(List<byte[]> frames, int last, String reply) {
		return Stream.concat(frames.subList(0, last).stream(), Stream.of(reply.getBytes())).toList();
	}

	@Test
	void whenTheSocketHasHeadersAMessageCarriesTheTraceOfItsSender() throws Exception {
		try (RawPeer peer = pull()) {
			this.zmq.open("out", ZmqSocketType.PUSH, (spec) -> spec.connect(peer.endpoint()).headers(ONLY_MINE));
			Observation parent = Observation.start("caller", this.tracing.registry());
			parent.scoped(() -> {
				this.template.send("out", "one");
				this.template.to("out").header("mine", "1").body("two").send();
				assertThat(this.template.trySend("out", "three")).isTrue();
			});
			parent.stop();
			Span caller = this.tracing.only("caller");
			List<Span> sends = this.tracing.named(SEND);
			assertThat(sends).hasSize(3).allSatisfy((span) -> {
				assertThat(span.trace()).isEqualTo(caller.trace());
				assertThat(span.parent()).isEqualTo(caller.id());
				assertThat(span.contextualName()).isEqualTo("send out");
				assertThat(span.low("error.type")).isEqualTo("none");
			});
			String header = "traceparent: " + caller.trace() + "/";
			assertThat(next()).containsExactly(header + sends.get(0).id(), "one");
			assertThat(next().get(0)).isEqualTo("mine: 1\n" + header + sends.get(1).id());
			assertThat(next()).containsExactly(header + sends.get(2).id(), "three");
			assertThat(sends.get(0).high("messaging.message.envelope.size"))
				.isEqualTo(String.valueOf(header.length() + sends.get(0).id().length() + 3));
		}
	}

	@Test
	void whenTheSocketHasNoHeadersMessagesAreObservedOnlyOnRequest() throws Exception {
		try (RawPeer peer = pull()) {
			this.zmq.connect("plain", ZmqSocketType.PUSH, peer.endpoint());
			this.zmq.open("observed", ZmqSocketType.PUSH,
					(spec) -> spec.connect(peer.endpoint()).option(ZmqOptions.OBSERVE, true));
			this.template.send("plain", "1");
			this.template.trySend("plain", "2");
			this.template.to("plain").body("3").send();
			assertThat(this.tracing.spans()).isEmpty();
			this.template.send("observed", "4");
			assertThat(this.tracing.only(SEND).low("zmq.socket.name")).isEqualTo("observed");
			assertThat(List.of(next(), next(), next(), next())).allSatisfy((frames) -> assertThat(frames).hasSize(1));
		}
	}

	@Test
	void whenThereIsNoRoomTheObservationTells() {
		this.zmq.open("full", ZmqSocketType.PUSH,
				(spec) -> spec.connect("tcp://127.0.0.1:1")
					.headers(ONLY_MINE)
					.option(ZmqOptions.IMMEDIATE, true)
					.option(ZmqOptions.SEND_TIMEOUT, Duration.ofMillis(10)));
		assertThat(this.template.trySend("full", "x")).isFalse();
		assertThat(this.tracing.only(SEND).low("error.type")).isEqualTo("not_sent");
		assertThatExceptionOfType(ZmqQueueFullException.class).isThrownBy(() -> this.template.send("full", "x"));
		assertThat(this.tracing.spans().get(1).error()).isInstanceOf(ZmqQueueFullException.class);
		assertThat(this.tracing.spans().get(1).low("error.type")).isEqualTo("ZmqQueueFullException");
	}

	@Test
	void whenThePayloadCannotBeConvertedTheObservationTells() {
		this.zmq.open("out", ZmqSocketType.PUB, (spec) -> spec.bind("inproc://out").headers(ONLY_MINE));
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> this.template.send("out", "topic", new Object()));
		Span span = this.tracing.only(SEND);
		assertThat(span.error()).isInstanceOf(MessageConversionException.class);
		assertThat(span.high("messaging.destination.name")).isEqualTo("topic");
	}

	@Test
	void whenARequestIsMadeTheServerSeesItsTraceAndTheReplyEndsTheObservation() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			this.seen.add(frames.subList(3, 5));
			peer.send(answer(frames, 4, "World"));
		})) {
			this.zmq.open("hello", ZmqSocketType.DEALER, (spec) -> spec.connect(server.endpoint()).headers(ONLY_MINE));
			Observation parent = Observation.start("caller", this.tracing.registry());
			String reply = parent
				.scoped(() -> this.template.request("hello", "Hello", String.class, TemplateFixture.LONG));
			parent.stop();
			assertThat(reply).isEqualTo("World");
			Span span = this.tracing.only(REQUEST);
			assertThat(span.parent()).isEqualTo(this.tracing.only("caller").id());
			assertThat(span.contextualName()).isEqualTo("request hello");
			assertThat(span.high("zmq.request.times_sent")).isEqualTo("1");
			assertThat(span.events()).isEmpty();
			assertThat(next()).containsExactly("traceparent: " + span.trace() + "/" + span.id(), "Hello");
			assertThat(this.tracing.named(SEND)).isEmpty();
		}
	}

	@Test
	void whenTheSocketIsPlainRequestsAreObservedOnlyOnRequest() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> peer.send(frames))) {
			this.zmq.connect("plain", ZmqSocketType.DEALER, server.endpoint());
			assertThat(this.template.request("plain", "Hello", String.class)).isEqualTo("Hello");
			assertThat(this.template.requestAsync("plain", "Hello", String.class)).succeedsWithin(TemplateFixture.LONG);
			assertThat(this.tracing.spans()).isEmpty();
			observed("observed", server);
			assertThat(this.template.request("observed", "Hello", String.class)).isEqualTo("Hello");
			assertThat(this.tracing.only(REQUEST).low("zmq.socket.name")).isEqualTo("observed");
		}
	}

	private void observed(String name, RawPeer server) {
		this.zmq.open(name, ZmqSocketType.DEALER,
				(spec) -> spec.connect(server.endpoint()).option(ZmqOptions.OBSERVE, true));
	}

	@Test
	void whenARequestIsAsynchronousItsObservationHasStoppedBeforeTheFutureCompletes() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			try {
				go.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			peer.send(frames);
		})) {
			observed("slow", server);
			Observation parent = Observation.start("caller", this.tracing.registry());
			CompletableFuture<Integer> spansAtReply = parent
				.scoped(() -> this.template.requestAsync("slow", "x", String.class)
					.thenApply((reply) -> this.tracing.named(REQUEST).size()));
			assertThat(this.tracing.registry().getCurrentObservation()).isNull();
			parent.stop();
			assertThat(this.tracing.named(REQUEST)).isEmpty();
			go.countDown();
			assertThat(spansAtReply.get(30, TimeUnit.SECONDS)).isOne();
			assertThat(this.tracing.only(REQUEST).parent()).isEqualTo(this.tracing.only("caller").id());
		}
	}

	@Test
	void whenARequestIsRetriedItIsOneObservationWithEvents() throws Exception {
		BlockingQueue<List<byte[]>> tries = new LinkedBlockingQueue<>();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			tries.add(frames);
			if (tries.size() == 3) {
				peer.send(frames);
			}
		})) {
			observed("pirate", server);
			String reply = this.template.to("pirate")
				.body("again")
				.timeout(Duration.ofMillis(300))
				.tries(20)
				.request(String.class);
			assertThat(reply).isEqualTo("again");
			Span span = this.tracing.only(REQUEST);
			assertThat(span.events()).hasSizeGreaterThanOrEqualTo(2).containsOnly("retry");
			assertThat(span.high("zmq.request.times_sent")).isEqualTo(String.valueOf(span.events().size() + 1));
			assertThat(span.error()).isNull();
		}
	}

	@Test
	void whenNobodyRepliesTheErrorIsATimeout() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
		})) {
			observed("deaf", server);
			ZmqSendSpec request = this.template.to("deaf").body("?").timeout(Duration.ofMillis(20)).tries(1);
			assertThatExceptionOfType(ZmqRequestTimeoutException.class).isThrownBy(() -> request.request(String.class));
			assertThat(request.requestAsync(String.class)).failsWithin(Duration.ofSeconds(30));
			assertThat(this.tracing.named(REQUEST)).hasSize(2)
				.allSatisfy((span) -> assertThat(span.error()).isInstanceOf(ZmqRequestTimeoutException.class))
				.allSatisfy((span) -> assertThat(span.low("error.type")).isEqualTo("ZmqRequestTimeoutException"));
		}
	}

	@Test
	void whenARequestIsCancelledItsObservationStopsOnce() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> this.seen.add(frames))) {
			observed("deaf", server);
			CompletableFuture<String> reply = this.template.requestAsync("deaf", "?", String.class);
			next();
			reply.cancel(false);
			assertThat(this.tracing.only(REQUEST).error()).isInstanceOf(CancellationException.class);
			this.template.destroy();
			assertThat(this.tracing.named(REQUEST)).hasSize(1);
		}
	}

	@Test
	void whenAHandlerOfTheApplicationThrowsTheReplyArrives() throws Exception {
		this.tracing.registry().observationConfig().observationHandler(new ObservationHandler<>() {
			@Override
			public void onStop(Observation.Context context) {
				throw new IllegalStateException("only a test");
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}
		});
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> peer.send(frames))) {
			observed("hello", server);
			assertThat(this.template.requestAsync("hello", "Hello", String.class))
				.succeedsWithin(Duration.ofSeconds(30))
				.isEqualTo("Hello");
			assertThat(this.template.request("hello", "Hello", String.class)).isEqualTo("Hello");
		}
	}

	@Test
	void whenNothingIsObservedASendAllocatesNoMoreThanWithoutARegistry() {
		ZmqSocket socket = this.zmq.bind("pub", ZmqSocketType.PUB);
		ZmqTemplate without = template(ZmqObservations.NONE);
		byte[] payload = new byte[100];
		int messages = 20_000;
		allocated(without, socket.name(), payload, messages);
		allocated(this.template, socket.name(), payload, messages);
		long expected = allocated(without, socket.name(), payload, messages);
		long actual = allocated(this.template, socket.name(), payload, messages);
		assertThat(actual).as("bytes, without a registry %s", expected).isLessThan(expected + messages);
		await().until(() -> this.tracing.spans().isEmpty());
	}

	private static long allocated(ZmqTemplate template, String socket, byte[] payload, int messages) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < messages; i++) {
			template.send(socket, payload);
		}
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

}

package io.github.zmqspring.template;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.ZmqInterruptedException;
import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.error.ZmqSendException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Requests over real sockets, against plain JeroMQ peers.
 */
@Timeout(180)
class ZmqTemplateRequestTests {

	/** Longer than a fresh connection takes whose handshake JeroMQ has stalled. */
	private static final Duration A_RECONNECT = Duration.ofSeconds(2);

	private final TemplateFixture zmq = new TemplateFixture();

	private final ZmqTemplate template = this.zmq.template;

	@AfterEach
	void close() throws Exception {
		this.zmq.close();
	}

	@Test
	void whenManyThreadsShareADealerEachGetsItsOwnReply() throws Exception {
		int threads = 32;
		int requests = 10_000;
		AtomicInteger wrong = new AtomicInteger();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, RawPeer.echo())) {
			this.zmq.connect("echo", ZmqSocketType.DEALER, server);
			runInThreads(threads, (thread) -> {
				for (int i = 0; i < requests; i++) {
					byte[] request = ByteBuffer.allocate(8).putInt(thread).putInt(i).array();
					byte[] reply = this.template.request("echo", request, byte[].class, TemplateFixture.LONG);
					if (ByteBuffer.wrap(reply).getLong() != ByteBuffer.wrap(request).getLong()) {
						wrong.incrementAndGet();
					}
				}
			});
			RequestCounters counters = this.template.requestCounters("echo");
			assertThat(wrong).hasValue(0);
			assertThat(counters.sent()).isEqualTo(1 + threads * requests);
			assertThat(counters.replied()).isEqualTo(1 + threads * requests);
			assertThat(counters.lateReplies()).isZero();
			assertThat(counters.inFlight()).isZero();
			assertThat(counters.retried()).isZero();
		}
	}

	@Test
	void whenTheServerIsAPlainRepItNeedNotKnowOfTheEnvelope() throws Exception {
		List<List<byte[]>> seen = new ArrayList<>();
		try (RawPeer server = RawPeer.bind(SocketType.REP, (peer, frames) -> {
			seen.add(frames);
			peer.send(List.of("World".getBytes(StandardCharsets.UTF_8)));
		})) {
			this.zmq.connect("hello", ZmqSocketType.DEALER, server);
			for (int i = 0; i < 10; i++) {
				assertThat(this.template.request("hello", "Hello", String.class)).isEqualTo("World");
			}
			assertThat(seen).hasSize(10).allSatisfy((frames) -> {
				assertThat(frames).hasSize(1);
				assertThat(frames.get(0)).asString().isEqualTo("Hello");
			});
		}
	}

	@Test
	void whenTheServerIgnoresTwoTriesTheThirdIsAnswered() throws Exception {
		List<List<byte[]>> tries = new ArrayList<>();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			tries.add(frames);
			if (tries.size() == 3) {
				peer.send(frames);
			}
		})) {
			this.zmq.connect("pirate", ZmqSocketType.DEALER, server);
			String reply = this.template.request("pirate", "again", String.class, A_RECONNECT);
			assertThat(reply).isEqualTo("again");
			assertThat(tries).hasSize(3).allSatisfy((frames) -> {
				assertThat(frames).hasSize(4);
				assertThat(frames.get(1)).hasSize(8);
				assertThat(frames.get(2)).isEmpty();
				assertThat(frames.get(3)).asString().isEqualTo("again");
			});
			assertThat(tries.stream().map((frames) -> ByteBuffer.wrap(frames.get(1)).getLong()))
				.doesNotHaveDuplicates();
			assertThat(this.template.requestCounters("pirate").retried()).isEqualTo(2);
			assertThat(this.template.requestCounters("pirate").replied()).isEqualTo(2);
		}
	}

	@Test
	void whenNoTryIsAnsweredTheRequestTimesOutAndSaysSo() throws Exception {
		AtomicInteger tries = new AtomicInteger();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> tries.incrementAndGet())) {
			this.zmq.connect("deaf", ZmqSocketType.DEALER, server);
			assertThatExceptionOfType(ZmqRequestTimeoutException.class)
				.isThrownBy(() -> this.template.to("deaf")
					.body("anybody?")
					.timeout(Duration.ofMillis(150))
					.tries(2)
					.request(String.class))
				.satisfies((ex) -> {
					assertThat(ex.getSocketName()).isEqualTo("deaf");
					assertThat(ex.getTimeout()).isEqualTo(Duration.ofMillis(150));
					assertThat(ex.getTries()).isEqualTo(2);
					assertThat(ex.getStackTrace()).extracting(StackTraceElement::getClassName)
						.contains(ZmqTemplateRequestTests.class.getName());
				});
			await().until(() -> tries.get() >= 2);
			RequestCounters counters = this.template.requestCounters("deaf");
			assertThat(counters.timedOut()).isEqualTo(1);
			assertThat(counters.inFlight()).isZero();
		}
	}

	@Test
	void whenTheServerIsKilledAndRestartedTheRequestSucceedsByRetry() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		RawPeer first = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> asked.countDown());
		this.zmq.connect("phoenix", ZmqSocketType.DEALER, first);
		CompletableFuture<String> reply = this.template.to("phoenix")
			.body("still there?")
			.timeout(Duration.ofMillis(500))
			.tries(60)
			.requestAsync(String.class);
		assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
		first.close();
		try (RawPeer second = RawPeer.bind(SocketType.ROUTER, first.endpoint(), RawPeer.echo())) {
			assertThat(reply.get(60, TimeUnit.SECONDS)).isEqualTo("still there?");
			assertThat(this.template.requestCounters("phoenix").retried()).isPositive();
			assertThat(this.template.request("phoenix", "and now?", String.class)).isEqualTo("and now?");
		}
	}

	@Test
	void whenManyRequestsAreInFlightARestartOfTheServerLosesNone() throws Exception {
		RawPeer first = RawPeer.bind(SocketType.ROUTER, RawPeer.echo());
		this.zmq.connect("busy", ZmqSocketType.DEALER, first);
		AtomicInteger answered = new AtomicInteger();
		AtomicInteger wrong = new AtomicInteger();
		CompletableFuture<RawPeer> restarted = new CompletableFuture<>();
		Thread killer = new Thread(() -> {
			await().until(() -> answered.get() > 500);
			try {
				first.close();
				restarted.complete(RawPeer.bind(SocketType.ROUTER, first.endpoint(), RawPeer.echo()));
			}
			catch (Exception ex) {
				restarted.completeExceptionally(ex);
			}
		});
		killer.start();
		runInThreads(8, (thread) -> {
			for (int i = 0; i < 2000; i++) {
				String text = thread + ":" + i;
				String reply = this.template.to("busy")
					.body(text)
					.timeout(Duration.ofMillis(500))
					.tries(60)
					.request(String.class);
				wrong.addAndGet(reply.equals(text) ? 0 : 1);
				answered.incrementAndGet();
			}
		});
		restarted.get(30, TimeUnit.SECONDS).close();
		assertThat(answered).hasValue(16_000);
		assertThat(wrong).hasValue(0);
	}

	@Test
	void whenTheConnectionIsDeadItIsMadeAnew() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, RawPeer.echo());
				BlackHole blackHole = new BlackHole(URI.create(server.endpoint()).getPort())) {
			this.zmq.connect("lost", ZmqSocketType.DEALER, "tcp://127.0.0.1:" + blackHole.port());
			String reply = this.template.to("lost")
				.body("hello?")
				.timeout(Duration.ofMillis(400))
				.tries(100)
				.request(String.class);
			assertThat(reply).isEqualTo("hello?");
			assertThat(this.template.requestCounters("lost").reopened()).isPositive();
		}
	}

	@Test
	void whenAReplyIsTooLateItIsDroppedAndCounted() throws Exception {
		AtomicReference<List<byte[]>> held = new AtomicReference<>();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			if (held.get() == null) {
				held.set(frames);
			}
			else {
				peer.send(held.get());
				peer.send(frames);
			}
		})) {
			// the same routing id, so that the late reply finds its way after the
			// reopening
			this.zmq.warmUp(this.zmq.open("late", ZmqSocketType.DEALER, (spec) -> spec.connect(server.endpoint())
				.option(ZmqOptions.ROUTING_ID, "me".getBytes(StandardCharsets.UTF_8))));
			assertThatExceptionOfType(ZmqRequestTimeoutException.class).isThrownBy(
					() -> this.template.to("late").body("one").timeout(A_RECONNECT).tries(1).request(String.class));
			await().until(() -> this.template.requestCounters("late").reopened() == 1);
			assertThat(this.template.request("late", "two", String.class)).isEqualTo("two");
			assertThat(this.template.requestCounters("late").lateReplies()).isEqualTo(1);
		}
	}

	@Test
	void whenTheAnswerToAnEarlierTryArrivesItIsAccepted() throws Exception {
		List<List<byte[]>> tries = new ArrayList<>();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			tries.add(frames);
			if (tries.size() == 1) {
				// a sign of life that answers nothing
				peer.send(List.of(frames.get(0), "noise".getBytes(StandardCharsets.UTF_8)));
			}
			else {
				peer.send(tries.get(0));
				peer.send(frames);
			}
		})) {
			this.zmq.connect("slow", ZmqSocketType.DEALER, server);
			assertThat(this.template.request("slow", "one", String.class, A_RECONNECT)).isEqualTo("one");
			RequestCounters counters = this.template.requestCounters("slow");
			await().until(() -> counters.lateReplies() == 2);
			assertThat(counters.replied()).isEqualTo(2);
			assertThat(counters.reopened()).isZero();
		}
	}

	@Test
	void whenTheSocketIsAReqThePeerSeesDelimiterAndPayloadOnly() throws Exception {
		List<List<byte[]>> seen = new ArrayList<>();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			seen.add(frames);
			peer.send(frames);
		})) {
			this.zmq.connect("lb", ZmqSocketType.REQ, server);
			runInThreads(4, (thread) -> {
				for (int i = 0; i < 50; i++) {
					String text = thread + ":" + i;
					assertThat(this.template.request("lb", text, String.class, TemplateFixture.LONG)).isEqualTo(text);
				}
			});
			assertThat(seen).hasSize(200).allSatisfy((frames) -> {
				assertThat(frames).hasSize(3);
				assertThat(frames.get(1)).isEmpty();
			});
		}
	}

	@Test
	void whenAReqGetsNoReplyItStartsAfreshAndTheNextRequestIsNotMistaken() throws Exception {
		List<List<byte[]>> seen = new ArrayList<>();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			seen.add(frames);
			if (seen.size() > 2) {
				// the late ones first
				peer.send(seen.get(0));
				peer.send(seen.get(1));
				peer.send(frames);
			}
		})) {
			this.zmq.connect("lazy", ZmqSocketType.REQ, server);
			assertThatExceptionOfType(ZmqRequestTimeoutException.class).isThrownBy(
					() -> this.template.to("lazy").body("one").timeout(A_RECONNECT).tries(2).request(String.class));
			assertThat(this.template.request("lazy", "two", String.class)).isEqualTo("two");
			assertThat(this.template.request("lazy", "three", String.class)).isEqualTo("three");
			assertThat(this.template.requestCounters("lazy").reopened()).isEqualTo(2);
		}
	}

	@Test
	void whenAReqIsBusyForTooLongTheNextRequestWasNotSent() throws Exception {
		AtomicInteger seen = new AtomicInteger();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> seen.incrementAndGet())) {
			this.zmq.connect("one", ZmqSocketType.REQ, server);
			CompletableFuture<String> first = this.template.to("one")
				.body("first")
				.timeout(TemplateFixture.LONG)
				.requestAsync(String.class);
			await().until(() -> seen.get() == 1);
			assertThatExceptionOfType(ZmqSendException.class)
				.isThrownBy(() -> this.template.to("one")
					.body("second")
					.timeout(Duration.ofMillis(50))
					.tries(2)
					.request(String.class))
				.withMessageContaining("waited in vain for its turn")
				.withMessageContaining("DEALER");
			assertThat(first).isNotDone();
			assertThat(seen).hasValue(1);
		}
	}

	@Test
	void whenAClientTalksToAServerRepliesAreMatched() {
		ZmqSocket server = this.zmq.bind("server", ZmqSocketType.SERVER);
		server.attach(server::send, "echo", true);
		this.zmq.connect("client", ZmqSocketType.CLIENT, server);
		runInThreads(4, (thread) -> {
			for (int i = 0; i < 100; i++) {
				String text = thread + ":" + i;
				assertThat(this.template.request("client", text, String.class, TemplateFixture.LONG)).isEqualTo(text);
			}
		});
	}

	@Test
	void whenAClientGivesUpTheLateReplyIsNotTakenForTheNext() throws Exception {
		BlockingQueue<ZmqMessage> held = new ArrayBlockingQueue<>(10);
		ZmqSocket server = this.zmq.bind("server", ZmqSocketType.SERVER);
		server.attach((message) -> {
			if (message.frameAsString(0).startsWith("hold")) {
				held.add(message);
			}
			else {
				server.send(message);
			}
		}, "echo", true);
		// what is not with the server when its time is over is dropped with the
		// connection
		this.zmq.warmUp(this.zmq.connect("client", ZmqSocketType.CLIENT, server));
		assertThatExceptionOfType(ZmqRequestTimeoutException.class).isThrownBy(
				() -> this.template.to("client").body("hold").timeout(A_RECONNECT).tries(1).request(String.class));
		ZmqMessage late = held.take();
		try {
			server.send(late);
		}
		catch (io.github.zmqspring.error.ZmqUnroutableException ex) {
			// gone with the old connection
		}
		assertThat(this.template.request("client", "next", String.class)).isEqualTo("next");
	}

	@Test
	void whenAWaitingThreadIsInterruptedTheSocketStaysHealthy() throws Exception {
		AtomicInteger seen = new AtomicInteger();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			if (seen.incrementAndGet() > 1) {
				peer.send(frames);
			}
		})) {
			this.zmq.connect("dealer", ZmqSocketType.DEALER, server);
			assertInterruptible("dealer", seen, 1);
			assertThat(this.template.request("dealer", "next", String.class)).isEqualTo("next");
			seen.set(0);
			this.zmq.connect("req", ZmqSocketType.REQ, server);
			assertInterruptible("req", seen, 1);
			assertThat(this.template.request("req", "next", String.class)).isEqualTo("next");
			assertThat(this.template.requestCounters("req").inFlight()).isZero();
			assertThat(this.template.requestCounters("req").failed()).isEqualTo(1);
		}
	}

	private void assertInterruptible(String socket, AtomicInteger seen, int expected) throws Exception {
		CompletableFuture<Boolean> flag = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			try {
				this.template.request(socket, "wait", String.class, TemplateFixture.LONG);
				flag.complete(false);
			}
			catch (ZmqInterruptedException ex) {
				flag.complete(Thread.currentThread().isInterrupted());
			}
			catch (RuntimeException ex) {
				flag.completeExceptionally(ex);
			}
		});
		caller.start();
		await().until(() -> seen.get() == expected);
		caller.interrupt();
		assertThat(flag.get(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenTheSocketIsStoppedAllRequestsFailAtOnceAndItWorksAgainAfterAStart() throws Exception {
		AtomicInteger seen = new AtomicInteger();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			if (seen.incrementAndGet() > 5) {
				peer.send(frames);
			}
		})) {
			ZmqSocket socket = this.zmq.connect("stop", ZmqSocketType.DEALER, server);
			List<CompletableFuture<String>> replies = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				replies
					.add(this.template.to("stop").body("x").timeout(TemplateFixture.LONG).requestAsync(String.class));
			}
			await().until(() -> seen.get() == 5);
			socket.stop(Duration.ofSeconds(5));
			for (CompletableFuture<String> reply : replies) {
				assertThat(reply).failsWithin(Duration.ofSeconds(30))
					.withThrowableOfType(ExecutionException.class)
					.withCauseInstanceOf(ZmqSocketStoppedException.class);
			}
			assertThatExceptionOfType(ZmqSocketStoppedException.class)
				.isThrownBy(() -> this.template.request("stop", "x", String.class));
			assertThat(this.template.requestAsync("stop", "x", String.class)).failsWithin(Duration.ZERO)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(ZmqSocketStoppedException.class);
			assertThat(this.template.requestCounters("stop").inFlight()).isZero();
			socket.start();
			assertThat(this.template.request("stop", "again", String.class)).isEqualTo("again");
		}
	}

	@Test
	void whenTheTemplateIsDestroyedRequestsFailAndTheSocketIsFree() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
		})) {
			ZmqSocket socket = this.zmq.connect("gone", ZmqSocketType.DEALER, server);
			CompletableFuture<String> reply = this.template.requestAsync("gone", "x", String.class);
			this.template.destroy();
			assertThat(reply).failsWithin(Duration.ofSeconds(30))
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(ZmqSocketStoppedException.class);
			assertThatIllegalStateException().isThrownBy(() -> this.template.request("gone", "x", String.class))
				.withMessageContaining("closed");
			socket.attach((message) -> {
			}, "another", true).close(Duration.ofSeconds(1));
		}
	}

	@Test
	void whenAContinuationRequestsSynchronouslyItIsToldThatItWouldWaitForItself() throws Exception {
		CompletableFuture<Void> prepared = new CompletableFuture<>();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			prepared.join();
			peer.send(frames);
		})) {
			this.zmq.connect("self", ZmqSocketType.DEALER, server);
			CompletableFuture<String> chained = this.template.requestAsync("self", "go", String.class)
				.thenApply((reply) -> this.template.request("self", reply, String.class));
			// or the continuation would run on this thread
			prepared.complete(null);
			assertThat(chained).failsWithin(Duration.ofSeconds(30))
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isInstanceOf(IllegalStateException.class)
				.withMessageContaining("requestAsync");
		}
	}

	@Test
	void whenContinuationsRequestAsynchronouslyChainsOfRequestsWork() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, RawPeer.echo())) {
			this.zmq.connect("chain", ZmqSocketType.DEALER, server);
			CompletableFuture<Integer> chain = CompletableFuture.completedFuture(0);
			for (int i = 0; i < 100; i++) {
				chain = chain.thenCompose((n) -> this.template.requestAsync("chain", n + 1, Integer.class));
			}
			assertThat(chain.get(60, TimeUnit.SECONDS)).isEqualTo(100);
		}
	}

	@Test
	void whenAFutureIsCancelledTheRequestIsForgotten() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
		})) {
			this.zmq.connect("cancel", ZmqSocketType.DEALER, server);
			CompletableFuture<String> reply = this.template.requestAsync("cancel", "x", String.class);
			CompletableFuture<String> impatient = this.template.requestAsync("cancel", "x", String.class);
			assertThat(this.template.requestCounters("cancel").inFlight()).isEqualTo(2);
			reply.cancel(true);
			assertThat(impatient.orTimeout(50, TimeUnit.MILLISECONDS)).failsWithin(Duration.ofSeconds(30));
			// the timer's thread tells the requester after it has told who waits
			await().until(() -> this.template.requestCounters("cancel").failed() == 2);
			assertThat(this.template.requestCounters("cancel").inFlight()).isZero();
		}
	}

	@Test
	void whenThereIsNoRoomAsyncRequestsWaitForItAsOneTryMay() {
		ZmqSocket lonely = this.zmq.bind("lonely", ZmqSocketType.DEALER);
		long began = System.nanoTime();
		CompletableFuture<String> reply = this.template.to("lonely")
			.body("x")
			.timeout(Duration.ofMillis(200))
			.tries(2)
			.requestAsync(String.class);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
		assertThat(reply).failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(ZmqRequestTimeoutException.class);
		assertThat(lonely.isRunning()).isTrue();
	}

	@Test
	void whenAPeerComesWhileARetryWaitsForRoomItIsSent() throws Exception {
		ZmqSocket lonely = this.zmq.bind("lonely", ZmqSocketType.DEALER);
		CompletableFuture<String> reply = this.template.to("lonely")
			.body("x")
			.timeout(Duration.ofMillis(100))
			.tries(600)
			.requestAsync(String.class);
		assertThat(this.template.requestCounters("lonely").inFlight()).isEqualTo(1);
		ZmqSocket rep = this.zmq.connect("rep", ZmqSocketType.REP, lonely);
		rep.attach(rep::send, "echo", true);
		assertThat(reply.get(60, TimeUnit.SECONDS)).isEqualTo("x");
	}

	@Test
	void whenTheReplyTypeIsGenericItsElementsAreConverted() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, RawPeer.echo())) {
			this.zmq.connect("json", ZmqSocketType.DEALER, server);
			List<Task> tasks = List.of(new Task("a", 1), new Task("b", 2));
			ParameterizedTypeReference<List<Task>> type = new ParameterizedTypeReference<>() {
			};
			assertThat(this.template.request("json", tasks, type)).isEqualTo(tasks);
			assertThat(this.template.requestAsync("json", tasks, type)).succeedsWithin(TemplateFixture.LONG)
				.isEqualTo(tasks);
			assertThat(this.template.to("json").body(tasks).request(type)).isEqualTo(tasks);
			assertThat(this.template.request("json", new Task("c", 3), Task.class)).isEqualTo(new Task("c", 3));
			ParameterizedTypeReference<List<byte[]>> frames = new ParameterizedTypeReference<>() {
			};
			assertThat(this.template.request("json", ZmqMessage.ofStrings("x", "", "y"), frames)).hasSize(3);
			assertThatExceptionOfType(org.springframework.messaging.converter.MessageConversionException.class)
				.isThrownBy(() -> this.template.request("json", "no json", Task.class));
			assertThat(this.template.requestAsync("json", "no json", Task.class)).failsWithin(TemplateFixture.LONG)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(org.springframework.messaging.converter.MessageConversionException.class);
		}
	}

	@Test
	void whenTheSocketHasHeadersTheyTravelBothWays() throws Exception {
		HeaderPolicy policy = HeaderPolicy.of(List.of("*"), List.of("*"));
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, RawPeer.echo())) {
			this.zmq.open("headers", ZmqSocketType.DEALER, (spec) -> spec.connect(server.endpoint()).headers(policy));
			ZmqParts parts = this.template.to("headers").header("tenant", 7).body("x").request(ZmqParts.class);
			assertThat(parts.headers()).isEqualTo(Map.of("tenant", "7"));
			assertThat(parts.payload()).isEqualTo(ZmqMessage.ofStrings("x"));
		}
	}

	@Test
	void whenTheSocketHasRequestOptionsTheyHoldUnlessTheCallSaysOtherwise() throws Exception {
		AtomicInteger seen = new AtomicInteger();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> seen.incrementAndGet())) {
			this.zmq.open("own", ZmqSocketType.DEALER,
					(spec) -> spec.connect(server.endpoint())
						.option(ZmqOptions.REQUEST_TIMEOUT, Duration.ofMillis(60))
						.option(ZmqOptions.REQUEST_TRIES, 2));
			assertThatExceptionOfType(ZmqRequestTimeoutException.class)
				.isThrownBy(() -> this.template.request("own", "x", String.class))
				.satisfies((ex) -> {
					assertThat(ex.getTimeout()).isEqualTo(Duration.ofMillis(60));
					assertThat(ex.getTries()).isEqualTo(2);
				});
			assertThatExceptionOfType(ZmqRequestTimeoutException.class)
				.isThrownBy(() -> this.template.to("own").body("x").tries(1).request(String.class))
				.satisfies((ex) -> {
					assertThat(ex.getTimeout()).isEqualTo(Duration.ofMillis(60));
					assertThat(ex.getTries()).isEqualTo(1);
				});
		}
	}

	@Test
	void whenAllGoesWellThereIsOneTimerEntryAndNoWorker() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, RawPeer.echo())) {
			Set<Thread> others = Thread.getAllStackTraces().keySet();
			this.zmq.connect("calm", ZmqSocketType.DEALER, server);
			List<CompletableFuture<String>> replies = new ArrayList<>();
			for (int i = 0; i < 1000; i++) {
				replies
					.add(this.template.to("calm").body("x").timeout(TemplateFixture.LONG).requestAsync(String.class));
			}
			CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
			assertThat(this.zmq.registry.getContext().timer().getQueue()).hasSize(1);
			// a worker would stay for a while, as one of an earlier test may
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !others.contains(thread))
				.extracting(Thread::getName)
				.noneMatch((name) -> name.matches(".*request-\\d+"));
		}
	}

	@Test
	void whenTheSocketCannotMakeRequestsItIsRefused() {
		this.zmq.bind("push", ZmqSocketType.PUSH);
		assertThatIllegalArgumentException().isThrownBy(() -> this.template.request("push", "x", String.class))
			.withMessageContaining("PUSH")
			.withMessageContaining("DEALER, REQ or CLIENT");
		assertThatIllegalArgumentException().isThrownBy(() -> this.template.requestAsync("push", "x", String.class));
		assertThatIllegalArgumentException().isThrownBy(() -> this.template.requestCounters("push"));
	}

	@Test
	void whenAListenerTakesTheMessagesRequestsSayWhoItIs() {
		ZmqSocket dealer = this.zmq.bind("taken", ZmqSocketType.DEALER);
		dealer.attach((message) -> {
		}, "Orders.update", true);
		assertThatExceptionOfType(DuplicateListenerException.class)
			.isThrownBy(() -> this.template.request("taken", "x", String.class))
			.withMessageContaining("Orders.update")
			.withMessageContaining("ZmqTemplate");
	}

	private interface ThreadBody {

		void run(int thread) throws Exception;

	}

	private static void runInThreads(int count, ThreadBody body) {
		ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
		CyclicBarrier start = new CyclicBarrier(count);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int number = i;
			Thread thread = new Thread(() -> {
				try {
					start.await();
					body.run(number);
				}
				catch (Throwable ex) {
					failures.add(ex);
				}
			});
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		assertThat(failures).isEmpty();
	}

	record Task(String name, int size) {

	}

	/** Swallows the first connection, forwards the others to a server. */
	private static final class BlackHole implements AutoCloseable {

		private final ServerSocket server;

		private final List<Socket> open = new ArrayList<>();

		BlackHole(int target) throws IOException {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
			start(() -> {
				keep(this.server.accept());
				while (true) {
					Socket client = keep(this.server.accept());
					Socket onward = keep(new Socket(InetAddress.getLoopbackAddress(), target));
					start(() -> client.getInputStream().transferTo(onward.getOutputStream()));
					start(() -> onward.getInputStream().transferTo(client.getOutputStream()));
				}
			});
		}

		int port() {
			return this.server.getLocalPort();
		}

		private synchronized Socket keep(Socket socket) {
			this.open.add(socket);
			return socket;
		}

		private static void start(java.util.concurrent.Callable<?> task) {
			Thread thread = new Thread(() -> {
				try {
					task.call();
				}
				catch (Exception ex) {
					// closed
				}
			});
			thread.setDaemon(true);
			thread.start();
		}

		@Override
		public synchronized void close() throws IOException {
			this.server.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}

	}

}

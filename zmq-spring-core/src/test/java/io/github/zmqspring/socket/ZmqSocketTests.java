package io.github.zmqspring.socket;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.ZmqInterruptedException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.zmqspring.socket.TestSockets.bound;
import static io.github.zmqspring.socket.TestSockets.connectedTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@Timeout(180)
class ZmqSocketTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	final TestSockets sockets = new TestSockets();

	@Test
	void whatIsPushedIsReceivedInOrder() throws Exception {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		BlockingQueue<String> received = receiveStrings(pull);
		for (int i = 0; i < 10_000; i++) {
			push.send(message("message " + i));
		}
		for (int i = 0; i < 10_000; i++) {
			assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("message " + i);
		}
		assertThat(push.counters().sent()).isEqualTo(10_000);
		assertThat(pull.counters().received()).isEqualTo(10_000);
	}

	@Test
	void manyThreadsSendThroughADuplexSocketWhileItIsRead() throws Exception {
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		ZmqSocket dealer = this.sockets.open(connectedTo(router, "dealer", ZmqSocketType.DEALER));
		router.attach(router::send, "echo", true);
		int threads = 8;
		int each = 5_000;
		CountDownLatch replies = new CountDownLatch(threads * each);
		dealer.attach((message) -> replies.countDown(), "replies", true);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (int t = 0; t < threads; t++) {
				executor.execute(() -> {
					for (int i = 0; i < each; i++) {
						dealer.send(message("x"));
					}
				});
			}
			assertThat(replies.await(120, TimeUnit.SECONDS)).as("replies missing: %s", replies.getCount()).isTrue();
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void aPingPongNeverLosesAWakeUp() throws Exception {
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		ZmqSocket dealer = this.sockets.open(connectedTo(router, "dealer", ZmqSocketType.DEALER));
		router.attach(router::send, "echo", true);
		BlockingQueue<String> received = receiveStrings(dealer);
		for (int i = 0; i < 5_000; i++) {
			dealer.send(message("ping " + i));
			assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("ping " + i);
		}
	}

	@Test
	void whenThereIsNoPeerTrySendSaysSoAndSendFailsAfterItsTimeout() {
		ZmqSocket push = this.sockets
			.open(bound("push", ZmqSocketType.PUSH).option(ZmqOptions.SEND_TIMEOUT, Duration.ofMillis(50)));
		assertThat(push.trySend(message("x"))).isFalse();
		assertThatExceptionOfType(ZmqQueueFullException.class).isThrownBy(() -> push.send(message("x")))
			.satisfies((ex) -> assertThat(ex.getWaited()).isEqualTo(Duration.ofMillis(50)));
		assertThat(push.counters().rejected()).isEqualTo(2);
		assertThat(push.counters().sent()).isZero();
	}

	@Test
	void whenThereIsRoomAgainTheWaitingSenderGoesOn() throws Exception {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.RECEIVE_HWM, 10));
		ZmqSocket push = this.sockets
			.open(connectedTo(pull, "push", ZmqSocketType.PUSH).option(ZmqOptions.SEND_HWM, 10));
		byte[] large = new byte[256 * 1024];
		int[] accepted = { 0 };
		while (push.send(ZmqMessage.of(large), Duration.ofMillis(300))) {
			accepted[0]++;
		}
		CompletableFuture<Void> waiting = CompletableFuture
			.runAsync(() -> assertThat(push.send(ZmqMessage.of(large), PATIENCE)).isTrue());
		CountDownLatch received = new CountDownLatch(accepted[0] + 1);
		pull.attach((message) -> received.countDown(), "drain", true);
		waiting.get(30, TimeUnit.SECONDS);
		assertThat(received.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenAPeerConnectsTheWaitingSenderGoesOn() throws Exception {
		ZmqSocket push = this.sockets.open(bound("push", ZmqSocketType.PUSH));
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> push.send(message("x"), PATIENCE));
		ZmqSocket pull = this.sockets.open(connectedTo(push, "pull", ZmqSocketType.PULL));
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(pull.receive(PATIENCE)).isEqualTo(message("x"));
	}

	@Test
	void aReceiverThatBlocksDoesNotKeepTheSocketFromSending() throws Exception {
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		ZmqSocket dealer = this.sockets.open(connectedTo(router, "dealer", ZmqSocketType.DEALER));
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger handled = new AtomicInteger();
		List<ZmqMessage> messages = new ArrayList<>();
		router.attach((message) -> {
			messages.add(message);
			entered.countDown();
			awaitQuietly(release);
			handled.incrementAndGet();
		}, "blocks", true);
		dealer.send(message("one"));
		assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
		router.send(ZmqMessage.of(messages.get(0).first(), bytes("reply")));
		assertThat(dealer.receive(PATIENCE)).isEqualTo(message("reply"));
		release.countDown();
		await().untilAsserted(() -> assertThat(handled).hasValue(1));
	}

	@Test
	void aReceiverThatThrowsGetsTheNextMessageAllTheSame() throws Exception {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		pull.attach((message) -> {
			received.add(message.frameAsString(0));
			if (message.frameAsString(0).equals("a")) {
				throw new OutOfMemoryError("as the test wants");
			}
			throw new IllegalStateException("likewise");
		}, "throws", true);
		for (String text : List.of("a", "b", "c")) {
			push.send(message(text));
			assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(text);
		}
	}

	@Test
	void aPausedReceptionHoldsMessagesBackAndLosesNone() throws Exception {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		ZmqReception reception = pull.attach((message) -> received.add(message.frameAsString(0)), "queue", true);
		push.send(message("first"));
		assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("first");
		reception.pause();
		assertThat(reception.isPaused()).isTrue();
		for (int i = 0; i < 100; i++) {
			push.send(message("held " + i));
		}
		assertThat(received.poll(300, TimeUnit.MILLISECONDS)).isNull();
		reception.resume();
		for (int i = 0; i < 100; i++) {
			assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("held " + i);
		}
	}

	@Test
	void whatWasReadBeforeAPauseIsHandedOutWhenTheReceptionEnds() throws Exception {
		for (ZmqSocketType type : List.of(ZmqSocketType.PULL, ZmqSocketType.DEALER)) {
			ZmqSocket in = this.sockets.open(bound("in" + type, type));
			ZmqSocket out = this.sockets.open(connectedTo(in, "out" + type,
					(type == ZmqSocketType.PULL) ? ZmqSocketType.PUSH : ZmqSocketType.DEALER));
			AtomicInteger received = new AtomicInteger();
			ZmqReception[] reception = new ZmqReception[1];
			CountDownLatch paused = new CountDownLatch(1);
			reception[0] = in.attach((message) -> {
				if (received.incrementAndGet() == 2_000) {
					reception[0].pause();
					paused.countDown();
				}
			}, "pauses", true);
			for (int i = 0; i < 2_500; i++) {
				out.send(message("m"));
			}
			assertThat(paused.await(60, TimeUnit.SECONDS)).isTrue();
			reception[0].close(PATIENCE);
			assertThat(in.counters().undelivered()).isZero();
			assertThat(in.counters().received()).isEqualTo(received.get());
		}
	}

	@Test
	void twoReceiversOnOneSocketAreRefused() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		pull.attach((message) -> {
		}, "the first", true);
		assertThatExceptionOfType(DuplicateListenerException.class).isThrownBy(() -> pull.attach((message) -> {
		}, "the second", true)).withMessageContaining("the first").withMessageContaining("the second");
		assertThatIllegalStateException().isThrownBy(() -> pull.receive(Duration.ZERO))
			.withMessageContaining("the first");
	}

	@Test
	void anUnknownRoutingIdIsAnErrorAndIsCounted() {
		ZmqSocket router = this.sockets.open(bound("router", ZmqSocketType.ROUTER));
		assertThatExceptionOfType(ZmqUnroutableException.class)
			.isThrownBy(() -> router.send(ZmqMessage.ofStrings("nobody", "x")));
		assertThat(router.counters().unroutable()).isEqualTo(1);
	}

	@Test
	void anInterruptedThreadSendsAndKeepsItsFlagButDoesNotWait() {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
		assertThat(push.control().awaitPeers(1, PATIENCE)).isTrue();
		Thread.currentThread().interrupt();
		assertThat(push.trySend(message("x"))).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		ZmqSocket lonely = this.sockets.open(bound("lonely", ZmqSocketType.PUSH));
		assertThatExceptionOfType(ZmqInterruptedException.class).isThrownBy(() -> lonely.send(message("x")));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(pull.receive(PATIENCE)).isEqualTo(message("x"));
	}

	/**
	 * JeroMQ forgets 4 in 100 connections when nothing else happens on their I/O thread.
	 */
	@Test
	void noFreshConnectStandsStill() {
		Duration never = Duration.ofMinutes(10);
		ZmqSocket pull = this.sockets
			.open(bound("pull", ZmqSocketType.PULL).option(ZmqOptions.HANDSHAKE_INTERVAL, never));
		for (int i = 0; i < 200; i++) {
			ZmqSocketRegistry fresh = new ZmqSocketRegistry(new ZmqContext(ZmqContextOptions.DEFAULTS),
					StartupFailurePolicy.FAIL, List.of(), (event) -> {
					});
			fresh.start();
			ZmqSocket push = fresh.register(
					connectedTo(pull, "push", ZmqSocketType.PUSH).option(ZmqOptions.HANDSHAKE_INTERVAL, never).build());
			push.send(message("from " + i));
			assertThat(pull.receive(PATIENCE)).as("connect %s", i).isEqualTo(message("from " + i));
			fresh.stop();
		}
	}

	@Test
	void aFrameOfNegativeLengthHarmsNobody() throws Exception {
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		try (Socket attacker = new Socket("127.0.0.1", pull.boundEndpoints().get(0).port())) {
			OutputStream out = attacker.getOutputStream();
			ByteBuffer greeting = ByteBuffer.allocate(64);
			greeting.put(0, (byte) 0xFF).put(9, (byte) 0x7F).put(10, (byte) 3);
			greeting.put(12, bytes("NULL"));
			out.write(greeting.array());
			out.write(new byte[] { 4, 25, 5, 'R', 'E', 'A', 'D', 'Y', 11, 'S', 'o', 'c', 'k', 'e', 't', '-', 'T', 'y',
					'p', 'e', 0, 0, 0, 4, 'P', 'U', 'S', 'H' });
			out.write(new byte[] { 2, -1, -1, -1, -1, -1, -1, -1, -1 });
			out.flush();
			ZmqSocket push = this.sockets.open(connectedTo(pull, "push", ZmqSocketType.PUSH));
			push.send(message("served"));
			assertThat(pull.receive(PATIENCE)).isEqualTo(message("served"));
		}
	}

	@Test
	void thirtyTwoThreadsSendAHundredThousandMessagesEachAndFramesNeverInterleave() throws Exception {
		int threads = 32;
		int each = 100_000;
		ZmqSocket pull = this.sockets.open(bound("pull", ZmqSocketType.PULL));
		ZmqSocket push = this.sockets.open(
				connectedTo(pull, "push", ZmqSocketType.PUSH).option(ZmqOptions.SEND_TIMEOUT, Duration.ofSeconds(30)));
		int[] next = new int[threads];
		AtomicInteger wrong = new AtomicInteger();
		CountDownLatch received = new CountDownLatch(threads * each);
		pull.attach((message) -> {
			int thread = ByteBuffer.wrap(message.frame(0)).getInt();
			ByteBuffer body = ByteBuffer.wrap(message.last());
			if (message.size() != 2 || body.getInt() != thread || body.getInt() != next[thread]++) {
				wrong.incrementAndGet();
			}
			received.countDown();
		}, "checks", true);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<?>> senders = new ArrayList<>();
			for (int t = 0; t < threads; t++) {
				int thread = t;
				senders.add(executor.submit(() -> {
					for (int i = 0; i < each; i++) {
						push.send(ZmqMessage.of(ByteBuffer.allocate(4).putInt(thread).array(),
								ByteBuffer.allocate(8).putInt(thread).putInt(i).array()));
					}
				}));
			}
			for (Future<?> sender : senders) {
				sender.get(120, TimeUnit.SECONDS);
			}
			assertThat(received.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(wrong).hasValue(0);
		}
		finally {
			executor.shutdown();
		}
	}

	static BlockingQueue<String> receiveStrings(ZmqSocket socket) {
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		socket.attach((message) -> received.add(new String(message.last(), StandardCharsets.UTF_8)), "queue", true);
		return received;
	}

	static ZmqMessage message(String text) {
		return ZmqMessage.ofStrings(text);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

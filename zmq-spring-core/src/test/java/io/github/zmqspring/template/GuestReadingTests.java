package io.github.zmqspring.template;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.ZmqTap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Who brings in the replies: the threads that wait for them as long as there is one
 * request at a time, else the socket's own.
 */
@Timeout(60)
class GuestReadingTests {

	private final TemplateFixture zmq = new TemplateFixture();

	private final ZmqTemplate template = this.zmq.template;

	/** The thread that read the last message. */
	private final AtomicReference<Thread> reader = new AtomicReference<>();

	@AfterEach
	void close() throws Exception {
		this.zmq.close();
	}

	@Test
	void whoMakesOneRequestAfterTheOtherReadsTheReplies() throws Exception {
		try (RawPeer echo = RawPeer.bind(SocketType.ROUTER, RawPeer.echo())) {
			open(echo);
			untilThisThreadReads();
			for (int i = 0; i < 100; i++) {
				assertThat(request("request " + i)).isEqualTo("request " + i);
				assertThat(this.reader).hasValue(Thread.currentThread());
			}
		}
	}

	@Test
	void whenOneIsMadeThatNobodyWaitsForTheSocketsOwnThreadReads() throws Exception {
		Set<Thread> told = ConcurrentHashMap.newKeySet();
		Semaphore mayReply = new Semaphore(0);
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			if (text(frames).equals("not waited for")) {
				mayReply.acquireUninterruptibly();
			}
			peer.send(frames);
		})) {
			open(server);
			for (int i = 0; i < 100; i++) {
				request("waited for");
				CompletableFuture<String> reply = this.template.requestAsync("echo", "not waited for", String.class)
					.whenComplete((text, ex) -> told.add(Thread.currentThread()));
				mayReply.release();
				assertThat(reply).succeedsWithin(TemplateFixture.LONG).isEqualTo("not waited for");
			}
			assertThat(told).isNotEmpty().doesNotContain(Thread.currentThread());
		}
	}

	@Test
	void whileOneReadsTheOthersGetTheirReplies() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		AtomicReference<List<byte[]>> slow = new AtomicReference<>();
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			if (text(frames).equals("slow")) {
				slow.set(frames);
				held.countDown();
			}
			else {
				peer.send(frames);
				if (text(frames).equals("release")) {
					peer.send(slow.get());
				}
			}
		})) {
			open(server);
			untilThisThreadReads();
			CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> request("slow"));
			assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(request("second")).isEqualTo("second");
			assertThat(this.template.requestAsync("echo", "third", String.class)).succeedsWithin(TemplateFixture.LONG)
				.isEqualTo("third");
			assertThat(first).isNotDone();
			assertThat(request("release")).isEqualTo("release");
			assertThat(first).succeedsWithin(TemplateFixture.LONG).isEqualTo("slow");
		}
	}

	@Test
	void whenItsTimeIsOverTheGuestIsTold() throws Exception {
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			if (!text(frames).equals("lost")) {
				peer.send(frames);
			}
		})) {
			open(server);
			untilThisThreadReads();
			assertThatExceptionOfType(ZmqRequestTimeoutException.class).isThrownBy(() -> this.template.to("echo")
				.body("lost")
				.timeout(Duration.ofMillis(100))
				.tries(1)
				.request(String.class));
			assertThat(request("next")).isEqualTo("next");
		}
	}

	@Test
	void whenTheSocketIsStoppedTheGuestIsToldAndLeaves() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		try (RawPeer server = RawPeer.bind(SocketType.ROUTER, (peer, frames) -> {
			if (text(frames).equals("lost")) {
				asked.countDown();
			}
			else {
				peer.send(frames);
			}
		})) {
			ZmqSocket socket = open(server);
			untilThisThreadReads();
			CompletableFuture<String> lost = CompletableFuture.supplyAsync(() -> request("lost"));
			assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
			socket.stop(Duration.ofSeconds(5));
			assertThat(lost).failsWithin(TemplateFixture.LONG)
				.withThrowableThat()
				.withRootCauseInstanceOf(ZmqSocketStoppedException.class);
			socket.start();
			assertThat(request("again")).isEqualTo("again");
		}
	}

	/** The own thread leaves the seat a moment after it has brought a reply. */
	private void untilThisThreadReads() {
		await().until(() -> {
			request(RawPeer.WARM_UP);
			return this.reader.get() == Thread.currentThread();
		});
	}

	private static String text(List<byte[]> frames) {
		return new String(frames.get(frames.size() - 1), StandardCharsets.UTF_8);
	}

	private String request(String text) {
		return this.template.request("echo", text, String.class, TemplateFixture.LONG);
	}

	private ZmqSocket open(RawPeer server) {
		return this.zmq.open("echo", ZmqSocketType.DEALER, (spec) -> spec.connect(server.endpoint()).tap(new ZmqTap() {

			@Override
			public void sending(ZmqMessage message, BooleanSupplier attempt) {
				attempt.getAsBoolean();
			}

			@Override
			public void received(ZmqMessage message) {
				GuestReadingTests.this.reader.set(Thread.currentThread());
			}

		}));
	}

}

package io.github.zmqspring.reliability;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.listener.ListenerCounters;
import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A handler that misbehaves harms its own message and no other, and is counted. A handler
 * that calls {@code System.exit}: {@code R16CleanExitTests}.
 */
@Timeout(180)
class HandlerFaultTests {

	@RegisterExtension
	final Listeners zmq = new Listeners();

	private final Handler handler = new Handler();

	@ParameterizedTest
	@CsvSource({ "sync, throw, 1", "sync, error, 1", "sync, memory, 1", "sync, null, 0", "sync, interrupt, 0",
			"async, throw, 1", "async, failed, 1", "async, null, 0", "async, memory, 1" })
	void afterItTheNextIsAnswered(String socket, String fault, int failed) {
		start();
		ZMQ.Socket client = this.zmq.peer(SocketType.DEALER, socket);
		for (int i = 0; i < 20; i++) {
			send(client, fault);
			send(client, "request " + i);
			assertThat(reply(client)).isEqualTo("re: request " + i);
		}
		ListenerCounters counters = this.zmq.counters(socket);
		await().untilAsserted(() -> {
			assertThat(counters.received()).isEqualTo(40);
			assertThat(counters.inFlight()).isZero();
			assertThat(counters.failed()).isEqualTo(20L * failed);
			assertThat(counters.replied()).isGreaterThanOrEqualTo(20);
		});
	}

	@Test
	void whileOneBlocksOthersAreAnsweredAndItIsSeenInFlight() throws Exception {
		start();
		ZMQ.Socket client = this.zmq.peer(SocketType.DEALER, "sync");
		send(client, "block");
		assertThat(this.handler.blocked.await(30, TimeUnit.SECONDS)).isTrue();
		for (int i = 0; i < 20; i++) {
			send(client, "request " + i);
			assertThat(reply(client)).isEqualTo("re: request " + i);
		}
		// A reply is with its peer a moment before its message counts as handled.
		await().untilAsserted(() -> assertThat(this.zmq.counters("sync").inFlight()).isOne());
		this.handler.release.countDown();
		assertThat(reply(client)).isEqualTo("re: block");
		await().untilAsserted(() -> assertThat(this.zmq.counters("sync").inFlight()).isZero());
	}

	private void start() {
		this.zmq.socket(SocketSpec.of("sync", ZmqSocketType.ROUTER).bind(Listeners.ANY_PORT));
		this.zmq.socket(SocketSpec.of("async", ZmqSocketType.ROUTER).bind(Listeners.ANY_PORT));
		this.zmq.start(this.handler);
	}

	private static void send(ZMQ.Socket client, String request) {
		assertThat(client.send("", ZMQ.SNDMORE) && client.send(request)).isTrue();
	}

	/** The next reply that is not empty, as that to a handler without a result may be. */
	private static String reply(ZMQ.Socket client) {
		while (true) {
			assertThat(client.recv()).as("a reply in time").isNotNull();
			String payload = client.hasReceiveMore() ? client.recvStr() : "";
			if (!payload.isEmpty()) {
				return payload;
			}
		}
	}

	static class Handler {

		private final CountDownLatch blocked = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		@ZmqListener(id = "sync", socket = "sync", concurrency = "2")
		@Nullable String sync(String request) throws InterruptedException {
			switch (request) {
				case "throw" -> throw new IllegalStateException("as the test wants");
				case "error" -> throw new StackOverflowError("as the test wants");
				case "memory" -> {
					return "" + new byte[Integer.MAX_VALUE].length;
				}
				case "null" -> {
					return null;
				}
				case "interrupt" -> {
					Thread.currentThread().interrupt();
					return null;
				}
				case "block" -> {
					this.blocked.countDown();
					this.release.await();
				}
				default -> {
				}
			}
			return "re: " + request;
		}

		@ZmqListener(id = "async", socket = "async")
		@Nullable CompletableFuture<String> async(String request) {
			return switch (request) {
				case "throw" -> throw new IllegalStateException("as the test wants");
				case "failed" -> CompletableFuture.failedFuture(new IllegalStateException("as the test wants"));
				case "memory" -> CompletableFuture.supplyAsync(() -> "" + new byte[Integer.MAX_VALUE].length);
				case "null" -> null;
				default -> CompletableFuture.supplyAsync(() -> "re: " + request);
			};
		}

	}

}

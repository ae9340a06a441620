package io.github.zmqspring.guide;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.message.ZmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guide chapter 2, "Multithreading with ZeroMQ": sockets are not shared between threads,
 * so the template may be. Row R20.
 */
@Timeout(300)
class R20ThreadSafetyTests {

	private static final int THREADS = 32;

	private static final int EACH = 100_000;

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r20_thirtyTwoThreadsSendAHundredThousandMessagesEachAndFramesNeverInterleave() throws Exception {
		App server = this.guide.app(Checker.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + Guide.ANY_PORT)
			.start();
		App client = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + server.endpoint("in"),
				"zmq.sockets.out.send-timeout=60s");
		List<CompletableFuture<Integer>> senders = new ArrayList<>();
		for (int t = 0; t < THREADS; t++) {
			int thread = t;
			senders.add(Guide.async(() -> {
				for (int i = 0; i < EACH; i++) {
					client.zmq().send("out", ZmqMessage.of(number(thread), number(i), number(thread)));
				}
				return EACH;
			}));
		}
		for (CompletableFuture<Integer> sender : senders) {
			assertThat(sender.get(240, TimeUnit.SECONDS)).isEqualTo(EACH);
		}
		Checker checker = server.bean(Checker.class);
		assertThat(checker.missing.await(120, TimeUnit.SECONDS)).isTrue();
		assertThat(checker.wrong).hasValue(0);
	}

	private static byte[] number(int number) {
		return ByteBuffer.allocate(4).putInt(number).array();
	}

	static class Checker {

		private final CountDownLatch missing = new CountDownLatch(THREADS * EACH);

		private final AtomicInteger wrong = new AtomicInteger();

		private final int[] next = new int[THREADS];

		@ZmqListener(socket = "in")
		void check(ZmqMessage message) {
			int thread = ByteBuffer.wrap(message.first()).getInt();
			if (message.size() != 3 || ByteBuffer.wrap(message.frame(1)).getInt() != this.next[thread]++
					|| ByteBuffer.wrap(message.last()).getInt() != thread) {
				this.wrong.incrementAndGet();
			}
			this.missing.countDown();
		}

	}

}

package io.github.zmqspring.guide;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Guide chapter 2, "Detecting Memory Leaks". Row R17.
 */
@Timeout(300)
class R17LeakTests {

	private static final int CYCLES = 1_000;

	private static final int MESSAGES = 1_000_000;

	private static final long SOME_MEGABYTES = 16_000_000;

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	void r17_aThousandSocketsComeAndGoAndLeaveNothingBehind() {
		App app = this.guide.start("zmq.sockets.server.type=pull", "zmq.sockets.server.bind=" + Guide.ANY_PORT);
		ZmqSocket server = app.socket("server");
		cycle(app, 10);
		await().atMost(Guide.PATIENCE).until(() -> server.control().peerCount() == 0);
		long threads = threads();
		long files = openFiles();
		cycle(app, CYCLES);
		assertThat(app.sockets().names()).containsExactly("server");
		assertThat(app.bean(ZmqContext.class).engine().getSockets()).hasSize(1);
		await().atMost(Guide.PATIENCE).untilAsserted(() -> {
			assertThat(server.control().peerCount()).isZero();
			assertThat(threads()).isLessThanOrEqualTo(threads);
			assertThat(openFiles()).isLessThanOrEqualTo(files + 10);
		});
	}

	private static void cycle(App app, int times) {
		for (int i = 0; i < times; i++) {
			ZmqSocket client = app.sockets()
				.register(SocketSpec.of("client", ZmqSocketType.PUSH).connect(app.endpoint("server")).build());
			client.send(ZmqMessage.ofStrings("hello " + i));
			ZmqMessage received = app.socket("server").receive(Guide.PATIENCE);
			assertThat(received).isEqualTo(ZmqMessage.ofStrings("hello " + i));
			app.sockets().remove("client", Guide.PATIENCE);
		}
	}

	@Test
	void r17_aMillionMessagesLeaveThreadsSocketsAndHeapAsTheyWere() throws Exception {
		App app = this.guide.app(Counter.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + Guide.ANY_PORT)
			.start();
		App client = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.connect=" + app.endpoint("in"),
				"zmq.sockets.out.send-timeout=30s");
		send(app, client, MESSAGES / 10);
		long threads = threads();
		long heap = usedHeap();
		send(app, client, MESSAGES);
		assertThat(app.socket("in").counters().received()).isEqualTo(MESSAGES + MESSAGES / 10);
		await().atMost(Guide.PATIENCE).untilAsserted(() -> {
			assertThat(threads()).isLessThanOrEqualTo(threads);
			assertThat(usedHeap()).isLessThan(heap + SOME_MEGABYTES);
		});
		assertThat(app.bean(ZmqContext.class).engine().getSockets()).hasSize(1);
		assertThat(client.bean(ZmqContext.class).engine().getSockets()).hasSize(1);
	}

	private static void send(App app, App client, int count) throws InterruptedException {
		CountDownLatch received = new CountDownLatch(count);
		app.bean(Counter.class).latch.set(received);
		byte[] body = new byte[100];
		for (int i = 0; i < count; i++) {
			client.zmq().send("out", body);
		}
		assertThat(received.await(120, TimeUnit.SECONDS)).isTrue();
	}

	/** Without the thread that waits for this. */
	private static long threads() {
		return Guide.threads("").stream().filter((name) -> !name.startsWith("awaitility")).count();
	}

	private static long usedHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static long openFiles() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
				? unix.getOpenFileDescriptorCount() : 0;
	}

	static class Counter {

		private final AtomicReference<CountDownLatch> latch = new AtomicReference<>();

		@ZmqListener(socket = "in")
		void count(byte[] body) {
			this.latch.get().countDown();
		}

	}

}

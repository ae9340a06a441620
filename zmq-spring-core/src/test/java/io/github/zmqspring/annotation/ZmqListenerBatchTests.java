package io.github.zmqspring.annotation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.SendToRecoverer;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several messages at a time.
 */
@Timeout(180)
class ZmqListenerBatchTests {

	private final BlockingQueue<List<?>> received = new LinkedBlockingQueue<>();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("in", ZmqSocketType.PULL).socket("out", ZmqSocketType.PUSH);

	private ZMQ.Socket started(Object bean) {
		this.listeners.start(bean);
		return this.listeners.peer(SocketType.PUSH, "in");
	}

	private List<?> next() throws InterruptedException {
		return this.received.poll(30, TimeUnit.SECONDS);
	}

	private static void send(ZMQ.Socket peer, String... messages) {
		for (String message : messages) {
			peer.send(message);
		}
	}

	@Test
	void whenBatchIsFullItIsHandledAtOnce() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in", batchSize = "3", batchTimeout = "1m")
			void handle(List<String> batch) {
				ZmqListenerBatchTests.this.received.add(batch);
			}
		});
		send(peer, "1", "2", "3", "4", "5", "6");
		assertThat(next()).isEqualTo(List.of("1", "2", "3"));
		assertThat(next()).isEqualTo(List.of("4", "5", "6"));
	}

	@Test
	void whenBatchIsNotFullItIsHandledAfterItsTimeout() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in", batchSize = "1000", batchTimeout = "1s")
			void handle(List<byte[]> batch) {
				ZmqListenerBatchTests.this.received.add(batch.stream().map(String::new).toList());
			}
		});
		// both are there when the time of the batch begins
		this.listeners.container("in").pause();
		send(peer, "1", "2");
		Awaitility.await().until(() -> this.listeners.socket("in").inspection().queues().inbound().waiting() == 2);
		this.listeners.container("in").resume();
		assertThat(next()).isEqualTo(List.of("1", "2"));
	}

	@Test
	void whenStoppedTheUnfinishedBatchIsHandled() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in", batchSize = "1000", batchTimeout = "1m")
			void handle(List<ZmqMessage> batch) {
				ZmqListenerBatchTests.this.received.add(batch);
			}
		});
		send(peer, "1", "2");
		Awaitility.await().until(() -> this.listeners.counters("in").received() == 2);
		this.listeners.stopListener("in");
		assertThat(this.received.poll()).isEqualTo(List.of(ZmqMessage.ofStrings("1"), ZmqMessage.ofStrings("2")));
	}

	@Test
	void whenElementsAreObjectsEachIsReadFromJson() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in", batchSize = "2", batchTimeout = "1m")
			void handle(List<Task> batch) {
				ZmqListenerBatchTests.this.received.add(batch);
			}
		});
		send(peer, "{\"name\":\"a\"}", "{\"name\":", "{\"name\":\"b\"}", "{\"name\":\"c\"}");
		// the broken one is in the first batch and is left out of it
		assertThat(next()).isEqualTo(List.of(new Task("a")));
		assertThat(next()).isEqualTo(List.of(new Task("b"), new Task("c")));
		assertThat(this.listeners.counters("in").failed()).isOne();
	}

	@Test
	void whenElementsAreMessagesTheyHaveHeaders() throws Exception {
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in", batchSize = "2", batchTimeout = "1m")
			void handle(List<Message<Task>> batch) {
				ZmqListenerBatchTests.this.received.add(batch.stream()
					.map((each) -> each.getPayload().name() + each.getHeaders().get(ZmqHeaders.SOCKET))
					.toList());
			}
		});
		send(peer, "{\"name\":\"a\"}", "{\"name\":\"b\"}");
		assertThat(next()).isEqualTo(List.of("ain", "bin"));
	}

	@Test
	void whenBatchHasAResultItIsOneMessage() {
		ZMQ.Socket sink = this.listeners.peer(SocketType.PULL, "out");
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in", batchSize = "3", batchTimeout = "1m")
			@SendTo("out")
			String handle(List<String> batch) {
				return String.join("+", batch);
			}
		});
		send(peer, "1", "2", "3");
		assertThat(sink.recvStr()).isEqualTo("1+2+3");
	}

	@Test
	void whenBatchFailsEachOfItsMessagesIsRecovered() {
		AtomicInteger calls = new AtomicInteger();
		this.listeners.factory((factory) -> {
			factory.setRetryPolicy(RetryPolicy.builder().maxRetries(1).delay(Duration.ofMillis(1)).build());
			factory.setRecoverer(new SendToRecoverer(this.listeners.sockets().registry(), "out"));
		});
		ZMQ.Socket deadLetters = this.listeners.peer(SocketType.PULL, "out");
		ZMQ.Socket peer = started(new Object() {
			@ZmqListener(socket = "in", batchSize = "2", batchTimeout = "1m")
			void handle(List<String> batch) {
				calls.incrementAndGet();
				throw new IllegalStateException("bad batch");
			}
		});
		send(peer, "1", "2");
		assertThat(deadLetters.recvStr()).isEqualTo("1");
		assertThat(deadLetters.recvStr()).isEqualTo("2");
		assertThat(calls).hasValue(2);
		assertThat(this.listeners.counters("in").failed()).isEqualTo(2);
	}

	@Test
	void whenListenerIsAFunctionItGetsBatches() throws Exception {
		this.listeners.start();
		this.listeners.registry()
			.register(ZmqListenerEndpoint.of("function")
				.socket("in")
				.batchSize(2)
				.batchTimeout(Duration.ofMinutes(1))
				.batchListener(this.received::add)
				.build());
		send(this.listeners.peer(SocketType.PUSH, "in"), "1", "2");
		assertThat(next()).isEqualTo(List.of(ZmqMessage.ofStrings("1"), ZmqMessage.ofStrings("2")));
	}

	record Task(String name) {

	}

}

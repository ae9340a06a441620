package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

import io.github.zmqspring.listener.ZmqListenerStatus.State;
import io.github.zmqspring.listener.event.ZmqListenerEvent;
import io.github.zmqspring.listener.event.ZmqListenerIdleEvent;
import io.github.zmqspring.listener.event.ZmqListenerNoLongerIdleEvent;
import io.github.zmqspring.listener.event.ZmqListenerStartedEvent;
import io.github.zmqspring.listener.event.ZmqListenerStoppedEvent;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.QueueDepth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a listener tells of itself, against the truth at rest.
 */
@Timeout(180)
class ListenerStatusTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Semaphore mayFinish = new Semaphore(0);

	private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("in", ZmqSocketType.PULL);

	private ZmqListenerStatus status() {
		return this.listeners.container("f").getStatus();
	}

	private <T extends ZmqListenerEvent> List<T> told(Class<T> type) {
		return this.listeners.sockets().events().stream().filter(type::isInstance).map(type::cast).toList();
	}

	private void register(ZmqListenerEndpoint.Builder endpoint) {
		this.listeners.start().registry().register(endpoint.build());
	}

	private ZmqListenerEndpoint.Builder sleeper() {
		return ZmqListenerEndpoint.of("f").socket("in").listener((payload) -> {
			this.mayFinish.acquireUninterruptibly();
			this.received.add(payload);
		});
	}

	@Test
	void whileWorkersSleepWhatWasSentIsWhatWaitsSomewhere() {
		register(sleeper().concurrency(2));
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		for (int i = 0; i < 100; i++) {
			peer.send("x");
		}
		ZmqSocket socket = this.listeners.socket("in");
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(() -> {
			// the workers may have taken two of the first eight, which does not wake the
			// reader
			QueueDepth handOver = status().handOver();
			assertThat(handOver.waiting()).isBetween(6L, 8L);
			assertThat(status().inFlight()).as("waiting, being handled, and about to be handed over")
				.isEqualTo(handOver.waiting() + 3);
			assertThat(waiting(socket) + socket.counters().received()).isEqualTo(100);
			assertThat(status().concurrency()).isEqualTo(2);
			assertThat(status().state()).isEqualTo(State.RUNNING);
		});
		this.mayFinish.release(100);
		await().pollDelay(Duration.ZERO).atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.received).hasSize(100);
			assertThat(status().inFlight()).isZero();
			assertThat(status().handOver().waiting()).isZero();
			assertThat(waiting(socket)).isZero();
		});
	}

	private static long waiting(ZmqSocket socket) {
		QueueDepth inbound = socket.inspection().queues().inbound();
		return (inbound != null) ? inbound.waiting() : -1;
	}

	@Test
	void whilePausedMessagesWaitAtTheSocket() {
		this.mayFinish.release(100);
		register(sleeper());
		this.listeners.container("f").pause();
		assertThat(status().state()).isEqualTo(State.PAUSED);
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		for (int i = 0; i < 50; i++) {
			peer.send("x");
		}
		await().atMost(PATIENCE).until(() -> waiting(this.listeners.socket("in")) == 50);
		this.listeners.container("f").resume();
		await().atMost(PATIENCE).until(() -> this.received.size() == 50);
		assertThat(waiting(this.listeners.socket("in"))).isZero();
		assertThat(status().handOver()).isEqualTo(QueueDepth.EMPTY);
	}

	@Test
	void startAndStopAreTold() {
		register(sleeper());
		await().atMost(PATIENCE).until(() -> told(ZmqListenerStartedEvent.class).size() == 1);
		assertThat(told(ZmqListenerStartedEvent.class).get(0).listenerId()).isEqualTo("f");
		assertThat(told(ZmqListenerStartedEvent.class).get(0).socketName()).isEqualTo("in");
		this.listeners.stopListener("f");
		await().atMost(PATIENCE).until(() -> told(ZmqListenerStoppedEvent.class).size() == 1);
		assertThat(status().state()).isEqualTo(State.STOPPED);
	}

	@Test
	void anIdleListenerIsToldAndSoIsItsNextMessage() {
		this.mayFinish.release(100);
		register(sleeper().idleEventInterval(Duration.ofMillis(100)));
		await().atMost(PATIENCE).until(() -> told(ZmqListenerIdleEvent.class).size() >= 2);
		assertThat(told(ZmqListenerIdleEvent.class)).allMatch((event) -> event.idle().toMillis() >= 100);
		assertThat(told(ZmqListenerNoLongerIdleEvent.class)).isEmpty();
		this.listeners.peer(SocketType.PUSH, "in").send("x");
		await().atMost(PATIENCE).until(() -> told(ZmqListenerNoLongerIdleEvent.class).size() == 1);
		this.listeners.stopListener("f");
		// a look that was going on may have queued the next before it learned of the end
		assertThat(this.listeners.sockets().context().timer().getQueue())
			.allMatch((task) -> ((Future<?>) task).isCancelled());
	}

	@Test
	void whatCannotBeReadIsCountedApartFromWhatTheHandlerFailsOn() {
		this.listeners.factory((factory) -> factory
			.setRetryPolicy(RetryPolicy.builder().maxRetries(2).delay(Duration.ofMillis(1)).build()));
		register(ZmqListenerEndpoint.of("f").socket("in").method(new Handler(), Handler.METHOD));
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.send("no json");
		peer.send("{\"text\": \"fail\"}");
		peer.send("{\"text\": \"ok\"}");
		ListenerCounters counters = this.listeners.counters("f");
		await().atMost(PATIENCE).until(() -> counters.received() == 3 && counters.inFlight() == 0);
		assertThat(counters.failed()).isEqualTo(2);
		assertThat(counters.unreadable()).isOne();
		assertThat(counters.handlerFailures()).isOne();
		assertThat(counters.retried()).isEqualTo(2);
	}

	record Word(String text) {

	}

	static final class Handler {

		static final Method METHOD = ReflectionUtils.findMethod(Handler.class, "handle", Word.class);

		void handle(Word word) {
			if (word.text().equals("fail")) {
				throw new IllegalStateException("test");
			}
		}

	}

}

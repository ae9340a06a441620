package io.github.zmqspring.annotation;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.listener.ListenerExecutionFailedException;
import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.SendToRecoverer;
import io.github.zmqspring.listener.ZmqListenerErrorHandler;
import io.github.zmqspring.listener.ZmqMessageFilter;
import io.github.zmqspring.socket.ZmqSocketType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when a message cannot be handled.
 */
@Timeout(180)
class ZmqListenerErrorTests {

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private final AtomicInteger calls = new AtomicInteger();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("in", ZmqSocketType.PULL)
		.socket("rep", ZmqSocketType.REP)
		.socket("dead", ZmqSocketType.PUSH);

	private String next() throws InterruptedException {
		return this.received.poll(30, TimeUnit.SECONDS);
	}

	private final class Failing {

		@ZmqListener(socket = "in")
		void handle(String payload) {
			ZmqListenerErrorTests.this.calls.incrementAndGet();
			if (payload.startsWith("bad")) {
				throw new IllegalStateException("cannot " + payload);
			}
			ZmqListenerErrorTests.this.received.add(payload);
		}

	}

	private static RetryPolicy policy(int retries, Duration delay) {
		return RetryPolicy.builder().maxRetries(retries).delay(delay).build();
	}

	@Test
	void whenHandlerThrowsTheMessageIsCountedAndTheNextIsHandled() throws Exception {
		this.listeners.start(new Failing());
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.send("bad");
		peer.send("good");
		assertThat(next()).isEqualTo("good");
		assertThat(this.listeners.counters("in").failed()).isOne();
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void whenHandlerThrowsAnErrorTheNextIsHandled() throws Exception {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			void handle(String payload) {
				if (payload.equals("bad")) {
					throw new OutOfMemoryError("only a test");
				}
				ZmqListenerErrorTests.this.received.add(payload);
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.send("bad");
		peer.send("good");
		assertThat(next()).isEqualTo("good");
		assertThat(this.listeners.counters("in").failed()).isOne();
	}

	@Test
	void whenRetriesHelpTheMessageHasNotFailed() throws Exception {
		this.listeners.factory((factory) -> factory.setRetryPolicy(policy(3, Duration.ofMillis(1))));
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			void handle(String payload) {
				if (ZmqListenerErrorTests.this.calls.incrementAndGet() < 3) {
					throw new IllegalStateException("not yet");
				}
				ZmqListenerErrorTests.this.received.add(payload);
			}
		});
		this.listeners.peer(SocketType.PUSH, "in").send("x");
		assertThat(next()).isEqualTo("x");
		assertThat(this.calls).hasValue(3);
		assertThat(this.listeners.counters("in").failed()).isZero();
	}

	@Test
	void whenRetriesAreExhaustedTheRecovererForwardsTheOriginalFrames() {
		this.listeners.factory((factory) -> {
			factory.setRetryPolicy(policy(2, Duration.ofMillis(1)));
			factory.setRecoverer(new SendToRecoverer(this.listeners.sockets().registry(), "dead"));
		});
		this.listeners.start(new Failing());
		ZMQ.Socket deadLetters = this.listeners.peer(SocketType.PULL, "dead");
		this.listeners.peer(SocketType.PUSH, "in").send("bad one");
		assertThat(deadLetters.recvStr()).isEqualTo("bad one");
		assertThat(this.calls).hasValue(3);
		assertThat(this.listeners.counters("in").failed()).isOne();
	}

	@Test
	void whenPayloadCannotBeReadItIsNotTriedAgainAndRecovered() {
		this.listeners.factory((factory) -> {
			factory.setRetryPolicy(policy(5, Duration.ofSeconds(10)));
			factory.setRecoverer(new SendToRecoverer(this.listeners.sockets().registry(), "dead"));
		});
		this.listeners.start(new Failing());
		ZMQ.Socket deadLetters = this.listeners.peer(SocketType.PULL, "dead");
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.sendMore("two");
		peer.send("frames");
		assertThat(deadLetters.recvStr()).isEqualTo("two");
		assertThat(deadLetters.recvStr()).isEqualTo("frames");
		assertThat(this.calls).hasValue(0);
	}

	@Test
	void whenListenerStopsAPauseBetweenRetriesEnds() {
		this.listeners.factory((factory) -> factory.setRetryPolicy(policy(5, Duration.ofMinutes(1))));
		this.listeners.start(new Failing());
		this.listeners.peer(SocketType.PUSH, "in").send("bad");
		Awaitility.await().until(() -> this.calls.get() == 1);
		this.listeners.stopListener("in");
		// otherwise it would still be in its pause of a minute
		assertThat(this.listeners.counters("in").failed()).isOne();
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void whenErrorHandlerReturnsItIsTheReply() {
		ZmqListenerErrorHandler handler = (message, ex) -> "error: " + ex.getCause().getMessage() + " in "
				+ message.frameAsString(0);
		this.listeners.bean("replying", ZmqListenerErrorHandler.class, handler).start(new Object() {
			@ZmqListener(socket = "rep", errorHandler = "replying")
			String handle(String request) {
				throw new IllegalStateException("broken");
			}
		});
		ZMQ.Socket requester = this.listeners.peer(SocketType.REQ, "rep");
		requester.send("x");
		assertThat(requester.recvStr()).isEqualTo("error: broken in x");
	}

	@Test
	void whenErrorHandlerThrowsTheRecovererIsAsked() {
		CompletableFuture<ListenerExecutionFailedException> recovered = new CompletableFuture<>();
		this.listeners.factory((factory) -> {
			factory.setErrorHandler((message, ex) -> {
				throw new UnsupportedOperationException("not mine");
			});
			factory.setRecoverer((payload, ex) -> recovered.complete(ex));
		});
		this.listeners.start(new Failing());
		this.listeners.peer(SocketType.PUSH, "in").send("bad");
		assertThat(recovered).succeedsWithin(Duration.ofSeconds(30)).satisfies((ex) -> {
			assertThat(ex.getCause()).isInstanceOf(UnsupportedOperationException.class);
			assertThat(ex.getListenerId()).isEqualTo("in");
			assertThat(ex.getSocketName()).isEqualTo("in");
		});
	}

	@Test
	void whenRecovererFailsTheNextIsHandled() throws Exception {
		this.listeners.factory((factory) -> factory.setRecoverer((payload, ex) -> {
			throw new IllegalStateException("recoverer is broken, too");
		}));
		this.listeners.start(new Failing());
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.send("bad");
		peer.send("good");
		assertThat(next()).isEqualTo("good");
	}

	@Test
	void whenRequestFailsOthersAreStillAnswered() {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "rep")
			String handle(String request) {
				if (request.equals("bad")) {
					throw new IllegalStateException("no reply");
				}
				return request;
			}
		});
		this.listeners.peer(SocketType.REQ, "rep").send("bad");
		ZMQ.Socket other = this.listeners.peer(SocketType.REQ, "rep");
		other.send("good");
		assertThat(other.recvStr()).isEqualTo("good");
	}

	@Test
	void whenPayloadIsNotValidTheMessageFailsWithoutRetry() throws Exception {
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		this.listeners.factory((factory) -> {
			factory.setValidator(new NotEmpty());
			factory.setRetryPolicy(policy(5, Duration.ofSeconds(10)));
			factory.setErrorHandler((message, ex) -> {
				failure.complete(ex.getCause());
				return null;
			});
		});
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			void handle(@Payload @Validated String payload) {
				ZmqListenerErrorTests.this.received.add(payload);
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.send("");
		peer.send("good");
		assertThat(failure).succeedsWithin(Duration.ofSeconds(30)).isInstanceOf(MethodArgumentNotValidException.class);
		assertThat(next()).isEqualTo("good");
	}

	@Test
	void whenFilterTurnsDownTheMessageIsCountedAndNotHandled() throws Exception {
		ZmqMessageFilter filter = (message) -> !message.payload().frameAsString(0).startsWith("no");
		this.listeners.bean("onlyYes", ZmqMessageFilter.class, filter).start(new Object() {
			@ZmqListener(socket = "in", filter = "onlyYes")
			void handle(String payload) {
				ZmqListenerErrorTests.this.received.add(payload);
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PUSH, "in");
		peer.send("no 1");
		peer.send("yes 2");
		assertThat(next()).isEqualTo("yes 2");
		assertThat(this.listeners.counters("in").filtered()).isOne();
		assertThat(this.listeners.counters("in").failed()).isZero();
	}

	private static final class NotEmpty implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return true;
		}

		@Override
		public void validate(Object target, Errors errors) {
			if (target.toString().isEmpty()) {
				errors.reject("empty");
			}
		}

	}

}

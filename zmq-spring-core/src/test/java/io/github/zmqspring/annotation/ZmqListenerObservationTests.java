package io.github.zmqspring.annotation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.ZmqListenerErrorHandler;
import io.github.zmqspring.listener.ZmqMessageFilter;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.observation.TestTracing;
import io.github.zmqspring.observation.TestTracing.Span;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocketType;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import reactor.core.publisher.Mono;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Observations of what listeners do.
 */
@Timeout(180)
class ZmqListenerObservationTests {

	private static final String PROCESS = "zmq.listener.process";

	private static final String TRACED = "traceparent: trace0/span0";

	private static final HeaderPolicy NONE_OF_MINE = HeaderPolicy.of(List.of(), List.of());

	private final TestTracing tracing = new TestTracing();

	private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

	private final AtomicInteger calls = new AtomicInteger();

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("plain", ZmqSocketType.PULL)
		.socket(SocketSpec.of("in", ZmqSocketType.PULL).bind("inproc://in").headers(NONE_OF_MINE))
		.socket(SocketSpec.of("rep", ZmqSocketType.REP).bind("inproc://rep").headers(NONE_OF_MINE))
		.socket(SocketSpec.of("out", ZmqSocketType.PUSH).bind("inproc://out").headers(NONE_OF_MINE));

	@BeforeEach
	void observe() {
		this.listeners.factory((factory) -> factory.setObservations(this.tracing.observations()));
	}

	private void see(String what) {
		this.seen.add(what + " in " + this.tracing.currentTrace());
	}

	private String next() throws InterruptedException {
		return this.seen.poll(30, TimeUnit.SECONDS);
	}

	private ZMQ.Socket send(SocketType type, String socket, String headers, String payload) {
		ZMQ.Socket peer = this.listeners.peer(type, socket);
		peer.sendMore(headers);
		peer.send(payload);
		return peer;
	}

	private Span span() {
		await().until(() -> !this.tracing.named(PROCESS).isEmpty());
		return this.tracing.only(PROCESS);
	}

	@Test
	void whenAMessageCarriesATraceItsHandlerBelongsToIt() throws Exception {
		this.listeners.start(new Object() {
			@ZmqListener(id = "worker", socket = "in")
			void handle(String payload) {
				see(payload);
			}
		});
		send(SocketType.PUSH, "in", TRACED, "work");
		assertThat(next()).isEqualTo("work in trace0");
		Span span = span();
		assertThat(span.parent()).isEqualTo("span0");
		assertThat(span.contextualName()).isEqualTo("process in");
		assertThat(span.low("zmq.listener.id")).isEqualTo("worker");
		assertThat(span.low("zmq.socket.type")).isEqualTo("pull");
		assertThat(span.high("messaging.message.body.size")).isEqualTo("4");
	}

	@Test
	void whenTheSocketIsPlainNothingIsObservedUnlessItSaysSo() throws Exception {
		this.listeners
			.socket(SocketSpec.of("said", ZmqSocketType.PULL).bind("inproc://said").option(ZmqOptions.OBSERVE, true));
		this.listeners.start(new Object() {
			@ZmqListener(socket = "plain")
			void plain(String payload) {
				see(payload);
			}

			@ZmqListener(socket = "said")
			void said(String payload) {
				see(payload);
			}
		});
		this.listeners.peer(SocketType.PUSH, "plain").send("1");
		assertThat(next()).isEqualTo("1 in null");
		this.listeners.peer(SocketType.PUSH, "said").send("2");
		assertThat(next()).startsWith("2 in trace");
		assertThat(span().low("zmq.socket.name")).isEqualTo("said");
	}

	@Test
	void whenTheResultComesLaterTheObservationLastsUntilThen() throws Exception {
		CompletableFuture<String> result = new CompletableFuture<>();
		this.listeners.start(new Object() {
			@ZmqListener(socket = "rep")
			CompletableFuture<String> handle(String payload) {
				see(payload);
				return result;
			}
		});
		ZMQ.Socket client = send(SocketType.REQ, "rep", TRACED, "ask");
		assertThat(next()).isEqualTo("ask in trace0");
		assertThat(this.tracing.spans()).isEmpty();
		result.complete("answer");
		client.recv();
		assertThat(client.recvStr()).isEqualTo("answer");
		assertThat(span().trace()).isEqualTo("trace0");
		assertThat(this.tracing.registry().getCurrentObservation()).isNull();
	}

	@Test
	void whenALaterResultIsAFailureTheErrorHandlerIsCalledInTheTrace() throws Exception {
		CompletableFuture<String> result = new CompletableFuture<>();
		ZmqListenerErrorHandler errorHandler = (payload, ex) -> {
			see("failure");
			return "sorry";
		};
		this.listeners.bean("handler", ZmqListenerErrorHandler.class, errorHandler).start(new Object() {
			@ZmqListener(socket = "rep", errorHandler = "handler")
			CompletableFuture<String> handle(String payload) {
				see(payload);
				return result.thenApply((value) -> value);
			}
		});
		ZMQ.Socket client = send(SocketType.REQ, "rep", TRACED, "ask");
		assertThat(next()).isEqualTo("ask in trace0");
		result.completeExceptionally(new IllegalStateException("no"));
		client.recv();
		assertThat(client.recvStr()).isEqualTo("sorry");
		assertThat(next()).isEqualTo("failure in trace0");
		assertThat(span().error()).isInstanceOf(IllegalStateException.class).hasMessage("no");
		assertThat(span().low("error.type")).isEqualTo("IllegalStateException");
	}

	@Test
	void whenTheResultIsAMonoItIsSubscribedInTheTraceAndKnowsIt() throws Exception {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "rep")
			Mono<String> handle(String payload) {
				return Mono.deferContextual((context) -> {
					see(payload);
					return Mono.just(String.valueOf(context.hasKey("micrometer.observation")));
				});
			}
		});
		ZMQ.Socket client = send(SocketType.REQ, "rep", TRACED, "ask");
		client.recv();
		assertThat(client.recvStr()).isEqualTo("true");
		assertThat(next()).isEqualTo("ask in trace0");
		assertThat(span().error()).isNull();
	}

	@Test
	void whenTheHandlerIsRetriedItIsOneObservationWithEvents() throws Exception {
		this.listeners.factory((factory) -> factory
			.setRetryPolicy(RetryPolicy.builder().maxRetries(3).delay(Duration.ofMillis(1)).build()));
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			void handle(String payload) {
				if (ZmqListenerObservationTests.this.calls.incrementAndGet() < 3) {
					throw new IllegalStateException("not yet");
				}
				see(payload);
			}
		});
		send(SocketType.PUSH, "in", TRACED, "x");
		assertThat(next()).isEqualTo("x in trace0");
		assertThat(span().events()).containsExactly("retry", "retry");
		assertThat(span().error()).isNull();
	}

	@Test
	void whenAllTriesFailTheLastFailureIsRecorded() {
		this.listeners.factory((factory) -> factory
			.setRetryPolicy(RetryPolicy.builder().maxRetries(1).delay(Duration.ofMillis(1)).build()));
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			void handle(String payload) {
				throw new IllegalStateException(
						String.valueOf(ZmqListenerObservationTests.this.calls.incrementAndGet()));
			}
		});
		send(SocketType.PUSH, "in", TRACED, "x");
		assertThat(span().events()).containsExactly("retry");
		assertThat(span().error()).hasMessage("2");
		assertThat(this.listeners.counters("in").failed()).isOne();
		assertThat(this.listeners.counters("in").inFlight()).isZero();
	}

	@Test
	void whenThePayloadCannotBeReadThatIsRecorded() {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			void handle(Integer payload) {
				see("never");
			}
		});
		send(SocketType.PUSH, "in", TRACED, "no number");
		assertThat(span().error()).isNotNull();
		assertThat(this.listeners.counters("in").failed()).isOne();
	}

	@Test
	void whenTheFilterTurnsAMessageDownNothingIsObserved() throws Exception {
		this.listeners.bean("odd", ZmqMessageFilter.class, (message) -> !message.payload().frameAsString(0).equals("2"))
			.start(new Object() {
				@ZmqListener(socket = "in", filter = "odd")
				void handle(String payload) {
					see(payload);
				}
			});
		ZMQ.Socket peer = send(SocketType.PUSH, "in", TRACED, "2");
		peer.sendMore(TRACED);
		peer.send("3");
		assertThat(next()).startsWith("3");
		assertThat(span().trace()).isEqualTo("trace0");
	}

	@Test
	void whenTheResultGoesToAnotherSocketTheTraceGoesOn() throws Exception {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			@SendTo("out")
			String handle(String payload) {
				return payload + "!";
			}
		});
		ZMQ.Socket sink = this.listeners.peer(SocketType.PULL, "out");
		send(SocketType.PUSH, "in", TRACED, "work");
		String headers = sink.recvStr();
		assertThat(sink.recvStr()).isEqualTo("work!");
		Span process = span();
		Span send = this.tracing.only("zmq.template.send");
		assertThat(headers).isEqualTo("traceparent: trace0/" + send.id());
		assertThat(send.parent()).isEqualTo(process.id());
		assertThat(send.low("zmq.socket.name")).isEqualTo("out");
	}

	@Test
	void whenTheReplyCannotBeSentTheObservationTells() {
		this.listeners.socket(SocketSpec.of("nobody", ZmqSocketType.PUSH)
			.connect("tcp://127.0.0.1:1")
			.headers(NONE_OF_MINE)
			.option(ZmqOptions.IMMEDIATE, true)
			.option(ZmqOptions.SEND_TIMEOUT, Duration.ofMillis(10)));
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			@SendTo("nobody")
			String handle(String payload) {
				return payload;
			}
		});
		send(SocketType.PUSH, "in", TRACED, "work");
		assertThat(span().events()).containsExactly("undeliverable");
		assertThat(this.tracing.only("zmq.template.send").low("error.type")).isEqualTo("not_sent");
	}

	@Test
	void whenMessagesComeInBatchesTheBatchIsOneObservationInATraceOfItsOwn() throws Exception {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in", batchSize = "2", batchTimeout = "10s")
			void handle(List<String> payloads) {
				see(String.join("+", payloads));
			}
		});
		ZMQ.Socket peer = send(SocketType.PUSH, "in", TRACED, "1");
		peer.sendMore("traceparent: trace1/span1");
		peer.send("2");
		assertThat(next()).startsWith("1+2 in trace").isNotEqualTo("1+2 in trace0");
		assertThat(span().parent()).isNull();
		assertThat(span().high("messaging.batch.message_count")).isEqualTo("2");
	}

	@Test
	void whenABatchFailsItsFailureIsRecordedOnce() {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in", batchSize = "2", batchTimeout = "10s")
			void handle(List<String> payloads) {
				throw new IllegalStateException("no");
			}
		});
		ZMQ.Socket peer = send(SocketType.PUSH, "in", TRACED, "1");
		peer.sendMore(TRACED);
		peer.send("2");
		assertThat(span().error()).hasMessage("no");
		assertThat(this.listeners.counters("in").failed()).isEqualTo(2);
		assertThat(this.listeners.counters("in").inFlight()).isZero();
	}

	@Test
	void whenAHandlerOfTheApplicationThrowsTheMessageIsHandledAndAnswered() throws Exception {
		this.tracing.registry().observationConfig().observationHandler(new Throwing());
		this.listeners.start(new Object() {
			@ZmqListener(socket = "rep")
			String handle(String payload) {
				see(payload);
				return payload;
			}
		});
		ZMQ.Socket client = send(SocketType.REQ, "rep", TRACED, "1");
		client.recv();
		assertThat(client.recvStr()).isEqualTo("1");
		assertThat(next()).startsWith("1");
		await().until(() -> this.listeners.counters("rep").inFlight() == 0);
		assertThat(this.listeners.counters("rep").failed()).isZero();
	}

	private static final class Throwing implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			throw new IllegalStateException("only a test");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	@Test
	void whenSeveralMethodsShareASocketTheChosenOneIsCalledInTheTrace() throws Exception {
		this.listeners.start(new Several());
		send(SocketType.PUSH, "in", TRACED, "{\"name\":\"x\"}");
		assertThat(next()).isEqualTo("x in trace0");
		assertThat(span().error()).isNull();
	}

	@ZmqListener(socket = "in")
	private final class Several {

		record Named(String name) {
		}

		@ZmqHandler
		void named(Named named) {
			see(named.name());
		}

		@ZmqHandler(isDefault = true)
		void other(String text) {
			see("other");
		}

	}

}

package io.github.zmqspring.annotation;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.listener.Listeners;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.TestSockets;
import io.github.zmqspring.socket.ZmqSocketType;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.Job;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the results of a listener method go.
 */
@Timeout(180)
class ZmqListenerReplyTests {

	@RegisterExtension
	final Listeners listeners = new Listeners().socket("rep", ZmqSocketType.REP)
		.socket("router", ZmqSocketType.ROUTER)
		.socket("in", ZmqSocketType.PULL)
		.socket("out", ZmqSocketType.PUSH);

	private ZMQ.Socket requester(Object bean) {
		this.listeners.start(bean);
		return this.listeners.peer(SocketType.REQ, "rep");
	}

	private static String request(ZMQ.Socket requester, String request) {
		assertThat(requester.send(request)).isTrue();
		return requester.recvStr();
	}

	@Test
	void whenRepMethodReturnsStringTheRequesterGetsIt() {
		ZMQ.Socket requester = requester(new Object() {
			@ZmqListener(socket = "rep")
			String handle(String request) {
				return "World of " + request;
			}
		});
		for (int i = 0; i < 10; i++) {
			assertThat(request(requester, "Hello " + i)).isEqualTo("World of Hello " + i);
		}
		Awaitility.await().until(() -> this.listeners.counters("rep").inFlight() == 0);
		assertThat(this.listeners.counters("rep").replied()).isEqualTo(10);
	}

	@Test
	void whenRepMethodReturnsBytesTheRequesterGetsThem() {
		assertThat(request(requester(new Object() {
			@ZmqListener(socket = "rep")
			byte[] handle(byte[] request) {
				return request;
			}
		}), "echo")).isEqualTo("echo");
	}

	@Test
	void whenRepMethodReturnsFramesTheRequesterGetsAllOfThem() {
		ZMQ.Socket requester = requester(new Object() {
			@ZmqListener(socket = "rep")
			ZmqMessage handle(ZmqMessage request) {
				return request.append("more".getBytes(StandardCharsets.UTF_8));
			}
		});
		assertThat(request(requester, "one")).isEqualTo("one");
		assertThat(requester.recvStr()).isEqualTo("more");
		assertThat(requester.hasReceiveMore()).isFalse();
	}

	@Test
	void whenRepMethodReturnsListOfBytesTheRequesterGetsFrames() {
		ZMQ.Socket requester = requester(new Object() {
			@ZmqListener(socket = "rep")
			List<byte[]> handle(byte[] request) {
				return List.of(request, request);
			}
		});
		assertThat(request(requester, "one")).isEqualTo("one");
		assertThat(requester.recvStr()).isEqualTo("one");
	}

	@Test
	void whenRepMethodReturnsObjectTheRequesterGetsJson() {
		assertThat(request(requester(new Object() {
			@ZmqListener(socket = "rep")
			Sum handle(int[] numbers) {
				return new Sum(numbers[0] + numbers[1]);
			}
		}), "[1,2]")).isEqualTo("{\"sum\":3}");
	}

	@Test
	void whenRepMethodReturnsCollectionTheRequesterGetsOneMessageOfJson() {
		ZMQ.Socket requester = requester(new Object() {
			@ZmqListener(socket = "rep")
			List<Sum> handle(String request) {
				return List.of(new Sum(1), new Sum(2));
			}
		});
		assertThat(request(requester, "x")).isEqualTo("[{\"sum\":1},{\"sum\":2}]");
		assertThat(requester.hasReceiveMore()).isFalse();
	}

	@Test
	void whenRepMethodReturnsNothingTheRequesterGetsAnEmptyFrame() {
		ZMQ.Socket requester = requester(new Object() {
			@ZmqListener(socket = "rep")
			void handle(String request) {
				assertThat(request).isNotEmpty();
			}
		});
		assertThat(request(requester, "one")).isEmpty();
		assertThat(request(requester, "two")).isEmpty();
	}

	@Test
	void whenRepMethodReturnsNullTheRequesterGetsAnEmptyFrame() {
		assertThat(request(requester(new Object() {
			@ZmqListener(socket = "rep")
			String handle(String request) {
				return null;
			}
		}), "x")).isEmpty();
	}

	@Test
	void whenRepMethodReturnsFutureTheReplyComesWhenItCompletes() {
		CompletableFuture<String> later = new CompletableFuture<>();
		ZMQ.Socket requester = requester(new Object() {
			@ZmqListener(socket = "rep")
			CompletableFuture<String> handle(String request) {
				return later.thenApply((value) -> value + request);
			}
		});
		requester.send("x");
		Awaitility.await().until(() -> this.listeners.counters("rep").inFlight() == 1);
		later.complete("later ");
		assertThat(requester.recvStr()).isEqualTo("later x");
		Awaitility.await().until(() -> this.listeners.counters("rep").inFlight() == 0);
	}

	@Test
	void whenFutureCompletesWithNullTheRequesterGetsAnEmptyFrame() {
		assertThat(request(requester(new Object() {
			@ZmqListener(socket = "rep")
			CompletableFuture<Void> handle(String request) {
				return CompletableFuture.completedFuture(null);
			}
		}), "x")).isEmpty();
	}

	@Test
	void whenFutureFailsTheErrorHandlerMayReply() {
		this.listeners
			.factory((factory) -> factory.setErrorHandler((message, ex) -> "E: " + ex.getCause().getMessage()));
		assertThat(request(requester(new Object() {
			@ZmqListener(socket = "rep")
			CompletableFuture<String> handle(String request) {
				return CompletableFuture.supplyAsync(() -> {
					throw new IllegalArgumentException("no");
				});
			}
		}), "x")).isEqualTo("E: no");
	}

	@Test
	void whenDeclaredAsObjectAFutureIsAwaitedToo() {
		assertThat(request(requester(new Object() {
			@ZmqListener(socket = "rep", concurrency = "2")
			Object handle(String request) {
				return CompletableFuture.supplyAsync(() -> "async " + request);
			}
		}), "x")).isEqualTo("async x");
	}

	@Test
	void whenRepMethodReturnsMonoTheReplyComesWhenItCompletes() {
		ZMQ.Socket requester = requester(new Object() {
			@ZmqListener(socket = "rep")
			Mono<String> handle(String request) {
				return request.isEmpty() ? Mono.empty() : Mono.just("mono " + request);
			}
		});
		assertThat(request(requester, "x")).isEqualTo("mono x");
		assertThat(request(requester, "")).isEmpty();
	}

	@Test
	void whenRouterMethodReturnsFluxEachElementIsAReply() {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "router")
			Flux<String> handle(String request) {
				return Flux.just("a", "b", "c").map((each) -> each + request);
			}
		});
		ZMQ.Socket dealer = this.listeners.peer(SocketType.DEALER, "router");
		dealer.send("1");
		assertThat(dealer.recvStr()).isEqualTo("a1");
		assertThat(dealer.recvStr()).isEqualTo("b1");
		assertThat(dealer.recvStr()).isEqualTo("c1");
	}

	@Test
	void whenKotlinFunctionSuspendsItsResultIsTheReply() throws Exception {
		CompletableDeferred<String> later = CompletableDeferredKt.CompletableDeferred((Job) null);
		this.listeners.start();
		this.listeners.registry()
			.register(ZmqListenerEndpoint.of("kotlin")
				.socket("rep")
				.method(later, Deferred.class.getMethod("await", Continuation.class))
				.build());
		ZMQ.Socket requester = this.listeners.peer(SocketType.REQ, "rep");
		requester.send("x");
		Awaitility.await().until(() -> this.listeners.counters("kotlin").inFlight() == 1);
		later.complete("from Kotlin");
		assertThat(requester.recvStr()).isEqualTo("from Kotlin");
	}

	@Test
	void whenRouterMethodReturnsTheEnvelopeGoesBack() {
		this.listeners.start(new Object() {
			@ZmqListener(socket = "router")
			String handle(String request, @Header(ZmqHeaders.ROUTING_ID) byte[] id,
					@Header(name = ZmqHeaders.ENVELOPE, required = false) List<byte[]> envelope) {
				return request + id.length + ((envelope != null) ? envelope.size() : 0);
			}
		});
		ZMQ.Socket requester = this.listeners.peer(SocketType.REQ, "router");
		assertThat(request(requester, "x")).isEqualTo("x51");
		ZMQ.Socket dealer = this.listeners.peer(SocketType.DEALER, "router");
		dealer.sendMore("address 2");
		dealer.sendMore("address 1");
		dealer.sendMore("");
		dealer.send("y");
		assertThat(dealer.recvStr()).isEqualTo("address 2");
		assertThat(dealer.recvStr()).isEqualTo("address 1");
		assertThat(dealer.recvStr()).isEmpty();
		assertThat(dealer.recvStr()).isEqualTo("y53");
	}

	@Test
	void whenResultIsMessageItsHeadersChooseThePeer() {
		BlockingQueue<byte[]> ids = new LinkedBlockingQueue<>();
		this.listeners.start(new Object() {
			@ZmqListener(socket = "router")
			Message<String> handle(String request, @Header(ZmqHeaders.ROUTING_ID) byte[] id) {
				ids.add(id);
				return MessageBuilder.withPayload("for the first: " + request)
					.setHeader(ZmqHeaders.ROUTING_ID, ids.peek())
					.build();
			}
		});
		ZMQ.Socket first = this.listeners.peer(SocketType.DEALER, "router");
		first.send("1");
		assertThat(first.recvStr()).isEqualTo("for the first: 1");
		ZMQ.Socket second = this.listeners.peer(SocketType.DEALER, "router");
		second.send("2");
		assertThat(first.recvStr()).isEqualTo("for the first: 2");
	}

	@Test
	void whenSendToNamesASocketTheResultGoesThere() {
		ZMQ.Socket sink = this.listeners.property("sink", "out").peer(SocketType.PULL, "out");
		this.listeners.start(new Object() {
			@ZmqListener(socket = "in")
			@SendTo("${sink}")
			String handle(String task) {
				return "done " + task;
			}
		});
		this.listeners.peer(SocketType.PUSH, "in").send("1");
		assertThat(sink.recvStr()).isEqualTo("done 1");
	}

	@Test
	void whenSendToIsOnRepTheRequesterGetsAnEmptyFrame() {
		ZMQ.Socket sink = this.listeners.peer(SocketType.PULL, "out");
		assertThat(request(requester(new Object() {
			@ZmqListener(socket = "rep")
			@SendTo("out")
			String handle(String task) {
				return "done " + task;
			}
		}), "1")).isEmpty();
		assertThat(sink.recvStr()).isEqualTo("done 1");
	}

	@Test
	void whenResultGoesToPublisherItsTopicIsAHeader() {
		this.listeners.socket("pub", ZmqSocketType.PUB).start(new Object() {
			@ZmqListener(socket = "in")
			@SendTo("pub")
			Message<String> handle(String update) {
				return MessageBuilder.withPayload(update).setHeader(ZmqHeaders.TOPIC, "10001 ").build();
			}
		});
		ZMQ.Socket subscriber = this.listeners.peer(SocketType.SUB, "pub");
		subscriber.subscribe("10001 ");
		assertThat(this.listeners.socket("pub").control().awaitSubscribers("10001 ", 1, Duration.ofSeconds(30)))
			.isTrue();
		this.listeners.peer(SocketType.PUSH, "in").send("warm");
		assertThat(subscriber.recvStr()).isEqualTo("10001 ");
		assertThat(subscriber.recvStr()).isEqualTo("warm");
	}

	@Test
	void whenSocketHasHeadersThoseOfTheResultTravel() {
		HeaderPolicy policy = HeaderPolicy.of(List.of("source"), List.of("unit"));
		this.listeners.socket(TestSockets.bound("pair", ZmqSocketType.PAIR).headers(policy)).start(new Object() {
			@ZmqListener(socket = "pair")
			Message<String> handle(String text, @Header("unit") String unit) {
				return MessageBuilder.withPayload(text + unit)
					.setHeader("source", "nyc")
					.setHeader("secret", "x")
					.build();
			}
		});
		ZMQ.Socket peer = this.listeners.peer(SocketType.PAIR, "pair");
		peer.sendMore("unit: F\nother: 1");
		peer.send("70");
		assertThat(peer.recvStr()).isEqualTo("source: nyc");
		assertThat(peer.recvStr()).isEqualTo("70F");
	}

	@Test
	void whenDealerMethodReturnsTheResultGoesOutThroughTheDealer() {
		ZMQ.Socket router = this.listeners.socket("dealer", ZmqSocketType.DEALER).peer(SocketType.ROUTER, "dealer");
		this.listeners.start(new Object() {
			@ZmqListener(socket = "dealer")
			String handle(String work) {
				return "did " + work;
			}
		});
		this.listeners.socket("dealer").send("ready".getBytes(StandardCharsets.UTF_8));
		byte[] worker = router.recv();
		assertThat(router.recvStr()).isEqualTo("ready");
		router.sendMore(worker);
		router.send("work");
		assertThat(router.recv()).isEqualTo(worker);
		assertThat(router.recvStr()).isEqualTo("did work");
	}

	@Test
	void whenServerMethodReturnsTheClientGetsIt() {
		this.listeners.socket("server", ZmqSocketType.SERVER).start(new Object() {
			@ZmqListener(socket = "server", concurrency = "2")
			String handle(String request, @Header(ZmqHeaders.ROUTING_ID) int id) {
				assertThat(id).isNotZero();
				return "served " + request;
			}
		});
		ZMQ.Socket one = this.listeners.peer(SocketType.CLIENT, "server");
		ZMQ.Socket two = this.listeners.peer(SocketType.CLIENT, "server");
		one.send("1");
		two.send("2");
		assertThat(one.recvStr()).isEqualTo("served 1");
		assertThat(two.recvStr()).isEqualTo("served 2");
	}

	@Test
	void whenStreamMethodReturnsTheConnectionGetsIt() throws Exception {
		this.listeners.socket(TestSockets.bound("stream", ZmqSocketType.STREAM)).start(new Object() {
			@ZmqListener(socket = "stream")
			byte[] handle(byte[] bytes) {
				return (bytes.length == 0) ? null : ("<" + new String(bytes, StandardCharsets.UTF_8) + ">").getBytes();
			}
		});
		int port = this.listeners.socket("stream").boundEndpoints().get(0).port();
		try (Socket client = new Socket("127.0.0.1", port)) {
			client.setSoTimeout(30_000);
			client.getOutputStream().write("raw".getBytes());
			assertThat(new String(client.getInputStream().readNBytes(5))).isEqualTo("<raw>");
		}
	}

	@Test
	void whenPeerIsGoneTheReplyIsCountedAsUndeliverable() throws Exception {
		BlockingQueue<String> requests = new LinkedBlockingQueue<>();
		CompletableFuture<String> later = new CompletableFuture<>();
		this.listeners.start(new Object() {
			@ZmqListener(socket = "router")
			CompletableFuture<String> handle(String request) {
				requests.add(request);
				return later;
			}
		});
		ZMQ.Socket dealer = this.listeners.peer(SocketType.DEALER, "router");
		dealer.send("x");
		assertThat(requests.poll(30, TimeUnit.SECONDS)).isEqualTo("x");
		dealer.close();
		Awaitility.await().until(() -> this.listeners.socket("router").control().peerCount() == 0);
		later.complete("too late");
		Awaitility.await().until(() -> this.listeners.counters("router").undeliverableReplies() == 1);
		assertThat(this.listeners.counters("router").replied()).isZero();
	}

	record Sum(int sum) {

	}

}

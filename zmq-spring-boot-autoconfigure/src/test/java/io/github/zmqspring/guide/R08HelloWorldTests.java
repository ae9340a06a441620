package io.github.zmqspring.guide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.guide.Guide.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Guide chapter 1, "Ask and Ye Shall Receive": ten times Hello and World. Row R08.
 */
@Timeout(300)
class R08HelloWorldTests {

	private static final String[] SERVER = { "zmq.sockets.server.type=rep",
			"zmq.sockets.server.bind=" + Guide.ANY_PORT };

	private static final List<String> CLIENT_TRANSCRIPT = Stream
		.concat(Stream.of("Connecting to hello world server..."),
				IntStream.range(0, 10)
					.boxed()
					.flatMap((i) -> Stream.of("Sending request " + i + "...", "Received reply " + i + ": [World]")))
		.toList();

	private static final List<String> SERVER_TRANSCRIPT = IntStream.range(0, 10)
		.mapToObj((i) -> "Received request: [Hello]")
		.toList();

	@RegisterExtension
	final Guide guide = new Guide();

	@ParameterizedTest
	@ValueSource(strings = { "dealer", "req" })
	void r08_tenTimesHelloAndWorld(String clientType) {
		App server = this.guide.app(Server.class).set(SERVER).start();
		App client = this.guide.start("zmq.sockets.client.type=" + clientType,
				"zmq.sockets.client.connect=" + server.endpoint("server"));
		List<String> transcript = new ArrayList<>(List.of("Connecting to hello world server..."));
		for (int request = 0; request < 10; request++) {
			transcript.add("Sending request " + request + "...");
			String reply = client.zmq().request("client", "Hello", String.class);
			transcript.add("Received reply " + request + ": [" + reply + "]");
		}
		assertThat(transcript).isEqualTo(CLIENT_TRANSCRIPT);
		assertThat(server.bean(Server.class).transcript).isEqualTo(SERVER_TRANSCRIPT);
	}

	@Test
	void r08_tenTimesHelloAndWorldForAPlainClient() {
		App server = this.guide.app(Server.class).set(SERVER).start();
		List<String> transcript = new ArrayList<>(List.of("Connecting to hello world server..."));
		ZMQ.Socket requester = this.guide.connect(SocketType.REQ, server.endpoint("server"));
		for (int request = 0; request < 10; request++) {
			transcript.add("Sending request " + request + "...");
			transcript.add("Received reply " + request + ": [" + Guide.request(requester, "Hello") + "]");
		}
		assertThat(transcript).isEqualTo(CLIENT_TRANSCRIPT);
		assertThat(server.bean(Server.class).transcript).isEqualTo(SERVER_TRANSCRIPT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "dealer", "req" })
	void r08_tenTimesHelloAndWorldFromAPlainServer(String clientType) throws Exception {
		ZMQ.Socket responder = this.guide.bind(SocketType.REP);
		App client = this.guide.start("zmq.sockets.client.type=" + clientType,
				"zmq.sockets.client.connect=" + responder.getLastEndpoint(), "zmq.template.request-tries=1",
				"zmq.template.request-timeout=60s");
		CompletableFuture<List<String>> server = Guide.async(() -> {
			List<String> transcript = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				transcript.add("Received request: " + Guide.receive(responder));
				Guide.send(responder, "World");
			}
			return transcript;
		});
		for (int request = 0; request < 10; request++) {
			assertThat(client.zmq().request("client", "Hello", String.class)).isEqualTo("World");
		}
		assertThat(Guide.get(server)).isEqualTo(SERVER_TRANSCRIPT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "dealer", "req" })
	void r08_manyThreadsAskThroughOneSocketAndEachGetsItsOwnReply(String clientType) throws Exception {
		App server = this.guide.app(Echo.class).set(SERVER).start();
		App client = this.guide.start("zmq.sockets.client.type=" + clientType,
				"zmq.sockets.client.connect=" + server.endpoint("server"));
		CyclicBarrier together = new CyclicBarrier(20);
		List<CompletableFuture<List<String>>> threads = new ArrayList<>();
		for (int t = 0; t < 20; t++) {
			int thread = t;
			threads.add(Guide.async(() -> {
				together.await(30, TimeUnit.SECONDS);
				List<String> replies = new ArrayList<>();
				for (int i = 0; i < 10; i++) {
					replies.add(client.zmq().request("client", thread + "/" + i, String.class));
				}
				return replies;
			}));
		}
		for (int t = 0; t < 20; t++) {
			int thread = t;
			assertThat(Guide.get(threads.get(t)))
				.isEqualTo(IntStream.range(0, 10).mapToObj((i) -> "re: " + thread + "/" + i).toList());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "dealer", "req" })
	void r08_aRequestWithoutAReplyDoesNotSpoilTheNext(String clientType) throws Exception {
		String endpoint = Guide.freeEndpoint();
		App client = this.guide.start("zmq.sockets.client.type=" + clientType, "zmq.sockets.client.connect=" + endpoint,
				"zmq.sockets.client.reconnect-interval=10ms");
		assertThatExceptionOfType(ZmqRequestTimeoutException.class).isThrownBy(() -> client.zmq()
			.to("client")
			.body("Hello?")
			.timeout(Duration.ofMillis(50))
			.tries(2)
			.request(String.class));
		this.guide.app(HelloWorld.class).set("guide.hello=" + endpoint).start();
		assertThat(client.zmq().request("client", "Hello", String.class)).isEqualTo("World");
	}

	@ParameterizedTest
	@ValueSource(strings = { "dealer", "req" })
	void r08_afterTheServerWasRestartedTheClientIsServedAgain(String clientType) {
		App server = this.guide.app(Server.class).set(SERVER).start();
		App client = this.guide.start("zmq.sockets.client.type=" + clientType,
				"zmq.sockets.client.connect=" + server.endpoint("server"), "zmq.template.request-timeout=500ms",
				"zmq.template.request-tries=100");
		for (int i = 0; i < 3; i++) {
			assertThat(client.zmq().request("client", "Hello", String.class)).isEqualTo("World");
			server.context().stop();
			CompletableFuture<String> meanwhile = client.zmq().requestAsync("client", "Hello", String.class);
			server.context().start();
			assertThat(meanwhile).succeedsWithin(Guide.PATIENCE).isEqualTo("World");
		}
	}

	@Test
	void r08_whoSendsThroughAReqInsteadOfRequestingIsToldToRequest() {
		App server = this.guide.app(Server.class).set(SERVER).start();
		App client = this.guide.start("zmq.sockets.client.type=req",
				"zmq.sockets.client.connect=" + server.endpoint("server"));
		assertThatIllegalArgumentException().isThrownBy(() -> client.zmq().send("client", "Hello"))
			.withMessageContaining("request(..)");
		assertThatIllegalArgumentException().isThrownBy(() -> client.zmq().trySend("client", "Hello"));
		assertThat(client.zmq().request("client", "Hello", String.class)).isEqualTo("World");
	}

	@Test
	void r08_manyPlainClientsAtOnceAreServedByTheOneServer() throws Exception {
		App server = this.guide.app(Echo.class).set(SERVER).start();
		List<ZMQ.Socket> clients = Stream.generate(() -> this.guide.connect(SocketType.REQ, server.endpoint("server")))
			.limit(10)
			.toList();
		for (int i = 0; i < 10; i++) {
			Guide.send(clients.get(i), "client " + i);
		}
		for (int i = 9; i >= 0; i--) {
			assertThat(Guide.receive(clients.get(i))).containsExactly("re: client " + i);
		}
	}

	static class Server {

		private final List<String> transcript = new CopyOnWriteArrayList<>();

		private final Duration work;

		Server(@Value("${guide.work:20ms}") Duration work) {
			this.work = work;
		}

		@ZmqListener(socket = "server")
		String reply(String request) {
			this.transcript.add("Received request: [" + request + "]");
			Guide.work(this.work);
			return "World";
		}

	}

	static class Echo {

		@ZmqListener(socket = "server")
		String reply(String request) {
			return "re: " + request;
		}

	}

}

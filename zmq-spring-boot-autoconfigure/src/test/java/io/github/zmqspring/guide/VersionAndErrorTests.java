package io.github.zmqspring.guide;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.guide.Guide.App;
import io.github.zmqspring.listener.ZmqListenerErrorHandler;
import io.github.zmqspring.socket.EngineVersion;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.template.ZmqTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.MessagingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Guide chapters 1 and 2: versions, errors, HTTP, and the missing message problem solver.
 * Rows R14, R15, R22 and R23.
 */
@Timeout(300)
class VersionAndErrorTests {

	private static final int GREETING_SIZE = 64;

	@RegisterExtension
	final Guide guide = new Guide();

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void r14_theStartTellsTheVersionsOfLibraryAndProtocol(CapturedOutput output) {
		this.guide.start("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://in",
				"logging.level.io.github.zmqspring=info");
		assertThat(output).contains("JeroMQ 0.6.0 (libzmq 4.1.7, ZMTP 3.0)");
		assertThat(EngineVersion.current()).isEqualTo(new EngineVersion("0.6.0", ZMQ.getVersionString(), "3.0"));
	}

	@Test
	void r14_aSocketOffersTheVersionOfTheProtocolThatIsTold() throws Exception {
		App app = this.guide.start("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + Guide.ANY_PORT);
		try (Socket client = connect(app, "in")) {
			client.getOutputStream().write(greeting());
			byte[] answer = new DataInputStream(client.getInputStream()).readNBytes(GREETING_SIZE);
			assertThat(answer).hasSize(GREETING_SIZE).startsWith(0xFF);
			assertThat(answer[9]).isEqualTo((byte) 0x7F);
			assertThat(answer[10]).as("major version of ZMTP").isEqualTo((byte) 3);
			assertThat(answer[11]).as("minor version of ZMTP").isZero();
			assertThat(new String(answer, 12, 20, StandardCharsets.US_ASCII).trim()).isEqualTo("NULL");
		}
	}

	@Test
	void r15_aSendThatWouldBlockIsToldNotThrown() {
		App app = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.bind=" + Guide.ANY_PORT);
		assertThat(app.zmq().trySend("out", "nobody there")).isFalse();
		assertThat(app.socket("out").counters().rejected()).isEqualTo(1);
	}

	@Test
	void r15_errorsOfTheCallerAreSpringMessagingExceptionsThatSayWhat() {
		App app = this.guide.start("zmq.sockets.out.type=push", "zmq.sockets.out.bind=" + Guide.ANY_PORT,
				"zmq.sockets.out.send-timeout=10ms");
		assertThat(MessagingException.class).isAssignableFrom(ZmqException.class);
		assertThatExceptionOfType(ZmqQueueFullException.class).isThrownBy(() -> app.zmq().send("out", "x"))
			.withMessageContaining("out");
		assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(() -> app.zmq().send("uot", "x"))
			.withMessageContaining("uot")
			.withMessageContaining("out");
	}

	@Test
	void r15_whenAHandlerFailsTheListenerGoesOnAndTheErrorHandlerIsAskedOnce() throws Exception {
		App app = this.guide.app(Failing.class)
			.set("zmq.sockets.in.type=rep", "zmq.sockets.in.bind=" + Guide.ANY_PORT)
			.start();
		ZMQ.Socket client = this.guide.connect(SocketType.REQ, app.endpoint("in"));
		assertThat(Guide.request(client, "fail")).isEqualTo("E: on purpose");
		assertThat(Guide.request(client, "Hello")).isEqualTo("World");
		assertThat(app.bean(Failing.class).failures.poll(30, TimeUnit.SECONDS)).isEqualTo("on purpose");
		assertThat(app.bean(Failing.class).failures).isEmpty();
		assertThat(app.listeners().get("in").getCounters().failed()).isEqualTo(1);
	}

	@Test
	void r15_whenTheContextEndsEveryBlockedCallEnds() throws Exception {
		App app = this.guide.start("zmq.sockets.sender.type=push", "zmq.sockets.sender.bind=" + Guide.ANY_PORT,
				"zmq.sockets.receiver.type=pull", "zmq.sockets.receiver.bind=" + Guide.ANY_PORT,
				"zmq.sockets.requester.type=dealer", "zmq.sockets.requester.connect=" + Guide.freeEndpoint(),
				"zmq.sockets.sender.send-timeout=60s", "zmq.template.request-timeout=60s");
		ZmqTemplate zmq = app.zmq();
		var sending = Guide.async(() -> {
			zmq.send("sender", "nobody there");
			return true;
		});
		var receiving = Guide.async(() -> zmq.receive("receiver", Duration.ofSeconds(60), String.class));
		var requesting = Guide.async(() -> zmq.request("requester", "Hello", String.class));
		await().atMost(Guide.PATIENCE).until(() -> app.socket("requester").counters().sent() == 1);
		await().atMost(Guide.PATIENCE).until(() -> areInside(ZmqSocket.class, "send", "receive"));
		app.close();
		assertThat(sending).failsWithin(Guide.PATIENCE)
			.withThrowableThat()
			.withRootCauseInstanceOf(ZmqSocketStoppedException.class);
		assertThat(receiving).failsWithin(Guide.PATIENCE)
			.withThrowableThat()
			.withRootCauseInstanceOf(ZmqSocketStoppedException.class);
		assertThat(requesting).failsWithin(Guide.PATIENCE)
			.withThrowableThat()
			.withRootCauseInstanceOf(ZmqSocketStoppedException.class);
	}

	@Test
	void r22_aZeroMqSocketDoesNotSpeakHttpAndDoesNotTakeItForMessages() throws Exception {
		App app = this.guide.app(Collector.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=" + Guide.ANY_PORT)
			.start();
		try (Socket browser = connect(app, "in")) {
			browser.getOutputStream().write(Guide.bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
			while (browser.getInputStream().read() >= 0) {
				// until the connection is closed
			}
		}
		catch (IOException ex) {
			// or reset
		}
		Guide.send(this.guide.connect(SocketType.PUSH, app.endpoint("in")), "a message");
		assertThat(app.bean(Collector.class).next()).isEqualTo("a message");
	}

	@Test
	void r22_aStreamSocketSpeaksWhateverTheApplicationSpeaks() throws Exception {
		App app = this.guide.app(HttpServer.class)
			.set("zmq.sockets.web.type=stream", "zmq.sockets.web.bind=" + Guide.ANY_PORT)
			.start();
		HttpResponse<String> response = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.build()
			.send(HttpRequest.newBuilder(URI.create(app.endpoint("web").replace("tcp:", "http:") + "/hello"))
				.timeout(Guide.PATIENCE)
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("Hello, World!");
	}

	@Test
	void r23_aSubscriberThatForgotToSubscribeDoesNotStart() {
		assertThat(this.guide.app()
			.set("zmq.sockets.s.type=sub", "zmq.sockets.s.connect=tcp://127.0.0.1:5556")
			.failsWith(ZmqConfigurationException.class)).hasMessageContaining("without topics receives nothing");
	}

	@Test
	void r23_twoReadersOfOneSocketDoNotStart() {
		assertThat(this.guide.app(Collector.class, SecondCollector.class)
			.set("zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://one")
			.failsWith(DuplicateListenerException.class)).hasMessageContaining("'in'");
	}

	@Test
	void r23_aMessageToAnUnknownPeerIsAnErrorAndCounted() {
		App app = this.guide.start("zmq.sockets.r.type=router", "zmq.sockets.r.bind=" + Guide.ANY_PORT);
		assertThatExceptionOfType(ZmqUnroutableException.class)
			.isThrownBy(() -> app.zmq().sendTo("r", "nobody", "work"));
		assertThat(app.socket("r").counters().unroutable()).isEqualTo(1);
	}

	@Test
	void r23_whoPublishesTooEarlyCanSeeThatNobodyListens() {
		App app = this.guide.start("zmq.sockets.p.type=pub", "zmq.sockets.p.bind=" + Guide.ANY_PORT);
		assertThat(app.zmq().awaitSubscribers("p", "news", 1, Duration.ofMillis(50))).isFalse();
		assertThat(app.socket("p").control().subscriberCount("news")).isZero();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void r23_ipcIsWarnedAboutBecauseNoOtherImplementationIsReached(CapturedOutput output) {
		this.guide.start("zmq.sockets.s.type=pull", "zmq.sockets.s.bind=" + freeIpcEndpoint());
		assertThat(output).contains("WARN").contains("'s' uses ipc");
	}

	@Test
	void r23_anUnknownPropertyOfASocketDoesNotStartAndTheNearestIsNamed() {
		assertThat(this.guide.app()
			.set("zmq.sockets.s.type=sub", "zmq.sockets.s.connect=tcp://127.0.0.1:5556", "zmq.sockets.s.topic=news")
			.failsWith(ZmqConfigurationException.class)).hasMessageContaining("topic");
	}

	/** A name for which JeroMQ takes a port that nobody has. */
	private static String freeIpcEndpoint() {
		String free = Guide.freeEndpoint();
		int port = URI.create(free).getPort();
		long number = System.nanoTime();
		while (Math.abs(("guide-r23-" + number).hashCode() % 55_536) + 10_000 != port) {
			number++;
		}
		return "ipc://guide-r23-" + number;
	}

	/** Whether some thread is at each of these methods. */
	private static boolean areInside(Class<?> type, String... methods) {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.flatMap(Arrays::stream)
			.filter((frame) -> frame.getClassName().equals(type.getName()))
			.map(StackTraceElement::getMethodName)
			.collect(Collectors.toSet())
			.containsAll(List.of(methods));
	}

	private static Socket connect(App app, String socket) throws IOException {
		Socket client = new Socket("127.0.0.1", URI.create(app.endpoint(socket)).getPort());
		client.setSoTimeout((int) Guide.PATIENCE.toMillis());
		return client;
	}

	private static byte[] greeting() {
		return ByteBuffer.allocate(GREETING_SIZE)
			.put(0, (byte) 0xFF)
			.put(9, (byte) 0x7F)
			.put(10, (byte) 3)
			.put(12, Guide.bytes("NULL"))
			.array();
	}

	static class Failing {

		private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "in", errorHandler = "errors")
		String handle(String request) {
			if (request.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			return "World";
		}

		@Bean
		ZmqListenerErrorHandler errors() {
			return (message, failure) -> {
				String text = String.valueOf(failure.getCause().getMessage());
				this.failures.add(text);
				return "E: " + text;
			};
		}

	}

	static class SecondCollector {

		@ZmqListener(id = "second", socket = "in")
		void collect(String text) {
		}

	}

	static class HttpServer {

		@ZmqListener(socket = "web")
		@Nullable String serve(String request) {
			if (!request.startsWith("GET /hello ")) {
				return null;
			}
			return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, World!";
		}

	}

}

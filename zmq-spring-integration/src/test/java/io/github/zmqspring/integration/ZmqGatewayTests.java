package io.github.zmqspring.integration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.aopalliance.intercept.MethodInterceptor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.MessageChannels;
import org.springframework.integration.handler.advice.ExpressionEvaluatingRequestHandlerAdvice;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandlingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link ZmqInboundGateway} and {@link ZmqOutboundGateway}, with plain peers and with
 * each other.
 */
@Timeout(120)
class ZmqGatewayTests {

	@RegisterExtension
	private final Flows flows = new Flows();

	private IntegrationFlow upperCase(io.github.zmqspring.integration.dsl.ZmqInboundGatewaySpec gateway) {
		return IntegrationFlow.from(gateway.id("service").payloadType(String.class))
			.<String, String>transform(String::toUpperCase)
			.get();
	}

	@Test
	void aFlowAnswersAPlainRequester() {
		this.flows.bound("in", ZmqSocketType.REP).flow("flow", upperCase(Zmq.inboundGateway("in"))).start();
		ZMQ.Socket peer = this.flows.peer(SocketType.REQ, "in");
		for (int i = 0; i < 3; i++) {
			peer.send("hello");
			assertThat(peer.recvStr()).isEqualTo("HELLO");
		}
		Awaitility.await()
			.atMost(Flows.SOON)
			.untilAsserted(() -> assertThat(this.flows.counters("service").replied()).isEqualTo(3));
	}

	@ParameterizedTest
	@EnumSource(names = { "ROUTER", "DEALER" })
	void aFlowAnswersOnAsynchronousSockets(ZmqSocketType type) {
		this.flows.bound("in", type).flow("flow", upperCase(Zmq.inboundGateway("in"))).start();
		ZMQ.Socket peer = this.flows.peer(SocketType.DEALER, "in");
		peer.send("hello");
		assertThat(peer.recvStr()).isEqualTo("HELLO");
	}

	@Test
	void aFlowAnswersOnAPair() {
		this.flows.bound("in", ZmqSocketType.PAIR).flow("flow", upperCase(Zmq.inboundGateway("in"))).start();
		ZMQ.Socket peer = this.flows.peer(SocketType.PAIR, "in");
		peer.send("hello");
		assertThat(peer.recvStr()).isEqualTo("HELLO");
	}

	@Test
	void aFlowAnswersOnAServer() {
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.SERVER).bind("inproc://server"))
			.socket(SocketSpec.of("client", ZmqSocketType.CLIENT).connect("inproc://server"))
			.flow("flow", upperCase(Zmq.inboundGateway("in")))
			.flow("requests",
					IntegrationFlow.from("ask").handle(Zmq.outboundGateway("client").replyType(String.class)).get())
			.start();
		assertThat(ask("hello")).isEqualTo("HELLO");
	}

	@ParameterizedTest
	@EnumSource(names = { "DEALER", "REQ" })
	void aFlowAsksAndGoesOnWithTheReply(ZmqSocketType type) {
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.REP).bind("inproc://service"))
			.socket(SocketSpec.of("client", type).connect("inproc://service"))
			.flow("flow", upperCase(Zmq.inboundGateway("in").concurrency(2)))
			.flow("requests",
					IntegrationFlow.from("ask")
						.handle(Zmq.outboundGateway("client").replyType(String.class))
						.<String, String>transform((reply) -> reply + "!")
						.get())
			.start();
		assertThat(ask("hello")).isEqualTo("HELLO!");
	}

	@Test
	void anAsynchronousFlowGoesOnOnTheExecutor() {
		Executor executor = new SimpleAsyncTaskExecutor("replies-");
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.REP).bind("inproc://service"))
			.socket(SocketSpec.of("client", ZmqSocketType.DEALER).connect("inproc://service"))
			.flow("flow", upperCase(Zmq.inboundGateway("in")))
			.flow("requests",
					IntegrationFlow.from("ask")
						.handle(Zmq.outboundGateway("client").replyType(String.class).replyExecutor(executor),
								(endpoint) -> endpoint.async(true))
						.<String, String>transform((reply) -> reply + " on " + Thread.currentThread().getName())
						.get())
			.start();
		assertThat(ask("hello")).asString().startsWith("HELLO on replies-");
	}

	@Test
	void aRequestWithoutReplyFailsInTime() {
		this.flows.socket(SocketSpec.of("client", ZmqSocketType.DEALER).connect("tcp://127.0.0.1:1"))
			.flow("requests",
					IntegrationFlow.from("ask")
						.handle(Zmq.outboundGateway("client").timeout(Duration.ofMillis(50)).tries(2))
						.get())
			.start();
		assertThatThrownBy(() -> ask("anybody?")).isInstanceOf(MessageHandlingException.class)
			.hasRootCauseInstanceOf(ZmqRequestTimeoutException.class);
	}

	@Test
	void anAdviceMayAnswerForTheService() {
		ExpressionEvaluatingRequestHandlerAdvice advice = new ExpressionEvaluatingRequestHandlerAdvice();
		advice.setTrapException(true);
		advice.setReturnFailureExpressionResult(true);
		advice.setOnFailureExpressionString("'nobody answered'");
		this.flows.socket(SocketSpec.of("client", ZmqSocketType.DEALER).connect("tcp://127.0.0.1:1"))
			.bean("advice", ExpressionEvaluatingRequestHandlerAdvice.class, advice)
			.flow("requests",
					IntegrationFlow.from("ask")
						.handle(Zmq.outboundGateway("client").timeout(Duration.ofMillis(50)).tries(1),
								(endpoint) -> endpoint.advice(advice))
						.get())
			.start();
		assertThat(ask("anybody?")).isEqualTo("nobody answered");
	}

	@Test
	void anAdviceSeesEachRequest() {
		AtomicInteger seen = new AtomicInteger();
		MethodInterceptor advice = (invocation) -> {
			seen.incrementAndGet();
			return invocation.proceed();
		};
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.REP).bind("inproc://service"))
			.socket(SocketSpec.of("client", ZmqSocketType.DEALER).connect("inproc://service"))
			.flow("flow", upperCase(Zmq.inboundGateway("in")))
			.flow("requests",
					IntegrationFlow.from("ask")
						.handle(Zmq.outboundGateway("client").replyType(String.class),
								(endpoint) -> endpoint.advice(advice))
						.get())
			.start();
		assertThat(ask("hello")).isEqualTo("HELLO");
		assertThat(seen).hasValue(1);
	}

	@Test
	void headersThatBothSidesAllowTravelBothWays() {
		HeaderPolicy policy = HeaderPolicy.of(List.of("who", "answered"), List.of("who", "answered"));
		this.flows.socket(SocketSpec.of("in", ZmqSocketType.REP).bind("inproc://service").headers(policy))
			.socket(SocketSpec.of("client", ZmqSocketType.DEALER).connect("inproc://service").headers(policy))
			.flow("flow",
					IntegrationFlow.from(Zmq.inboundGateway("in").payloadType(String.class))
						.enrichHeaders((headers) -> headers.headerExpression("answered", "'to ' + headers.who")
							.header("inner", "secret"))
						.get())
			.flow("requests",
					IntegrationFlow.from("ask").handle(Zmq.outboundGateway("client").replyType(String.class)).get())
			.start();
		Message<?> reply = new MessagingTemplate().sendAndReceive(
				this.flows.application().getBean("ask", MessageChannel.class),
				MessageBuilder.withPayload("hello").setHeader("who", "Ada").build());
		assertThat(reply).isNotNull();
		assertThat(reply.getHeaders()).containsEntry("answered", "to Ada").doesNotContainKey("inner");
	}

	@Test
	void aFailedRequestIsAnsweredByTheErrorFlow() {
		this.flows.bound("in", ZmqSocketType.REP)
			.flow("flow",
					IntegrationFlow
						.from(Zmq.inboundGateway("in").payloadType(String.class).errorChannel("errors.input"))
						.transform((text) -> {
							throw new IllegalArgumentException("on purpose");
						})
						.get())
			.flow("errors", (errors) -> errors.transform((error) -> "sorry"))
			.start();
		ZMQ.Socket peer = this.flows.peer(SocketType.REQ, "in");
		peer.send("hello");
		assertThat(peer.recvStr()).isEqualTo("sorry");
	}

	@Test
	void anUnreadableRequestIsAnsweredByTheErrorFlowAtOnce() {
		this.flows.bound("in", ZmqSocketType.REP)
			.flow("flow",
					IntegrationFlow.from(Zmq.inboundGateway("in").payloadType(Point.class).errorChannel("errors.input"))
						.transform((point) -> "fine")
						.get())
			.flow("errors", (errors) -> errors.transform((error) -> "no point"))
			.start();
		ZMQ.Socket peer = this.flows.peer(SocketType.REQ, "in");
		peer.send("no JSON");
		assertThat(peer.recvStr()).isEqualTo("no point");
		peer.send("{\"x\":1,\"y\":2}");
		assertThat(peer.recvStr()).isEqualTo("fine");
	}

	@Test
	void aFailedRequestWithoutErrorChannelIsNotAnswered() {
		this.flows.bound("in", ZmqSocketType.ROUTER)
			.flow("flow", IntegrationFlow.from(Zmq.inboundGateway("in").id("service").payloadType(String.class))
				.<String, String>transform((text) -> {
					if (text.equals("bad")) {
						throw new IllegalArgumentException("on purpose");
					}
					return text;
				})
				.get())
			.start();
		ZMQ.Socket peer = this.flows.peer(SocketType.DEALER, "in");
		peer.send("bad");
		peer.send("good");
		assertThat(peer.recvStr()).isEqualTo("good");
		assertThat(this.flows.counters("service").failed()).isEqualTo(1);
	}

	@Test
	void aFlowThatNeverRepliesIsCountedAsFailed() {
		this.flows.bound("in", ZmqSocketType.REP)
			.flow("flow",
					IntegrationFlow.from(Zmq.inboundGateway("in").id("service").replyTimeout(50))
						.channel("nullChannel")
						.get())
			.start();
		this.flows.peer(SocketType.REQ, "in").send("hello");
		Awaitility.await()
			.atMost(Flows.SOON)
			.untilAsserted(() -> assertThat(this.flows.counters("service").failed()).isEqualTo(1));
		assertThat(this.flows.counters("service").replied()).isZero();
	}

	@Test
	void anAsynchronousGatewayWaitsForManyRepliesWithoutAThread() {
		this.flows.bound("in", ZmqSocketType.ROUTER)
			.flow("flow", IntegrationFlow
				.from(Zmq.inboundGateway("in").id("service").payloadType(String.class).async(true).concurrency(8))
				.channel(MessageChannels.executor(Executors.newCachedThreadPool((task) -> {
					Thread thread = new Thread(task, "work");
					thread.setDaemon(true);
					return thread;
				})))
				.<String, String>transform(String::toUpperCase)
				.get())
			.start();
		ZMQ.Socket peer = this.flows.peer(SocketType.DEALER, "in");
		for (int i = 0; i < 20; i++) {
			peer.send("hello");
		}
		for (int i = 0; i < 20; i++) {
			assertThat(peer.recvStr()).isEqualTo("HELLO");
		}
	}

	@Test
	void aReplyGoesToWhoAskedWhateverItsHeadersSay() {
		this.flows.bound("in", ZmqSocketType.ROUTER)
			.flow("flow",
					IntegrationFlow.from(Zmq.inboundGateway("in"))
						.enrichHeaders((headers) -> headers.header("zeromq_routingId",
								"somebody else".getBytes(StandardCharsets.UTF_8), true))
						.get())
			.start();
		ZMQ.Socket peer = this.flows.peer(SocketType.DEALER, "in");
		peer.send("hello");
		assertThat(peer.recvStr()).isEqualTo("hello");
	}

	@Test
	void stoppedAndStartedItAnswersAgain() {
		SocketSpec own = SocketSpec.of("own", ZmqSocketType.REP).bind("tcp://127.0.0.1:*").build();
		this.flows.flow("flow", upperCase(Zmq.inboundGateway(own))).start();
		ZmqInboundGateway gateway = this.flows.bean(ZmqInboundGateway.class);
		for (int round = 0; round < 3; round++) {
			ZMQ.Socket peer = this.flows.peer(SocketType.REQ, "own");
			peer.send("hello");
			assertThat(peer.recvStr()).isEqualTo("HELLO");
			peer.close();
			gateway.stop();
			gateway.start();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "PULL", "SUB", "DISH", "GATHER", "XPUB", "XSUB" })
	void aSocketWithoutAWayBackIsRefusedForAnswers(ZmqSocketType type) {
		SocketSpec.Builder spec = SocketSpec.of("in", type).bind("inproc://refused");
		this.flows.socket(switch (type) {
			case SUB, XSUB -> spec.topics("");
			case DISH -> spec.groups("g");
			default -> spec;
		}).flow("flow", upperCase(Zmq.inboundGateway("in")));
		assertThatThrownBy(this.flows::start).rootCause()
			.isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContaining("Endpoint 'service' (zmq:inbound-gateway)")
			.hasMessageContaining("no way back");
	}

	@ParameterizedTest
	@EnumSource(names = { "PUSH", "PUB", "ROUTER", "PAIR", "REP" })
	void aSocketThatMakesNoRequestsIsRefused(ZmqSocketType type) {
		this.flows.socket(SocketSpec.of("client", type).bind("inproc://refused"))
			.flow("requests", IntegrationFlow.from("ask").handle(Zmq.outboundGateway("client")).get());
		assertThatThrownBy(this.flows::start).rootCause()
			.isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContaining("makes no requests");
	}

	private Object ask(Object payload) {
		return new MessagingTemplate().convertSendAndReceive(
				this.flows.application().getBean("ask", MessageChannel.class), payload, Object.class);
	}

	record Point(int x, int y) {

	}

}

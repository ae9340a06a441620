package io.github.zmqspring.docs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.docs.SendingSnippets.Quote;
import io.github.zmqspring.docs.SendingSnippets.Task;
import io.github.zmqspring.error.UnknownSocketException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What {@code sending-and-requesting.md} claims.
 */
@Timeout(120)
class SendingTests {

	private final ApplicationContextRunner contextRunner = Docs.contextRunner()
		.withUserConfiguration(SendingSnippets.class);

	@Test
	void payloadsAreConverted() {
		this.contextRunner.withPropertyValues(pipeline()).run((context) -> {
			context.getBean(SendingSnippets.class).send();
			assertThat(received(context)).isEqualTo(ZmqMessage.ofStrings("text"));
			assertThat(received(context)).isEqualTo(ZmqMessage.of(new byte[] { 1, 2, 3 }));
			assertThat(received(context)).isEqualTo(ZmqMessage.ofStrings("{\"number\":42}"));
			assertThat(received(context)).isEqualTo(ZmqMessage.ofStrings("frame 1", "frame 2"));
		});
	}

	@Test
	void whenThereIsNoRoomTheCallerIsTold() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.tasks.type=push", "zmq.sockets.tasks.bind=tcp://127.0.0.1:*",
					"zmq.sockets.tasks.send-timeout=50ms")
			.run((context) -> {
				SendingSnippets sender = context.getBean(SendingSnippets.class);
				sender.offer(new Task(1));
				assertThat(sender.dropped()).isEqualTo(1);
				sender.sendOrFail(new Task(2));
				assertThat(sender.dropped()).isEqualTo(2);
				assertThat(sockets(context).get("tasks").counters().rejected()).isEqualTo(2);
			});
	}

	@Test
	void whatTheSocketHasNoPlaceForIsRefused() {
		this.contextRunner.withPropertyValues(pipeline()).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThatIllegalArgumentException().isThrownBy(() -> template.send("tasks", "topic", "body"));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(SendingSnippets.class).sendFluently(new Task(1)));
			assertThatIllegalArgumentException().isThrownBy(() -> template.request("tasks", "a", String.class));
			assertThatIllegalArgumentException().isThrownBy(() -> template.sendTo("tasks", "a", "b"));
			assertThatExceptionOfType(UnknownSocketException.class).isThrownBy(() -> template.send("nobody", "a"));
			sockets(context).get("tasks").stop(Docs.SOON);
			assertThatExceptionOfType(ZmqSocketStoppedException.class).isThrownBy(() -> template.send("tasks", "a"));
		});
	}

	@Test
	void headersTravelWhereTheSocketHasThem() {
		this.contextRunner.withPropertyValues(pipeline())
			.withPropertyValues("zmq.sockets.tasks.headers=true", "zmq.sockets.in.headers=true")
			.run((context) -> {
				context.getBean(SendingSnippets.class).sendFluently(new Task(1));
				ZmqParts parts = context.getBean(ZmqTemplate.class).receive("in", Docs.SOON, ZmqParts.class);
				assertThat(parts).isNotNull();
				assertThat(parts.headers()).containsEntry("source", "nyc");
			});
	}

	@Test
	void publisherWaitsForItsSubscribers() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.weather.type=pub", "zmq.sockets.weather.bind=inproc://weather",
					"zmq.sockets.a.type=sub", "zmq.sockets.a.connect=inproc://weather", "zmq.sockets.a.topics=10001",
					"zmq.sockets.b.type=sub", "zmq.sockets.b.connect=inproc://weather", "zmq.sockets.b.topics=1")
			.run((context) -> {
				context.getBean(SendingSnippets.class).publishToAll();
				context.getBean(SendingSnippets.class).publish();
				for (String subscriber : List.of("a", "a", "b", "b")) {
					assertThat(context.getBean(ZmqTemplate.class).receive(subscriber, Docs.SOON, String.class))
						.isEqualTo("20 degrees");
				}
			});
	}

	@Test
	void ventilatorWaitsForItsWorkers() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.tasks.type=push", "zmq.sockets.tasks.bind=inproc://tasks",
					"zmq.sockets.a.type=pull", "zmq.sockets.a.connect=inproc://tasks", "zmq.sockets.b.type=pull",
					"zmq.sockets.b.connect=inproc://tasks")
			.run((context) -> {
				context.getBean(SendingSnippets.class).startBatch(List.of(new Task(1), new Task(2)));
				for (String worker : List.of("a", "b")) {
					assertThat(context.getBean(ZmqTemplate.class).receive(worker, Docs.SOON, Task.class)).isNotNull();
				}
			});
	}

	@Test
	void routerChoosesThePeerByItsId() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.router.type=router", "zmq.sockets.router.bind=inproc://router",
					"zmq.sockets.worker.type=dealer", "zmq.sockets.worker.connect=inproc://router",
					"zmq.sockets.worker.routing-id=worker-1")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThat(template.awaitPeers("router", 1, Docs.SOON)).isTrue();
				context.getBean(SendingSnippets.class).sendToPeer();
				assertThat(template.receive("worker", Docs.SOON, String.class)).isEqualTo("do this");
				assertThatExceptionOfType(ZmqUnroutableException.class)
					.isThrownBy(() -> template.sendTo("router", "worker-2", "do this"));
			});
	}

	@Test
	void requestsAreAnswered() {
		this.contextRunner.withUserConfiguration(Services.class).withPropertyValues(services()).run((context) -> {
			SendingSnippets client = context.getBean(SendingSnippets.class);
			assertThat(client.request()).isEqualTo("World");
			assertThat(client.requestOrDefault()).isEqualTo("World");
			assertThat(client.requestObject("ZMQ")).isEqualTo(new Quote("ZMQ", 1));
			assertThat(client.requestParts().payload()).isEqualTo(ZmqMessage.ofStrings("World"));
			assertThat(client.requestAsync().get(Docs.SOON.toSeconds(), SECONDS)).isEqualTo(5);
		});
	}

	@Test
	void listsAreAskedForByAReference() {
		this.contextRunner.withUserConfiguration(QuoteLists.class).withPropertyValues(services()).run((context) -> {
			assertThat(context.getBean(SendingSnippets.class).requestGeneric()).containsExactly(new Quote("A", 1),
					new Quote("B", 2));
		});
	}

	@Test
	void requestToNobodyTimesOutAfterItsTries() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.service.type=dealer", "zmq.sockets.service.connect=tcp://127.0.0.1:1",
					"zmq.sockets.service.request-timeout=100ms", "zmq.sockets.service.request-tries=2")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				assertThatExceptionOfType(ZmqRequestTimeoutException.class)
					.isThrownBy(() -> template.request("service", "Hello", String.class))
					.withMessageContaining("2");
				assertThat(context.getBean(SendingSnippets.class).requestOrDefault()).isEqualTo("nobody answers");
				assertThat(template.requestCounters("service").timedOut()).isEqualTo(2);
			});
	}

	@Test
	void requestOfADealerCarriesACorrelationFrameInFrontOfTheDelimiter() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.service.type=dealer", "zmq.sockets.service.connect=inproc://service",
					"zmq.sockets.broker.type=router", "zmq.sockets.broker.bind=inproc://service")
			.run((context) -> {
				var reply = context.getBean(ZmqTemplate.class).requestAsync("service", "Hello", String.class);
				ZmqSocket broker = sockets(context).get("broker");
				ZmqMessage request = broker.receive(Docs.SOON);
				assertThat(request).isNotNull();
				assertThat(request.size()).isEqualTo(4);
				assertThat(request.frame(1)).hasSize(8);
				assertThat(request.frame(2)).isEmpty();
				assertThat(request.frameAsString(3)).isEqualTo("Hello");
				broker.send(ZmqMessage.of(request.frame(0), request.frame(1), request.frame(2),
						"World".getBytes(StandardCharsets.UTF_8)));
				assertThat(reply).succeedsWithin(Docs.SOON).isEqualTo("World");
			});
	}

	@Test
	void socketWithoutListenerIsPolled() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.results.type=pull", "zmq.sockets.results.bind=inproc://results",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://results")
			.run((context) -> {
				context.getBean(ZmqTemplate.class).send("out", "42");
				assertThat(context.getBean(SendingSnippets.class).poll()).isEqualTo("42");
				assertThat(context.getBean(SendingSnippets.class).poll()).isEqualTo("nothing came");
			});
	}

	@Test
	void whenARequestIsMadeAgainTheServiceGetsItTwice() {
		this.contextRunner
			.withPropertyValues("zmq.sockets.service.type=dealer", "zmq.sockets.service.connect=inproc://service",
					"zmq.sockets.server.type=rep", "zmq.sockets.server.bind=inproc://service")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				var reply = template.to("service")
					.body("Hello")
					.timeout(Duration.ofMillis(100))
					.tries(2)
					.requestAsync(String.class);
				assertThat(template.receive("server", Docs.SOON, String.class)).isEqualTo("Hello");
				assertThat(template.receive("server", Docs.SOON, String.class)).isEqualTo("Hello");
				assertThat(reply).failsWithin(Docs.SOON);
			});
	}

	private static String[] pipeline() {
		return new String[] { "zmq.sockets.tasks.type=push", "zmq.sockets.tasks.connect=inproc://tasks",
				"zmq.sockets.in.type=pull", "zmq.sockets.in.bind=inproc://tasks" };
	}

	private static String[] services() {
		return new String[] { "zmq.sockets.service.type=dealer", "zmq.sockets.service.connect=inproc://service",
				"zmq.sockets.service-server.type=rep", "zmq.sockets.service-server.bind=inproc://service",
				"zmq.sockets.quotes.type=dealer", "zmq.sockets.quotes.connect=inproc://quotes",
				"zmq.sockets.quotes-server.type=rep", "zmq.sockets.quotes-server.bind=inproc://quotes" };
	}

	private static ZmqMessage received(AssertableApplicationContext context) {
		return sockets(context).get("in").receive(Docs.SOON);
	}

	private static ZmqSocketRegistry sockets(AssertableApplicationContext context) {
		return context.getBean(ZmqSocketRegistry.class);
	}

	static class Services {

		@ZmqListener(socket = "service-server")
		String hello(String request) {
			return "World";
		}

		@ZmqListener(socket = "quotes-server")
		Quote quote(String symbol) {
			return new Quote(symbol, 1);
		}

	}

	static class QuoteLists {

		@ZmqListener(socket = "quotes-server")
		List<Quote> quotes(String which) {
			return List.of(new Quote("A", 1), new Quote("B", 2));
		}

	}

}

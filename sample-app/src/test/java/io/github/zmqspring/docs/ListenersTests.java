package io.github.zmqspring.docs;

import java.time.Duration;
import java.util.List;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.docs.ListenerSnippets.AsyncService;
import io.github.zmqspring.docs.ListenerSnippets.DeadLetterConfiguration;
import io.github.zmqspring.docs.ListenerSnippets.FactoryConfiguration;
import io.github.zmqspring.docs.ListenerSnippets.Frames;
import io.github.zmqspring.docs.ListenerSnippets.LogLine;
import io.github.zmqspring.docs.ListenerSnippets.LogStore;
import io.github.zmqspring.docs.ListenerSnippets.NewYork;
import io.github.zmqspring.docs.ListenerSnippets.Order;
import io.github.zmqspring.docs.ListenerSnippets.OrderConfiguration;
import io.github.zmqspring.docs.ListenerSnippets.Orders;
import io.github.zmqspring.docs.ListenerSnippets.ProgrammaticConfiguration;
import io.github.zmqspring.docs.ListenerSnippets.Result;
import io.github.zmqspring.docs.ListenerSnippets.RouterService;
import io.github.zmqspring.docs.ListenerSnippets.Seen;
import io.github.zmqspring.docs.ListenerSnippets.Task;
import io.github.zmqspring.docs.ListenerSnippets.Weather;
import io.github.zmqspring.docs.ListenerSnippets.Worker;
import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.listener.ListenerCounters;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.template.ZmqTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code listeners.md} claims.
 */
@Timeout(120)
class ListenersTests {

	private final ApplicationContextRunner contextRunner = Docs.contextRunner().withBean(Seen.class, Seen::new);

	@Test
	void workerSendsItsResultOn() {
		this.contextRunner.withUserConfiguration(Worker.class)
			.withPropertyValues("zmq.sockets.tasks.type=pull", "zmq.sockets.tasks.bind=inproc://tasks",
					"zmq.sockets.sink.type=push", "zmq.sockets.sink.connect=inproc://sink",
					"zmq.sockets.ventilator.type=push", "zmq.sockets.ventilator.connect=inproc://tasks",
					"zmq.sockets.results.type=pull", "zmq.sockets.results.bind=inproc://sink")
			.run((context) -> {
				template(context).send("ventilator", new Task(7));
				assertThat(template(context).receive("results", Docs.SOON, Result.class)).isEqualTo(new Result(49));
			});
	}

	@Test
	void subscriberHasASocketOfItsOwn() {
		this.contextRunner.withUserConfiguration(Weather.class, NewYork.class, Maintenance.class)
			.withPropertyValues("weather.endpoint=inproc://weather", "zmq.sockets.weather.type=pub",
					"zmq.sockets.weather.bind=inproc://weather")
			.run((context) -> {
				assertThat(listeners(context).ids()).containsExactlyInAnyOrder(idOf(context, Weather.class),
						idOf(context, NewYork.class));
				assertThat(template(context).awaitSubscribers("weather", "10001 ", 2, Docs.SOON)).isTrue();
				template(context).send("weather", "100010", "not this one");
				template(context).send("weather", "10001 ", "20 degrees");
				assertThat(List.of(next(context), next(context))).containsExactlyInAnyOrder("10001 -> 20 degrees",
						"20 degrees");
			});
	}

	private static String idOf(AssertableApplicationContext context, Class<?> type) {
		return context.getBeanNamesForType(type)[0] + ".update";
	}

	@Test
	void framesCountFromBothEnds() {
		this.contextRunner.withUserConfiguration(Frames.class)
			.withPropertyValues("zmq.sockets.commands.type=pull", "zmq.sockets.commands.bind=inproc://commands",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://commands")
			.run((context) -> {
				template(context).send("out", ZmqMessage.ofStrings("store", "", "12345"));
				assertThat(next(context)).isEqualTo("store 5 3");
			});
	}

	@Test
	void batchIsHandledWhenItsTimeIsOver() {
		this.contextRunner.withUserConfiguration(LogStore.class)
			.withPropertyValues("zmq.sockets.log.type=pull", "zmq.sockets.log.bind=inproc://log",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://log")
			.run((context) -> {
				int lines = 0;
				for (int i = 0; i < 3; i++) {
					template(context).send("out", new LogLine("INFO", "line " + i));
				}
				while (lines < 3) {
					lines += Integer.parseInt(next(context));
				}
				assertThat(lines).isEqualTo(3);
			});
	}

	@Test
	void asynchronousResultsAreReplies() {
		this.contextRunner.withUserConfiguration(AsyncService.class)
			.withPropertyValues(service("slow-service", "rep"))
			.run((context) -> assertThat(template(context).request("client", "hello", String.class))
				.isEqualTo("HELLO"));
	}

	@Test
	void routerReplyKeepsTheEnvelope() {
		this.contextRunner.withUserConfiguration(RouterService.class)
			.withPropertyValues(service("router", "router"))
			.run((context) -> assertThat(template(context).request("client", "hello", String.class))
				.isEqualTo("answer to hello"));
	}

	@Test
	void errorHandlerAnswersAndFilterDrops() {
		this.contextRunner.withUserConfiguration(Orders.class, OrderConfiguration.class)
			.withPropertyValues(service("orders", "rep"))
			.run((context) -> {
				assertThat(template(context).request("client", new Order("a", 1), String.class)).isEqualTo("placed");
				assertThat(template(context).request("client", new Order("b", -1), String.class))
					.isEqualTo("refused: negative amount");
				assertThat(template(context).request("client", "no JSON", String.class)).startsWith("refused: ");
				assertThat(template(context).request("client", new byte[10_000], String.class)).isEmpty();
				ListenerCounters counters = listeners(context).get("orders").getCounters();
				assertThat(counters.failed()).isEqualTo(2);
				assertThat(counters.filtered()).isEqualTo(1);
			});
	}

	@Test
	void whatFailedGoesToTheDeadLettersAndRepSendsNothing() {
		this.contextRunner.withUserConfiguration(FailingService.class, DeadLetterConfiguration.class)
			.withPropertyValues(service("failing", "rep"))
			.withPropertyValues("zmq.sockets.dead-letters.type=push", "zmq.sockets.dead-letters.connect=inproc://dead",
					"zmq.sockets.dead.type=pull", "zmq.sockets.dead.bind=inproc://dead",
					"zmq.listener.retry.enabled=true", "zmq.listener.retry.max-retries=2",
					"zmq.listener.retry.delay=1ms")
			.run((context) -> {
				var reply = template(context).to("client")
					.body("x")
					.timeout(Duration.ofMinutes(1))
					.tries(1)
					.requestAsync(String.class);
				assertThat(template(context).receive("dead", Docs.SOON, String.class)).isEqualTo("x");
				assertThat(context.getBean(FailingService.class).calls).isEqualTo(3);
				assertThat(reply).isNotDone();
				reply.cancel(false);
			});
	}

	static class FailingService {

		private volatile int calls;

		@ZmqListener(socket = "failing")
		String fail(String request) {
			this.calls++;
			throw new IllegalStateException("expected");
		}

	}

	@Test
	void factoryCustomizerSetsTheErrorHandlerOfAll() {
		this.contextRunner.withUserConfiguration(FailingService.class, FactoryConfiguration.class)
			.withPropertyValues(service("failing", "rep"))
			.run((context) -> assertThat(template(context).request("client", "x", String.class))
				.isEqualTo("error: expected"));
	}

	@Test
	void payloadChoosesTheHandler() {
		this.contextRunner.withUserConfiguration(Bank.class)
			.withPropertyValues(service("bank", "rep"))
			.run((context) -> {
				assertThat(template(context).request("client", new Bank.Deposit("a", 5), String.class))
					.isEqualTo("deposited 5");
				assertThat(template(context).request("client", new Bank.Transfer("a", "b", 6), String.class))
					.isEqualTo("transferred 6");
				assertThat(template(context).request("client", "hello", String.class)).isEqualTo("not understood");
			});
	}

	@Test
	void lastValueIsSentToANewSubscriber() {
		this.contextRunner.withUserConfiguration(LastValues.class)
			.withPropertyValues("zmq.sockets.prices.type=xpub", "zmq.sockets.prices.bind=inproc://prices")
			.run((context) -> {
				Feeds feeds = new Feeds(context.getBean(ZmqSocketRegistry.class));
				feeds.add("late", "inproc://prices");
				feeds.alsoFollow("late", "10001 ");
				assertThat(template(context).receive("late", Docs.SOON, String.class)).isEqualTo("20 degrees");
			});
	}

	@Test
	void listenerNeedsNoAnnotation() {
		this.contextRunner.withUserConfiguration(ProgrammaticConfiguration.class)
			.withPropertyValues("zmq.sockets.audit.type=pull", "zmq.sockets.audit.bind=inproc://audit",
					"zmq.sockets.out.type=push", "zmq.sockets.out.connect=inproc://audit")
			.run((context) -> {
				template(context).send("out", "entry");
				assertThat(next(context)).isEqualTo("entry");
			});
	}

	@Test
	void pausedListenerGoesOnWhereItWas() {
		this.contextRunner.withUserConfiguration(Orders.class, OrderConfiguration.class, Maintenance.class)
			.withPropertyValues(service("orders", "rep"))
			.run((context) -> {
				Maintenance maintenance = context.getBean(Maintenance.class);
				maintenance.begin();
				var reply = template(context).requestAsync("client", new Order("a", 1), String.class);
				Awaitility.await()
					.during(Docs.SHORT)
					.atMost(Docs.SOON)
					.untilAsserted(() -> assertThat(reply).isNotDone());
				maintenance.end();
				assertThat(reply).succeedsWithin(Docs.SOON).isEqualTo("placed");
				maintenance.drain("orders");
				assertThat(listeners(context).get("orders").isRunning()).isFalse();
				assertThat(next(context)).contains("a");
			});
	}

	@Test
	void topicsChangeAtRunTime() {
		this.contextRunner.withBean("weather", Weather.class)
			.withUserConfiguration(Maintenance.class)
			.withPropertyValues("weather.endpoint=inproc://weather", "zmq.sockets.feed.type=pub",
					"zmq.sockets.feed.bind=inproc://weather")
			.run((context) -> {
				context.getBean(Maintenance.class).follow("20001 ");
				assertThat(template(context).awaitSubscribers("feed", "20001 ", 1, Docs.SOON)).isTrue();
				template(context).send("feed", "20001 ", "rain");
				assertThat(next(context)).isEqualTo("20001 -> rain");
			});
	}

	@Test
	void twoListenersOfOneSocketFailTheStart() {
		this.contextRunner.withBean("a", FailingService.class)
			.withBean("b", FailingService.class)
			.withPropertyValues(service("failing", "rep"))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(DuplicateListenerException.class));
	}

	private static String[] service(String name, String type) {
		return new String[] { "zmq.sockets." + name + ".type=" + type, "zmq.sockets." + name + ".bind=inproc://service",
				"zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=inproc://service" };
	}

	private static String next(AssertableApplicationContext context) throws InterruptedException {
		String entry = context.getBean(Seen.class).entries().poll(Docs.SOON.toMillis(), MILLISECONDS);
		assertThat(entry).as("an entry").isNotNull();
		return entry;
	}

	private static ZmqTemplate template(AssertableApplicationContext context) {
		return context.getBean(ZmqTemplate.class);
	}

	private static ZmqListenerRegistry listeners(AssertableApplicationContext context) {
		return context.getBean(ZmqListenerRegistry.class);
	}

}

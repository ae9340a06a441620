package io.github.zmqspring.docs;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.boot.autoconfigure.ZmqIntegrationAutoConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.AdapterConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.AdviceConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.AnnotationConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.ChannelConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.GatewayConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.Greeter;
import io.github.zmqspring.docs.IntegrationSnippets.MapperConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.PartsConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.PipelineConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.PlainConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.PolledConfiguration;
import io.github.zmqspring.docs.IntegrationSnippets.RunTime;
import io.github.zmqspring.docs.IntegrationSnippets.TopicConfiguration;
import io.github.zmqspring.integration.ZmqEmbeddedHeadersMessageMapper;
import io.github.zmqspring.integration.ZmqIntegration;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.template.ZmqTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code spring-integration.md} claims.
 */
@Timeout(120)
class IntegrationTests {

	private final ApplicationContextRunner contextRunner = Docs.contextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				IntegrationAutoConfiguration.class, ZmqIntegrationAutoConfiguration.class));

	@Test
	void adaptersReceiveAndSend() {
		this.contextRunner.withUserConfiguration(AdapterConfiguration.class)
			.withPropertyValues("zmq.sockets.updates.type=sub", "zmq.sockets.updates.bind=inproc://updates",
					"zmq.sockets.updates.topics[0]=10001 ", "zmq.sockets.station.type=pub",
					"zmq.sockets.station.connect=inproc://updates", "zmq.sockets.tasks.type=push",
					"zmq.sockets.tasks.bind=inproc://tasks", "zmq.sockets.worker.type=pull",
					"zmq.sockets.worker.connect=inproc://tasks")
			.run((context) -> {
				ZmqTemplate zmq = context.getBean(ZmqTemplate.class);
				BlockingQueue<Message<?>> weather = received(context, "weather");
				assertThat(zmq.awaitSubscribers("station", "10001 ", 1, Docs.SOON)).isTrue();
				zmq.send("station", "10001 ", "20 degrees");
				assertThat(next(weather).getHeaders()).containsEntry(ZmqHeaders.TOPIC, "10001 ");
				send(context, "tasks.in", "a task");
				assertThat(zmq.receive("worker", Docs.SOON, String.class)).isEqualTo("a task");
				assertThat(context.getBean(ZmqListenerRegistry.class).ids()).contains("alarmReceiver");
			});
	}

	@Test
	void gatewaysAskAndAnswer() {
		this.contextRunner.withUserConfiguration(GatewayConfiguration.class, Greeting.class)
			.withPropertyValues("zmq.sockets.greetings.type=rep", "zmq.sockets.greetings.bind=inproc://greetings",
					"zmq.sockets.greeter.type=dealer", "zmq.sockets.greeter.connect=inproc://greetings")
			.run((context) -> {
				assertThat(context.getBean(Greeter.class).greet("Ada")).isEqualTo("Hello, Ada!");
				BlockingQueue<Message<?>> greeted = received(context, "greeted");
				send(context, "greet.later", "Grace");
				assertThat(next(greeted).getPayload()).isEqualTo("Hello, Grace!");
			});
	}

	@Test
	void aSourceIsPolled() {
		this.contextRunner.withUserConfiguration(PolledConfiguration.class)
			.withPropertyValues("zmq.sockets.jobs.type=pull", "zmq.sockets.jobs.bind=inproc://jobs",
					"zmq.sockets.source.type=push", "zmq.sockets.source.connect=inproc://jobs")
			.run((context) -> {
				BlockingQueue<Message<?>> jobs = received(context, "job");
				context.getBean(ZmqTemplate.class).send("source", "a job");
				assertThat(next(jobs).getPayload()).isEqualTo("a job");
			});
	}

	@Test
	void aChannelCarriesPayloadAndHeaders() {
		this.contextRunner.withUserConfiguration(ChannelConfiguration.class)
			.withPropertyValues("zmq.proxies.orders.kind=streamer", "zmq.proxies.orders.frontend.bind=inproc://front",
					"zmq.proxies.orders.backend.bind=inproc://back", "zmq.sockets.orders-out.type=push",
					"zmq.sockets.orders-out.connect=inproc://front", "zmq.sockets.orders-out.headers=true",
					"zmq.sockets.orders-in.type=pull", "zmq.sockets.orders-in.connect=inproc://back",
					"zmq.sockets.orders-in.headers=true")
			.run((context) -> {
				send(context, "new.orders", MessageBuilder.withPayload("a book").setHeader("customer", "Ada").build());
				List<String> shipped = context.getBean(ChannelConfiguration.class).shipped;
				Awaitility.await()
					.atMost(Docs.SOON)
					.untilAsserted(() -> assertThat(shipped).containsExactly("a book for Ada"));
			});
	}

	@Test
	void aPipelineKnowsWhenItHasAllResults() {
		this.contextRunner.withUserConfiguration(PipelineConfiguration.class)
			.withPropertyValues("zmq.sockets.ventilator.type=push", "zmq.sockets.ventilator.bind=inproc://work",
					"zmq.sockets.ventilator.headers=true", "zmq.sockets.work.type=pull",
					"zmq.sockets.work.connect=inproc://work", "zmq.sockets.work.headers=true",
					"zmq.sockets.sink.type=pull", "zmq.sockets.sink.bind=inproc://results",
					"zmq.sockets.sink.headers=true", "zmq.sockets.results.type=push",
					"zmq.sockets.results.connect=inproc://results", "zmq.sockets.results.headers=true")
			.run((context) -> {
				BlockingQueue<Message<?>> squares = received(context, "squares");
				send(context, "batches", List.of(1, 2, 2, 3));
				assertThat((List<?>) next(squares).getPayload()).map(Object::toString)
					.containsExactlyInAnyOrder("1", "4", "4", "9");
			});
	}

	@Test
	void aTopicIsMadeOfAHeader() {
		this.contextRunner.withUserConfiguration(TopicConfiguration.class)
			.withPropertyValues("zmq.sockets.quotes.type=pub", "zmq.sockets.quotes.bind=inproc://quotes",
					"zmq.sockets.reader.type=sub", "zmq.sockets.reader.connect=inproc://quotes",
					"zmq.sockets.reader.topics=ACME")
			.run((context) -> {
				ZmqTemplate zmq = context.getBean(ZmqTemplate.class);
				assertThat(zmq.awaitSubscribers("quotes", "ACME", 1, Docs.SOON)).isTrue();
				send(context, "quotes", MessageBuilder.withPayload("42").setHeader("symbol", "ACME").build());
				assertThat(zmq.receive("reader", Docs.SOON, String.class)).isEqualTo("42");
			});
	}

	@Test
	void headersTravelInThePayload() {
		this.contextRunner.withUserConfiguration(MapperConfiguration.class)
			.withPropertyValues("zmq.sockets.orders.type=push", "zmq.sockets.orders.bind=inproc://orders",
					"zmq.sockets.reader.type=pull", "zmq.sockets.reader.connect=inproc://orders")
			.run((context) -> {
				send(context, "plain.orders",
						MessageBuilder.withPayload("a book").setHeader("customer", "Ada").build());
				ZmqMessage message = context.getBean(ZmqTemplate.class).receive("reader", Docs.SOON, ZmqMessage.class);
				Message<?> read = new ZmqEmbeddedHeadersMessageMapper(HeaderPolicy.of(List.of(), List.of("customer")))
					.toMessage(message.first(), null);
				assertThat(read.getPayload()).isEqualTo("a book");
				assertThat(read.getHeaders()).containsEntry("customer", "Ada");
			});
	}

	@Test
	void anAdviceAnswersWhereNobodyIs() {
		this.contextRunner.withUserConfiguration(AdviceConfiguration.class)
			.withPropertyValues("zmq.sockets.greeter.type=dealer", "zmq.sockets.greeter.connect=tcp://127.0.0.1:1")
			.run((context) -> assertThat(ask(context, "patient", "anybody?", String.class)).isEqualTo("nobody there"));
	}

	@Test
	void flowsComeAndGo() {
		this.contextRunner.withBean(RunTime.class).run((context) -> {
			RunTime runTime = context.getBean(RunTime.class);
			ZmqListenerRegistry listeners = context.getBean(ZmqListenerRegistry.class);
			runTime.listenTo("inproc://somewhere");
			assertThat(listeners.containers()).extracting((listener) -> listener.getSocket().name())
				.containsExactly("feed");
			runTime.forget();
			assertThat(listeners.containers()).isEmpty();
		});
	}

	@Test
	void annotatedBeansAreEndpoints() {
		this.contextRunner.withUserConfiguration(AnnotationConfiguration.class)
			.withBean("job", DirectChannel.class)
			.withPropertyValues("zmq.sockets.jobs.type=pull", "zmq.sockets.jobs.bind=inproc://jobs",
					"zmq.sockets.results.type=push", "zmq.sockets.results.connect=inproc://jobs",
					"zmq.sockets.squares.type=rep", "zmq.sockets.squares.bind=inproc://squares",
					"zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=inproc://squares")
			.run((context) -> {
				BlockingQueue<Message<?>> jobs = received(context, "job");
				send(context, "results.out", "a result");
				assertThat(next(jobs).getPayload()).isEqualTo("a result");
				assertThat(context.getBean(ZmqTemplate.class).request("client", 7, Integer.class)).isEqualTo(49);
			});
	}

	@Test
	void partsAreBeans() {
		this.contextRunner.withUserConfiguration(PartsConfiguration.class)
			.withPropertyValues("zmq.sockets.updates.type=sub", "zmq.sockets.updates.bind=inproc://updates",
					"zmq.sockets.updates.topics[0]=10001 ", "zmq.sockets.station.type=pub",
					"zmq.sockets.station.connect=inproc://updates", "zmq.sockets.tasks.type=push",
					"zmq.sockets.tasks.bind=inproc://tasks", "zmq.sockets.worker.type=pull",
					"zmq.sockets.worker.connect=inproc://tasks", "zmq.sockets.greetings.type=rep",
					"zmq.sockets.greetings.bind=inproc://greetings", "zmq.sockets.client.type=dealer",
					"zmq.sockets.client.connect=inproc://greetings", "zmq.sockets.greeter.type=dealer",
					"zmq.sockets.greeter.connect=inproc://world", "zmq.sockets.world.type=rep",
					"zmq.sockets.world.bind=inproc://world", "zmq.sockets.jobs.type=pull",
					"zmq.sockets.jobs.bind=inproc://jobs", "zmq.sockets.job-maker.type=push",
					"zmq.sockets.job-maker.connect=inproc://jobs", "zmq.sockets.orders-out.type=push",
					"zmq.sockets.orders-out.bind=inproc://orders", "zmq.sockets.orders-in.type=pull",
					"zmq.sockets.orders-in.connect=inproc://orders")
			.withBean(GreetingWorld.class)
			.run((context) -> {
				ZmqTemplate zmq = context.getBean(ZmqTemplate.class);
				assertThat(zmq.awaitSubscribers("station", "10001 ", 1, Docs.SOON)).isTrue();
				zmq.send("station", "10001 ", "20 degrees");
				assertThat(zmq.receive("worker", Docs.SOON, String.class)).isEqualTo("20 degrees");
				assertThat(zmq.request("client", "Ada", String.class)).isEqualTo("Hello, Ada!");
				BlockingQueue<Message<?>> orders = received(context, "orders");
				send(context, "choose", MessageBuilder.withPayload("a job").setHeader("socket", "job-maker").build());
				assertThat(next(orders).getPayload()).isEqualTo("a job");
				assertThat(context.getBean(ZmqListenerRegistry.class).ids()).contains("updateReader", "greetingService",
						"orders");
			});
	}

	@Test
	void theTwoBeansOfAPlainApplicationReplaceThoseOfBoot() {
		this.contextRunner.withUserConfiguration(PlainConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(ZmqIntegration.class));
	}

	private static <T> T ask(AssertableApplicationContext context, String channel, Object payload, Class<T> type) {
		return new MessagingTemplate().convertSendAndReceive(context.getBean(channel, MessageChannel.class), payload,
				type);
	}

	private static void send(AssertableApplicationContext context, String channel, Object payload) {
		Message<?> message = (payload instanceof Message<?> made) ? made : MessageBuilder.withPayload(payload).build();
		assertThat(context.getBean(channel, MessageChannel.class).send(message)).isTrue();
	}

	private static BlockingQueue<Message<?>> received(AssertableApplicationContext context, String channel) {
		BlockingQueue<Message<?>> messages = new LinkedBlockingQueue<>();
		context.getBean(channel, SubscribableChannel.class).subscribe(messages::add);
		return messages;
	}

	private static Message<?> next(BlockingQueue<Message<?>> messages) throws InterruptedException {
		Message<?> message = messages.poll(Docs.SOON.toSeconds(), SECONDS);
		assertThat(message).isNotNull();
		return message;
	}

	static class GreetingWorld {

		@ZmqListener(socket = "world")
		String greet(String name) {
			return "Hello, " + name + "!";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Greeter.class)
	static class Greeting {

	}

}

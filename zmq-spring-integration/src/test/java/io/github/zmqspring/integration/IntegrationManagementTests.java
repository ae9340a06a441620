package io.github.zmqspring.integration;

import java.util.Locale;
import java.util.concurrent.BlockingQueue;

import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.integration.annotation.Gateway;
import org.springframework.integration.annotation.InboundChannelAdapter;
import org.springframework.integration.annotation.IntegrationComponentScan;
import org.springframework.integration.annotation.MessagingGateway;
import org.springframework.integration.annotation.Poller;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.config.EnableIntegrationManagement;
import org.springframework.integration.core.MessageSource;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.integration.dsl.context.IntegrationFlowContext;
import org.springframework.integration.graph.IntegrationGraphServer;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our endpoints among all others: annotations, flows at run time, the graph, metrics.
 */
@Timeout(120)
class IntegrationManagementTests {

	@RegisterExtension
	private final Flows flows = new Flows();

	@Test
	void endpointsMayBeDeclaredByAnnotations() throws InterruptedException {
		this.flows.socket(SocketSpec.of("tasks", ZmqSocketType.PULL).bind("inproc://tasks"))
			.socket(SocketSpec.of("tasks.out", ZmqSocketType.PUSH).connect("inproc://tasks"))
			.socket(SocketSpec.of("service", ZmqSocketType.REP).bind("inproc://service"))
			.socket(SocketSpec.of("client", ZmqSocketType.DEALER).connect("inproc://service"))
			.channel("polled")
			.configuration(Annotated.class)
			.start();
		BlockingQueue<Message<?>> polled = this.flows.received("polled");
		this.flows.send("tasks.send", "a task");
		assertThat(Flows.next(polled).getPayload()).isEqualTo("a task");
		assertThat(this.flows.bean(Shout.class).shout("hello")).isEqualTo("HELLO");
	}

	@Test
	void aFlowMayComeAndGoAtRunTime() throws InterruptedException {
		this.flows.channel("out").start();
		BlockingQueue<Message<?>> messages = this.flows.received("out");
		IntegrationFlowContext context = this.flows.bean(IntegrationFlowContext.class);
		for (int round = 0; round < 3; round++) {
			SocketSpec own = SocketSpec.of("own", ZmqSocketType.PULL).bind("tcp://127.0.0.1:*").build();
			var registration = context
				.registration(IntegrationFlow.from(Zmq.inboundAdapter(own).id("late")).channel("out").get())
				.register();
			ZMQ.Socket peer = this.flows.peer(SocketType.PUSH, "own");
			peer.send("hello");
			assertThat(Flows.next(messages)).isNotNull();
			peer.close();
			registration.destroy();
			assertThat(this.flows.bean(ZmqSocketRegistry.class).names()).doesNotContain("own");
			assertThat(this.flows.bean(ZmqListenerRegistry.class).ids()).doesNotContain("late");
		}
	}

	@Test
	void theGraphShowsEveryEndpoint() {
		everyEndpoint();
		assertThat(this.flows.bean(IntegrationGraphServer.class).getGraph().nodes())
			.extracting((node) -> node.getComponentType())
			.contains("zmq:inbound-channel-adapter", "zmq:outbound-channel-adapter", "zmq:inbound-gateway",
					"zmq:outbound-gateway", "zmq:queue-channel");
	}

	@Test
	void metricsCountWhatPasses() {
		everyEndpoint();
		assertThat(this.flows.send("send", "hello")).isTrue();
		assertThat(this.flows.bean(MeterRegistry.class).find("spring.integration.send").timers())
			.extracting((timer) -> timer.getId().getTag("name"))
			.contains("send", "sender");
	}

	private void everyEndpoint() {
		this.flows.bound("in", ZmqSocketType.PULL)
			.socket(SocketSpec.of("out", ZmqSocketType.PUSH).bind("inproc://out"))
			.socket(SocketSpec.of("out.end", ZmqSocketType.PULL).connect("inproc://out"))
			.bound("service", ZmqSocketType.REP)
			.bound("client", ZmqSocketType.DEALER)
			.bound("polled", ZmqSocketType.PULL)
			.bound("queue", ZmqSocketType.PUSH)
			.configuration(Managed.class)
			.bean("queueChannel", SubscribableZmqChannel.class, SubscribableZmqChannel.queue("queue", null))
			.flow("receiving", IntegrationFlow.from(Zmq.inboundAdapter("in")).nullChannel())
			.flow("sending",
					IntegrationFlow.from("send")
						.handle(Zmq.outboundAdapter("out"), (endpoint) -> endpoint.id("sender"))
						.get())
			.flow("answering", IntegrationFlow.from(Zmq.inboundGateway("service")).bridge().get())
			.flow("asking", IntegrationFlow.from("ask").handle(Zmq.outboundGateway("client")).get())
			.flow("polling",
					IntegrationFlow
						.from(Zmq.inboundSource("polled"), (endpoint) -> endpoint.poller(Pollers.fixedDelay(1000)))
						.nullChannel())
			.start();
	}

	@MessagingGateway
	interface Shout {

		@Gateway(requestChannel = "shout")
		String shout(String text);

	}

	@Configuration(proxyBeanMethods = false)
	@IntegrationComponentScan(
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Shout.class),
			useDefaultFilters = false)
	static class Annotated {

		@Bean
		@InboundChannelAdapter(channel = "polled", poller = @Poller(fixedDelay = "10"))
		MessageSource<Object> tasks() {
			ZmqMessageSource source = new ZmqMessageSource("tasks");
			source.setPayloadType(String.class);
			return source;
		}

		@Bean
		@ServiceActivator(inputChannel = "tasks.send")
		MessageHandler taskSender() {
			return new ZmqOutboundChannelAdapter("tasks.out");
		}

		@Bean
		@ServiceActivator(inputChannel = "shout")
		ZmqOutboundGateway shouter() {
			ZmqOutboundGateway gateway = new ZmqOutboundGateway("client");
			gateway.setReplyType(String.class);
			return gateway;
		}

		@Bean
		ZmqInboundGateway service() {
			ZmqInboundGateway gateway = new ZmqInboundGateway("service");
			gateway.setPayloadType(String.class);
			gateway.setRequestChannelName("requests");
			return gateway;
		}

		@ServiceActivator(inputChannel = "requests")
		String answer(String request) {
			return request.toUpperCase(Locale.ROOT);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegrationManagement
	static class Managed {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		IntegrationGraphServer graphServer() {
			return new IntegrationGraphServer();
		}

	}

}

package io.github.zmqspring.docs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.github.zmqspring.integration.SubscribableZmqChannel;
import io.github.zmqspring.integration.ZmqEmbeddedHeadersMessageMapper;
import io.github.zmqspring.integration.ZmqInboundChannelAdapter;
import io.github.zmqspring.integration.ZmqInboundGateway;
import io.github.zmqspring.integration.ZmqIntegration;
import io.github.zmqspring.integration.ZmqIntegrationBeanPostProcessor;
import io.github.zmqspring.integration.ZmqMessageSource;
import io.github.zmqspring.integration.ZmqOutboundChannelAdapter;
import io.github.zmqspring.integration.ZmqOutboundGateway;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.integration.dsl.ZmqChannelSpec;
import io.github.zmqspring.integration.dsl.ZmqInboundChannelAdapterSpec;
import io.github.zmqspring.integration.dsl.ZmqInboundGatewaySpec;
import io.github.zmqspring.integration.dsl.ZmqMessageSourceSpec;
import io.github.zmqspring.integration.dsl.ZmqOutboundChannelAdapterSpec;
import io.github.zmqspring.integration.dsl.ZmqOutboundGatewaySpec;
import io.github.zmqspring.listener.ZmqListenerRegistry;
import io.github.zmqspring.message.HeaderPolicy;
import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.Gateway;
import org.springframework.integration.annotation.InboundChannelAdapter;
import org.springframework.integration.annotation.MessagingGateway;
import org.springframework.integration.annotation.Poller;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.core.MessageSource;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.integration.dsl.context.IntegrationFlowContext;
import org.springframework.integration.handler.advice.ExpressionEvaluatingRequestHandlerAdvice;

/**
 * Snippets of {@code spring-integration.md}.
 */
class IntegrationSnippets {

	@Configuration(proxyBeanMethods = false)
	static class AdapterConfiguration {

		@Bean
		IntegrationFlow updates() {
			return IntegrationFlow.from(Zmq.inboundAdapter("updates").payloadType(String.class))
				.filter(String.class, (update) -> !update.isBlank())
				.channel("weather")
				.get();
		}

		@Bean
		IntegrationFlow tasks() {
			return IntegrationFlow.from("tasks.in").handle(Zmq.outboundAdapter("tasks")).get();
		}

		@Bean
		IntegrationFlow own() {
			SocketSpec socket = SocketSpec.of("alarms", ZmqSocketType.PULL).bind("tcp://127.0.0.1:*").build();
			return IntegrationFlow.from(Zmq.inboundAdapter(socket).id("alarmReceiver")).channel("alarm").get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GatewayConfiguration {

		@Bean
		IntegrationFlow greetings() {
			return IntegrationFlow.from(Zmq.inboundGateway("greetings").payloadType(String.class).concurrency(8))
				.<String, String>transform((name) -> "Hello, " + name + "!")
				.get();
		}

		@Bean
		IntegrationFlow greetFlow() {
			return IntegrationFlow.from("greet")
				.handle(Zmq.outboundGateway("greeter").replyType(String.class).timeout(Duration.ofSeconds(2)).tries(3))
				.get();
		}

		@Bean
		IntegrationFlow greetLater(Executor applicationTaskExecutor) {
			return IntegrationFlow.from("greet.later")
				.handle(Zmq.outboundGateway("greeter").replyType(String.class).replyExecutor(applicationTaskExecutor),
						(endpoint) -> endpoint.async(true))
				.channel("greeted")
				.get();
		}

	}

	@MessagingGateway
	interface Greeter {

		@Gateway(requestChannel = "greet")
		String greet(String name);

	}

	@Configuration(proxyBeanMethods = false)
	static class PolledConfiguration {

		@Bean
		IntegrationFlow polled() {
			return IntegrationFlow
				.from(Zmq.inboundSource("jobs").payloadType(String.class),
						(endpoint) -> endpoint
							.poller(Pollers.fixedDelay(Duration.ofMillis(100)).maxMessagesPerPoll(10)))
				.channel("job")
				.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChannelConfiguration {

		final List<String> shipped = new CopyOnWriteArrayList<>();

		@Bean
		IntegrationFlow orderFlow() {
			return IntegrationFlow.from("new.orders")
				.channel(Zmq.queueChannel("orders-out", "orders-in").id("orders").payloadType(String.class))
				.handle((order) -> ship(order.getPayload(), order.getHeaders().get("customer")))
				.get();
		}

		private void ship(Object order, Object customer) {
			this.shipped.add(order + " for " + customer);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PipelineConfiguration {

		@Bean
		IntegrationFlow ventilator() {
			return IntegrationFlow.from("batches").split().handle(Zmq.outboundAdapter("ventilator")).get();
		}

		@Bean
		IntegrationFlow workers() {
			return IntegrationFlow.from(Zmq.inboundAdapter("work").payloadType(Integer.class).concurrency(4))
				.<Integer, Integer>transform((number) -> number * number)
				.handle(Zmq.outboundAdapter("results"))
				.get();
		}

		@Bean
		IntegrationFlow sink() {
			return IntegrationFlow.from(Zmq.inboundAdapter("sink").payloadType(Integer.class))
				.aggregate()
				.channel("squares")
				.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TopicConfiguration {

		@Bean
		IntegrationFlow publish() {
			return IntegrationFlow.from("quotes")
				.handle(Zmq.outboundAdapter("quotes").topicExpression("headers.symbol"))
				.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MapperConfiguration {

		@Bean
		IntegrationFlow embedded() {
			HeaderPolicy policy = HeaderPolicy.of(List.of("customer"), List.of("customer"));
			return IntegrationFlow.from("plain.orders")
				.handle(Zmq.outboundAdapter("orders").messageMapper(new ZmqEmbeddedHeadersMessageMapper(policy)))
				.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdviceConfiguration {

		@Bean
		ExpressionEvaluatingRequestHandlerAdvice nobodyThere() {
			ExpressionEvaluatingRequestHandlerAdvice advice = new ExpressionEvaluatingRequestHandlerAdvice();
			advice.setOnFailureExpressionString("'nobody there'");
			advice.setReturnFailureExpressionResult(true);
			advice.setTrapException(true);
			return advice;
		}

		@Bean
		IntegrationFlow patientFlow(ExpressionEvaluatingRequestHandlerAdvice nobodyThere) {
			return IntegrationFlow.from("patient")
				.handle(Zmq.outboundGateway("greeter").replyType(String.class).timeout(Duration.ofMillis(100)).tries(1),
						(endpoint) -> endpoint.advice(nobodyThere))
				.get();
		}

	}

	static class RunTime {

		private final IntegrationFlowContext flows;

		RunTime(IntegrationFlowContext flows) {
			this.flows = flows;
		}

		void listenTo(String endpoint) {
			SocketSpec socket = SocketSpec.of("feed", ZmqSocketType.SUB).connect(endpoint).topics("").build();
			this.flows.registration(IntegrationFlow.from(Zmq.inboundAdapter(socket)).channel("feeds").get())
				.id("feed")
				.register();
		}

		void forget() {
			this.flows.remove("feed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnnotationConfiguration {

		@Bean
		@InboundChannelAdapter(channel = "job", poller = @Poller(fixedDelay = "100"))
		MessageSource<?> jobs() {
			ZmqMessageSource source = new ZmqMessageSource("jobs");
			source.setPayloadType(String.class);
			return source;
		}

		@Bean
		@ServiceActivator(inputChannel = "results.out")
		ZmqOutboundChannelAdapter resultSender() {
			return new ZmqOutboundChannelAdapter("results");
		}

		@Bean
		ZmqInboundGateway squares() {
			ZmqInboundGateway gateway = new ZmqInboundGateway("squares");
			gateway.setPayloadType(Integer.class);
			gateway.setRequestChannelName("square");
			return gateway;
		}

		@ServiceActivator(inputChannel = "square")
		Integer square(Integer number) {
			return number * number;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PartsConfiguration {

		@Bean
		ZmqInboundChannelAdapterSpec updateReader() {
			return Zmq.inboundAdapter("updates").payloadType(String.class);
		}

		@Bean
		ZmqOutboundChannelAdapterSpec taskSender() {
			return Zmq.outboundAdapter("tasks").sendTimeout(Duration.ofSeconds(1));
		}

		@Bean
		ZmqInboundGatewaySpec greetingService() {
			return Zmq.inboundGateway("greetings").payloadType(String.class);
		}

		@Bean
		ZmqOutboundGatewaySpec greetingClient() {
			return Zmq.outboundGateway("greeter").replyType(String.class);
		}

		@Bean
		ZmqMessageSourceSpec jobSource() {
			return Zmq.inboundSource("jobs").payloadType(String.class);
		}

		@Bean
		ZmqChannelSpec orders() {
			return Zmq.queueChannel("orders-out", "orders-in").payloadType(String.class);
		}

		@Bean
		IntegrationFlow updateFlow(ZmqInboundChannelAdapter updateReader, ZmqOutboundChannelAdapter taskSender) {
			return IntegrationFlow.from(updateReader).handle(taskSender).get();
		}

		@Bean
		IntegrationFlow greetingFlow(ZmqInboundGateway greetingService, ZmqOutboundGateway greetingClient) {
			return IntegrationFlow.from(greetingService).handle(greetingClient).get();
		}

		@Bean
		IntegrationFlow jobFlow(ZmqMessageSource jobSource, SubscribableZmqChannel orders) {
			return IntegrationFlow
				.from(jobSource, (endpoint) -> endpoint.poller(Pollers.fixedDelay(Duration.ofMillis(100))))
				.channel(orders)
				.get();
		}

		@Bean
		@ServiceActivator(inputChannel = "choose")
		ChoosingSender choosingSender() {
			return new ChoosingSender();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainConfiguration {

		@Bean
		ZmqIntegration zmqIntegration(ZmqSocketRegistry sockets, ZmqListenerRegistry listeners, ZmqTemplate template) {
			return ZmqIntegration.of(sockets, listeners, template, ZmqMessageConverters.create(null));
		}

		@Bean
		static ZmqIntegrationBeanPostProcessor zmqIntegrationBeanPostProcessor(
				ObjectProvider<ZmqIntegration> integration) {
			return new ZmqIntegrationBeanPostProcessor(integration);
		}

	}

}

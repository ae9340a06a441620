package io.github.zmqspring.boot.autoconfigure;

import io.github.zmqspring.integration.ZmqIntegration;
import io.github.zmqspring.integration.ZmqIntegrationBeanPostProcessor;
import io.github.zmqspring.integration.dsl.Zmq;
import io.github.zmqspring.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.graph.IntegrationGraphServer;
import org.springframework.messaging.MessageChannel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ZmqIntegrationAutoConfiguration} beside Spring Boot's own for Spring
 * Integration.
 */
@Timeout(60)
class ZmqIntegrationAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, IntegrationAutoConfiguration.class,
				ZmqAutoConfiguration.class, ZmqMessageConverterAutoConfiguration.class,
				ZmqTemplateAutoConfiguration.class, ZmqListenerAutoConfiguration.class,
				ZmqIntegrationAutoConfiguration.class));

	@Test
	void flowsWorkOnTheSocketsOfTheProperties() {
		this.contextRunner.withUserConfiguration(Flows.class)
			.withPropertyValues("zmq.sockets.service.type=rep", "zmq.sockets.service.bind=inproc://service",
					"zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=inproc://service")
			.run((context) -> {
				Point answer = new MessagingTemplate()
					.convertSendAndReceive(context.getBean("ask", MessageChannel.class), new Point(1, 2), Point.class);
				assertThat(answer).isEqualTo(new Point(2, 1));
				assertThat(context.getBean(ZmqTemplate.class).requestCounters("client").replied()).isEqualTo(1);
			});
	}

	@Test
	void theGraphShowsTheEndpoints() {
		this.contextRunner.withUserConfiguration(Flows.class)
			.withBean(IntegrationGraphServer.class, IntegrationGraphServer::new)
			.withPropertyValues("zmq.sockets.service.type=rep", "zmq.sockets.service.bind=inproc://service",
					"zmq.sockets.client.type=dealer", "zmq.sockets.client.connect=inproc://service")
			.run((context) -> assertThat(context.getBean(IntegrationGraphServer.class).getGraph().nodes())
				.extracting((node) -> node.getComponentType())
				.contains("zmq:inbound-gateway", "zmq:outbound-gateway"));
	}

	@Test
	void withoutTheModuleThereIsNothing() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ZmqIntegration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("zmqIntegration")
				.doesNotHaveBean("zmqIntegrationBeanPostProcessor"));
	}

	@Test
	void switchedOffThereIsNothing() {
		this.contextRunner.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZmqIntegration.class)
				.doesNotHaveBean(ZmqIntegrationBeanPostProcessor.class));
	}

	@Test
	void aSocketThatAFlowNamesAndNobodyDeclaresFailsTheStart() {
		this.contextRunner.withUserConfiguration(Flows.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("service")
				.hasMessageContaining("zmq:"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Flows {

		@Bean
		IntegrationFlow service() {
			return IntegrationFlow.from(Zmq.inboundGateway("service").payloadType(Point.class))
				.<Point, Point>transform((point) -> new Point(point.y(), point.x()))
				.get();
		}

		@Bean
		IntegrationFlow requests() {
			return IntegrationFlow.from("ask").handle(Zmq.outboundGateway("client").replyType(Point.class)).get();
		}

	}

	record Point(int x, int y) {

	}

}

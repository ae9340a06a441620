package io.github.zmqspring.sample;

import java.util.List;

import io.github.zmqspring.integration.dsl.Zmq;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.Gateway;
import org.springframework.integration.annotation.MessagingGateway;
import org.springframework.integration.dsl.IntegrationFlow;

/**
 * The pipeline of {@link Pipeline} as flows: the numbers of a batch travel in headers, so
 * the sink knows by itself when it has all results.
 */
@Configuration(proxyBeanMethods = false)
class PipelineFlows {

	static final String SINK = "flow-sink";

	@Bean
	IntegrationFlow ventilatorFlow() {
		return IntegrationFlow.from("batches").split().handle(Zmq.outboundAdapter("flow-ventilator")).get();
	}

	@Bean
	IntegrationFlow workerFlow() {
		return IntegrationFlow.from(Zmq.inboundAdapter("flow-work").payloadType(Integer.class).concurrency(4))
			.<Integer, Integer>transform((number) -> number * number)
			.handle(Zmq.outboundAdapter("flow-results"))
			.get();
	}

	@Bean
	IntegrationFlow sinkFlow(Transcript transcript) {
		return IntegrationFlow.from(Zmq.inboundAdapter(SINK).payloadType(Integer.class)).aggregate().handle((batch) -> {
			List<?> squares = (List<?>) batch.getPayload();
			int sum = squares.stream().mapToInt((square) -> (Integer) square).sum();
			transcript.say("%d squares add up to %d", squares.size(), sum);
			transcript.finished(SINK);
		}).get();
	}

	/** Where batches go in. */
	@MessagingGateway
	interface Batches {

		@Gateway(requestChannel = "batches")
		void run(List<Integer> tasks);

	}

}

package io.github.zmqspring.sample;

import java.util.Locale;

import io.github.zmqspring.integration.dsl.Zmq;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.Gateway;
import org.springframework.integration.annotation.MessagingGateway;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST, gateway, ZeroMQ, service, reply: flows of Spring Integration on both sides.
 */
@Configuration(proxyBeanMethods = false)
class ShoutFlows {

	@Bean
	IntegrationFlow shout() {
		return IntegrationFlow.from("shouts").handle(Zmq.outboundGateway("shouter").replyType(String.class)).get();
	}

	@Bean
	IntegrationFlow shoutingService() {
		return IntegrationFlow.from(Zmq.inboundGateway("shouting-service").payloadType(String.class).concurrency(4))
			.<String, String>transform((word) -> word.toUpperCase(Locale.ROOT) + "!")
			.get();
	}

	/** What the resource sees of all that. */
	@MessagingGateway
	interface Shouter {

		@Gateway(requestChannel = "shouts")
		String shout(String word);

	}

	/** The resource. */
	@RestController
	static class ShoutController {

		private final Shouter shouter;

		ShoutController(Shouter shouter) {
			this.shouter = shouter;
		}

		@GetMapping("/shouts/{word}")
		String shout(@PathVariable String word) {
			return this.shouter.shout(word);
		}

	}

}

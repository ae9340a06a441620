package io.github.zmqspring.sample;

import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.template.ZmqOperations;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * A REST resource in front of a ZeroMQ service. No thread waits for the reply.
 */
@RestController
class GreetingController {

	private final ZmqOperations zmq;

	GreetingController(ZmqOperations zmq) {
		this.zmq = zmq;
	}

	@GetMapping("/greetings/{name}")
	CompletableFuture<Greeting> greet(@PathVariable String name) {
		return this.zmq.requestAsync("greeter", new Greeting(name, ""), Greeting.class);
	}

	@ZmqListener(socket = "greeting-service")
	Greeting answer(Greeting request) {
		return new Greeting(request.name(), "Hello, " + request.name() + "!");
	}

}

package io.github.zmqspring.docs;

import io.github.zmqspring.annotation.ZmqListener;

import org.springframework.stereotype.Component;

/**
 * A snippet of {@code getting-started.md}.
 */
@Component
class GreetingService {

	record Person(String name) {
	}

	record Greeting(String text) {
	}

	@ZmqListener(socket = "greetings")
	Greeting greet(Person person) {
		return new Greeting("Hello, " + person.name());
	}

}

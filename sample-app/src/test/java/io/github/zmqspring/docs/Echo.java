package io.github.zmqspring.docs;

import io.github.zmqspring.annotation.ZmqListener;

import org.springframework.stereotype.Component;

/**
 * A snippet of the page in front of all others.
 */
@Component
class Echo {

	@ZmqListener(socket = "echo")
	String echo(String text) {
		return "You said: " + text;
	}

}

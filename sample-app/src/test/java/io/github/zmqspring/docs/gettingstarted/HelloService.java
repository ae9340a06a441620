package io.github.zmqspring.docs.gettingstarted;

import io.github.zmqspring.annotation.ZmqListener;

import org.springframework.stereotype.Component;

@Component
class HelloService {

	@ZmqListener(socket = "hello-server")
	String hello(String request) {
		System.out.println("Received request: " + request);
		return "World";
	}

}

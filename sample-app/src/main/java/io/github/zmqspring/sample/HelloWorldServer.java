package io.github.zmqspring.sample;

import io.github.zmqspring.annotation.ZmqListener;

import org.springframework.stereotype.Component;

/**
 * Hello World server (Guide, chapter 1): a request, some work, a reply.
 */
@Component
class HelloWorldServer {

	private final Work work;

	private final Transcript transcript;

	HelloWorldServer(Work work, Transcript transcript) {
		this.work = work;
		this.transcript = transcript;
	}

	@ZmqListener(socket = "hello-server")
	String hello(String request) {
		this.transcript.say("Received request: [%s]", request);
		this.work.doSome();
		return "World";
	}

}

package io.github.zmqspring.sample;

import io.github.zmqspring.annotation.ZmqListener;

import org.springframework.stereotype.Component;

/**
 * Multithreaded server (Guide, chapter 2): the Hello World server, for five clients at
 * once.
 */
@Component
class MultithreadedServer {

	private final Work work;

	private final Transcript transcript;

	MultithreadedServer(Work work, Transcript transcript) {
		this.work = work;
		this.transcript = transcript;
	}

	@ZmqListener(socket = "mt-server", concurrency = "5")
	String hello(String request) {
		this.transcript.say("Received request: [%s]", request);
		this.work.doSome();
		return "World";
	}

}

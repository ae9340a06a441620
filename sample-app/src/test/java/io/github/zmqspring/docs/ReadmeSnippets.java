package io.github.zmqspring.docs;

import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqOperations;

import org.springframework.messaging.handler.annotation.SendTo;

/**
 * Snippets of the page in front of all others.
 */
class ReadmeSnippets {

	record Result(int number) {
	}

	record Task(int number) {

		Result run() {
			return new Result(this.number);
		}

	}

	private final ZmqOperations zmq;

	ReadmeSnippets(ZmqOperations zmq) {
		this.zmq = zmq;
	}

	@ZmqListener(socket = "tasks", concurrency = "4")
	@SendTo("sink")
	Result work(Task task) {
		return task.run();
	}

	@ZmqListener(type = ZmqSocketType.REP, bind = "tcp://127.0.0.1:5555", concurrency = "8")
	String hello(String request) {
		return "World";
	}

	String send() {
		this.zmq.send("weather", "10001 ", "72 40");
		String reply = this.zmq.request("hello", "Hello", String.class);
		CompletableFuture<String> later = this.zmq.requestAsync("hello", "Hello", String.class);
		return reply + later.join();
	}

}

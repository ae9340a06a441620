package io.github.zmqspring.docs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.error.ZmqRequestTimeoutException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.template.ZmqTemplate;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/**
 * Snippets of {@code sending-and-requesting.md}.
 */
@Component
class SendingSnippets {

	private final ZmqTemplate template;

	SendingSnippets(ZmqTemplate template) {
		this.template = template;
	}

	record Task(int number) {
	}

	record Quote(String symbol, double price) {
	}

	void send() {
		this.template.send("tasks", "text");
		this.template.send("tasks", new byte[] { 1, 2, 3 });
		this.template.send("tasks", new Task(42));
		this.template.send("tasks", ZmqMessage.ofStrings("frame 1", "frame 2"));
	}

	void offer(Task task) {
		if (!this.template.trySend("tasks", task)) {
			drop(task);
		}
	}

	void sendOrFail(Task task) {
		try {
			this.template.send("tasks", task);
		}
		catch (ZmqQueueFullException ex) {
			drop(task);
		}
	}

	private int dropped;

	private void drop(Task task) {
		this.dropped++;
	}

	int dropped() {
		return this.dropped;
	}

	void publish() {
		this.template.send("weather", "10001 ", "20 degrees");
	}

	void sendToPeer() {
		this.template.sendTo("router", "worker-1", "do this");
	}

	void sendFluently(Task task) {
		this.template.to("tasks").header("source", "nyc").body(task).timeout(Duration.ofMillis(100)).send();
	}

	String request() {
		return this.template.request("service", "Hello", String.class);
	}

	Quote requestObject(String symbol) {
		return this.template.request("quotes", symbol, Quote.class, Duration.ofSeconds(5));
	}

	List<Quote> requestGeneric() {
		return this.template.request("quotes", "all", new ParameterizedTypeReference<List<Quote>>() {
		});
	}

	ZmqParts requestParts() {
		return this.template.to("service")
			.body("Hello")
			.timeout(Duration.ofSeconds(10))
			.tries(1)
			.request(ZmqParts.class);
	}

	CompletableFuture<Integer> requestAsync() {
		CompletableFuture<String> reply = this.template.requestAsync("service", "Hello", String.class);
		return reply.thenApplyAsync(String::length);
	}

	String requestOrDefault() {
		try {
			return this.template.request("service", "Hello", String.class);
		}
		catch (ZmqRequestTimeoutException ex) {
			return "nobody answers";
		}
	}

	String poll() {
		String message = this.template.receive("results", Duration.ofSeconds(1), String.class);
		return (message != null) ? message : "nothing came";
	}

	void publishToAll() {
		if (!this.template.awaitSubscribers("weather", "10001 ", 2, Duration.ofSeconds(10))) {
			throw new IllegalStateException("The subscribers are not there");
		}
		this.template.send("weather", "10001 ", "20 degrees");
	}

	void startBatch(List<Task> tasks) {
		this.template.awaitPeers("tasks", 2, Duration.ofSeconds(10));
		tasks.forEach((task) -> this.template.send("tasks", task));
	}

}

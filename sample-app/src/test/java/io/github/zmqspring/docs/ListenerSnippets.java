package io.github.zmqspring.docs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.zmqspring.annotation.Frame;
import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.annotation.ZmqListenerConfigurer;
import io.github.zmqspring.boot.autoconfigure.ZmqListenerContainerFactoryCustomizer;
import io.github.zmqspring.listener.SendToRecoverer;
import io.github.zmqspring.listener.ZmqListenerEndpoint;
import io.github.zmqspring.listener.ZmqListenerErrorHandler;
import io.github.zmqspring.listener.ZmqMessageFilter;
import io.github.zmqspring.listener.ZmqMessageRecoverer;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

/**
 * Snippets of {@code listeners.md}.
 */
class ListenerSnippets {

	/** What the listeners have got. */
	static final class Seen {

		private final BlockingQueue<String> entries = new LinkedBlockingQueue<>();

		void add(Object entry) {
			this.entries.add(entry.toString());
		}

		BlockingQueue<String> entries() {
			return this.entries;
		}

	}

	record Task(int number) {
	}

	record Result(int square) {
	}

	@Component
	static class Worker {

		@ZmqListener(socket = "tasks", concurrency = "4")
		@SendTo("sink")
		Result work(Task task) {
			return new Result(task.number() * task.number());
		}

	}

	@Component
	static class Weather {

		private final Seen seen;

		Weather(Seen seen) {
			this.seen = seen;
		}

		@ZmqListener(type = ZmqSocketType.SUB, connect = "${weather.endpoint}", topics = "10001 ",
				options = "receive-hwm=10000")
		void update(String update, @Header(ZmqHeaders.TOPIC) String topic) {
			this.seen.add(topic + "-> " + update);
		}

	}

	@Component
	static class Frames {

		private final Seen seen;

		Frames(Seen seen) {
			this.seen = seen;
		}

		@ZmqListener(socket = "commands")
		void command(@Frame(0) String command, @Frame(-1) byte[] content, @Header(ZmqHeaders.FRAME_COUNT) int frames) {
			this.seen.add(command + " " + content.length + " " + frames);
		}

	}

	record LogLine(String level, String text) {
	}

	@Component
	static class LogStore {

		private final Seen seen;

		LogStore(Seen seen) {
			this.seen = seen;
		}

		@ZmqListener(socket = "log", batchSize = "500", batchTimeout = "200ms")
		void store(List<LogLine> lines) {
			this.seen.add(lines.size());
		}

	}

	@Component
	static class AsyncService {

		@ZmqListener(socket = "slow-service", concurrency = "100")
		CompletableFuture<String> serve(String request) {
			return CompletableFuture.supplyAsync(() -> request.toUpperCase());
		}

	}

	@Component
	static class RouterService {

		@ZmqListener(socket = "router")
		Message<String> serve(String request, @Header(ZmqHeaders.ROUTING_ID) byte[] peer) {
			return MessageBuilder.withPayload("answer to " + request).setHeader(ZmqHeaders.ROUTING_ID, peer).build();
		}

	}

	record Order(String id, int amount) {
	}

	@Component
	static class Orders {

		private final Seen seen;

		Orders(Seen seen) {
			this.seen = seen;
		}

		@ZmqListener(socket = "orders", filter = "notTooBig", errorHandler = "orderErrors")
		String place(Order order) {
			if (order.amount() < 0) {
				throw new IllegalArgumentException("negative amount");
			}
			this.seen.add(order);
			return "placed";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderConfiguration {

		@Bean
		ZmqMessageFilter notTooBig() {
			return (message) -> message.payload().byteCount() < 10_000;
		}

		@Bean
		ZmqListenerErrorHandler orderErrors() {
			return (payload, ex) -> "refused: " + ex.getCause().getMessage();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeadLetterConfiguration {

		@Bean
		ZmqMessageRecoverer deadLetters(ZmqSocketRegistry sockets) {
			return new SendToRecoverer(sockets, "dead-letters");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryConfiguration {

		@Bean
		ZmqListenerContainerFactoryCustomizer commonErrorHandler() {
			return (factory) -> factory.setErrorHandler((payload, ex) -> "error: " + ex.getCause().getMessage());
		}

	}

	@Component
	static class NewYork {

		private final Seen seen;

		NewYork(Seen seen) {
			this.seen = seen;
		}

		@WeatherListener("10001 ")
		void update(String update) {
			this.seen.add(update);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProgrammaticConfiguration {

		@Bean
		ZmqListenerConfigurer programmaticListeners(Seen seen) {
			return (registry) -> registry.register(ZmqListenerEndpoint.of("audit")
				.socket("audit")
				.concurrency(2)
				.listener((payload) -> seen.add(payload.frameAsString(0)))
				.build());
		}

	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

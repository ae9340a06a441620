package io.github.zmqspring.benchmarks.scenario;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.flow.AppSender;
import io.github.zmqspring.benchmarks.flow.Topics;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.benchmarks.raw.RawContext.Step;
import io.github.zmqspring.template.ZmqTemplate;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is done for one message, by hand and with the template. Every message has a
 * payload of its own, as those of an application have.
 */
final class Steps {

	private Steps() {
	}

	/** Send bytes by hand. */
	static Step send(int size) {
		return (socket) -> socket.send(new byte[size], 0);
	}

	/** Send bytes by hand as one must whose threads share the socket. */
	static Step sendLocked(int size) {
		ReentrantLock lock = new ReentrantLock();
		return (socket) -> {
			lock.lock();
			try {
				socket.send(new byte[size], 0);
			}
			finally {
				lock.unlock();
			}
		};
	}

	/** Send bytes with the template. */
	static Consumer<ZmqTemplate> template(int size) {
		return (zmq) -> zmq.send(AppSender.SOCKET, new byte[size]);
	}

	/** Receive bytes by hand. */
	static Function<Counter, Step> receive() {
		return (counter) -> {
			Listeners.Bytes listener = new Listeners.Bytes(counter);
			return (socket) -> listener.on(socket.recv(0));
		};
	}

	/** Send a frame and then bytes by hand. */
	static Step sendBehind(byte[] frame, int size) {
		return (socket) -> {
			socket.send(frame, ZMQ.SNDMORE);
			socket.send(new byte[size], 0);
		};
	}

	/** Receive a frame and then bytes by hand. */
	static Function<Counter, Step> receiveBehind() {
		return (counter) -> {
			Listeners.Bytes listener = new Listeners.Bytes(counter);
			return (socket) -> {
				socket.recv(0);
				listener.on(socket.recv(0));
			};
		};
	}

	/** Publish bytes with the template. */
	static Consumer<ZmqTemplate> publish(int size) {
		return (zmq) -> zmq.send(AppSender.SOCKET, Topics.TOPIC, new byte[size]);
	}

	/** Send a text by hand. */
	static Step sendText(String text) {
		return (socket) -> socket.send(text.getBytes(StandardCharsets.UTF_8), 0);
	}

	/** Receive a text by hand. */
	static Function<Counter, Step> receiveText() {
		return (counter) -> {
			Listeners.Text listener = new Listeners.Text(counter);
			return (socket) -> listener.on(new String(socket.recv(0), StandardCharsets.UTF_8));
		};
	}

	/** Send a record as JSON by hand. */
	static Step sendJson(JsonMapper json) {
		Quote quote = Quote.sample();
		return (socket) -> socket.send(json.writeValueAsBytes(quote), 0);
	}

	/** Receive a record as JSON by hand. */
	static Function<Counter, Step> receiveJson(JsonMapper json) {
		return (counter) -> {
			Listeners.Json listener = new Listeners.Json(counter);
			return (socket) -> listener.on(json.readValue(socket.recv(0), Quote.class));
		};
	}

	/**
	 * Return the mapper that an application has.
	 */
	static JsonMapper json() {
		try (App app = App.with().start()) {
			return app.bean(JsonMapper.class);
		}
	}

}

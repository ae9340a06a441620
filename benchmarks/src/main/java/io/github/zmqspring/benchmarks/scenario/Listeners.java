package io.github.zmqspring.benchmarks.scenario;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.benchmarks.flow.AppReceiver;
import io.github.zmqspring.benchmarks.harness.Arrivals.Counter;
import io.github.zmqspring.message.ZmqHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

/**
 * The listeners that are measured. Hand-written loops call the same methods. What a
 * method gets is kept, lest the compiler leaves out what nobody looks at.
 */
final class Listeners {

	private Listeners() {
	}

	/**
	 * Counts, and keeps what it got.
	 *
	 * @param <T> the type of the payload
	 */
	abstract static class Listener<T> {

		private final Counter counter;

		private @Nullable T last;

		Listener(Counter counter) {
			this.counter = counter;
		}

		final void arrived(T payload) {
			this.last = payload;
			this.counter.arrived();
		}

		@Override
		public String toString() {
			return "Listener[last=" + this.last + "]";
		}

	}

	/** Takes the payload as it is. */
	static final class Bytes extends Listener<byte[]> {

		Bytes(Counter counter) {
			super(counter);
		}

		@ZmqListener(socket = AppReceiver.SOCKET)
		void on(byte[] payload) {
			arrived(payload);
		}

	}

	/** Takes a text. */
	static final class Text extends Listener<String> {

		Text(Counter counter) {
			super(counter);
		}

		@ZmqListener(socket = AppReceiver.SOCKET)
		void on(String payload) {
			arrived(payload);
		}

	}

	/** Takes a record. */
	static final class Json extends Listener<Quote> {

		Json(Counter counter) {
			super(counter);
		}

		@ZmqListener(socket = AppReceiver.SOCKET)
		void on(Quote payload) {
			arrived(payload);
		}

	}

	/** Takes the message and two headers, which the socket knows. */
	static final class Headers extends Listener<Object> {

		Headers(Counter counter) {
			super(counter);
		}

		@ZmqListener(socket = AppReceiver.SOCKET)
		void on(Message<byte[]> message, @Header(ZmqHeaders.SOCKET) String socket,
				@Header(ZmqHeaders.PEER_ADDRESS) String peer) {
			arrived(message);
		}

	}

	/** Takes the message and two headers, which the sender sent. */
	static final class SentHeaders extends Listener<Object> {

		SentHeaders(Counter counter) {
			super(counter);
		}

		@ZmqListener(socket = AppReceiver.SOCKET)
		void on(Message<byte[]> message, @Header("source") String source, @Header("unit") String unit) {
			arrived(message);
		}

	}

	/** Works for a while, in one of four threads. */
	static final class Worker extends Listener<Object> {

		private final BusyWork work;

		Worker(Counter counter, BusyWork work) {
			super(counter);
			this.work = work;
		}

		@ZmqListener(socket = AppReceiver.SOCKET, concurrency = "4")
		void on(byte[] payload) {
			arrived(this.work.run());
		}

	}

	/** Takes what is published, at a socket of its own. */
	static final class Subscriber extends Listener<byte[]> {

		private final String socket;

		Subscriber(String socket, Counter counter) {
			super(counter);
			this.socket = socket;
		}

		public String getSocket() {
			return this.socket;
		}

		@ZmqListener(socket = "#{__listener.socket}")
		void on(byte[] payload) {
			arrived(payload);
		}

	}

}

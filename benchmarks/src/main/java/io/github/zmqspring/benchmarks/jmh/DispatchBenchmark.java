package io.github.zmqspring.benchmarks.jmh;

import io.github.zmqspring.listener.Dispatch;
import io.github.zmqspring.message.ZmqHeaders;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqReceiver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

/**
 * From the message that a socket gave to the return of the handler method.
 */
public class DispatchBenchmark extends Piece {

	private final Handlers handlers = new Handlers();

	private final ZmqReceiver bytes = Dispatch.to(this.handlers, "bytes", byte[].class);

	private final ZmqReceiver text = Dispatch.to(this.handlers, "text", String.class);

	private final ZmqReceiver message = Dispatch.to(this.handlers, "message", Message.class, String.class,
			Integer.class);

	private final byte[] payload = new byte[100];

	/**
	 * A handler of {@code byte[]}.
	 * @param blackhole takes what the handler got
	 */
	@Benchmark
	public void bytes(Blackhole blackhole) {
		dispatch(this.bytes, blackhole);
	}

	/**
	 * A handler of {@code String}.
	 * @param blackhole takes what the handler got
	 */
	@Benchmark
	public void text(Blackhole blackhole) {
		dispatch(this.text, blackhole);
	}

	/**
	 * A handler of {@code Message} and two headers.
	 * @param blackhole takes what the handler got
	 */
	@Benchmark
	public void messageAndHeaders(Blackhole blackhole) {
		dispatch(this.message, blackhole);
	}

	private void dispatch(ZmqReceiver receiver, Blackhole blackhole) {
		receiver.onMessage(ZmqMessage.of(this.payload));
		blackhole.consume(this.handlers.last);
	}

	/**
	 * The handler methods.
	 */
	public static class Handlers {

		private Object last = "";

		/**
		 * Take bytes.
		 * @param payload the payload
		 */
		public void bytes(byte[] payload) {
			this.last = payload;
		}

		/**
		 * Take a text.
		 * @param payload the payload
		 */
		public void text(String payload) {
			this.last = payload;
		}

		/**
		 * Take a message.
		 * @param message the message
		 * @param socket the name of the socket
		 * @param frames the number of frames
		 */
		public void message(Message<byte[]> message, @Header(ZmqHeaders.SOCKET) String socket,
				@Header(ZmqHeaders.FRAME_COUNT) Integer frames) {
			this.last = message;
		}

	}

}

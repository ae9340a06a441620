package io.github.zmqspring.benchmarks.raw;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * A thread around one hand-written socket. It ends when the context is terminated.
 */
public final class RawLoop {

	private RawLoop() {
	}

	/**
	 * Start the thread.
	 * @param name the name of the thread
	 * @param socket the socket, which belongs to the thread from now on
	 * @param body what to do, for ever
	 */
	public static void start(String name, ZMQ.Socket socket, Body body) {
		Thread thread = new Thread(() -> {
			try (socket) {
				body.run(socket);
			}
			catch (ZMQException ex) {
				if (ex.getErrorCode() != ZError.ETERM) {
					throw ex;
				}
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Start a thread that hands every message to a handler: the best loop there is, for
	 * every other way to wait costs more.
	 * @param socket the socket, which belongs to the thread from now on
	 * @param handler what to do with each frame
	 */
	public static void receive(ZMQ.Socket socket, Handler handler) {
		start("raw-receiver", socket, (own) -> {
			while (true) {
				handler.on(own.recv(0));
			}
		});
	}

	/**
	 * What a loop does.
	 */
	@FunctionalInterface
	public interface Body {

		/**
		 * Go on until the context is terminated.
		 * @param socket the socket of this thread
		 */
		void run(ZMQ.Socket socket);

	}

	/**
	 * What a receiving loop does with a message.
	 */
	@FunctionalInterface
	public interface Handler {

		/**
		 * Handle a message.
		 * @param payload its last frame
		 */
		void on(byte[] payload);

	}

}

package io.github.zmqspring.benchmarks.raw;

import java.time.Duration;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.Waits;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * A JeroMQ context with hand-written sockets, and a thread around each that has a loop.
 */
public final class RawContext implements AutoCloseable {

	private static final int MAX_SOCKETS = 4096;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ZMQ.Context context;

	private final boolean own;

	private final Options options;

	/**
	 * Open a context.
	 * @param options the options of its sockets
	 */
	public RawContext(Options options) {
		this(options, null);
	}

	/**
	 * Open a context, or use one that somebody else closes.
	 * @param options the options of the sockets
	 * @param shared the context to use, or {@code null} for a new one
	 */
	public RawContext(Options options, @Nullable ZContext shared) {
		this.options = options;
		this.own = shared == null;
		this.context = (shared != null) ? shared.getContext() : ZMQ.context(1);
		if (this.own) {
			this.context.setMaxSockets(MAX_SOCKETS);
		}
	}

	/**
	 * Open a socket and bind it.
	 * @param type the type of the socket
	 * @param endpoint where to bind it
	 * @return the socket; {@code getLastEndpoint()} tells where it is bound
	 */
	public ZMQ.Socket bind(ZmqSocketType type, String endpoint) {
		return open(type, true, endpoint);
	}

	/**
	 * Open a socket and connect it.
	 * @param type the type of the socket
	 * @param endpoint where to connect it
	 * @return the socket
	 */
	public ZMQ.Socket connect(ZmqSocketType type, String endpoint) {
		return open(type, false, endpoint);
	}

	/**
	 * Open a socket.
	 * @param type the type of the socket
	 * @param bind whether to bind it; otherwise it is connected
	 * @param endpoint where
	 * @return the socket
	 */
	public ZMQ.Socket open(ZmqSocketType type, boolean bind, String endpoint) {
		SocketSpec spec = this.options.spec(type);
		// Not the engine's type: this library's REP is a ROUTER inside.
		ZMQ.Socket socket = this.context.socket(type.announcedType());
		Options.beforeBind(socket, spec);
		if (bind) {
			socket.bind(endpoint);
		}
		Options.afterBind(socket, spec);
		if (!bind) {
			socket.connect(endpoint);
		}
		return socket;
	}

	/**
	 * Start a thread that does the same thing again and again, until the context is
	 * closed.
	 * @param socket the socket, which belongs to the thread from now on
	 * @param step what to do
	 */
	public void loop(ZMQ.Socket socket, Step step) {
		run(socket, (own) -> {
			while (true) {
				step.accept(own);
			}
		});
	}

	/**
	 * Start a thread. It ends when the context is closed.
	 * @param socket the socket, which belongs to the thread from now on
	 * @param body what to do
	 */
	public void run(ZMQ.Socket socket, Step body) {
		Thread thread = new Thread(() -> {
			try (socket) {
				body.accept(socket);
			}
			catch (ZMQException ex) {
				if (ex.getErrorCode() != ZError.ETERM) {
					throw ex;
				}
			}
		}, "raw-" + socket.getSocketType());
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Close the context. Loops end; other sockets must have been closed before. JeroMQ
	 * hangs in this now and then; it is then left to hang by itself.
	 */
	@Override
	public void close() {
		if (this.own) {
			Thread thread = new Thread(this.context::term, "raw-term");
			thread.setDaemon(true);
			thread.start();
			Waits.forEnd(thread, PATIENCE);
		}
	}

	/**
	 * Something to do with a socket.
	 */
	@FunctionalInterface
	public interface Step {

		/**
		 * Do it.
		 * @param socket the socket
		 */
		void accept(ZMQ.Socket socket);

	}

}

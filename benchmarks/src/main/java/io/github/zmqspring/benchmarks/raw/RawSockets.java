package io.github.zmqspring.benchmarks.raw;

import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqSocketType;
import org.zeromq.ZMQ;

/**
 * Opens hand-written sockets.
 */
public final class RawSockets {

	private RawSockets() {
	}

	/**
	 * Open a socket and bind it.
	 * @param context the context, which the caller closes
	 * @param type the type of the socket
	 * @param options its options
	 * @param endpoint where to bind it
	 * @return the socket; {@code getLastEndpoint()} tells where it is bound
	 */
	public static ZMQ.Socket bind(ZMQ.Context context, ZmqSocketType type, Options options, String endpoint) {
		return open(context, type, options, endpoint, true);
	}

	/**
	 * Open a socket and connect it.
	 * @param context the context, which the caller closes
	 * @param type the type of the socket
	 * @param options its options
	 * @param endpoint where to connect it
	 * @return the socket
	 */
	public static ZMQ.Socket connect(ZMQ.Context context, ZmqSocketType type, Options options, String endpoint) {
		return open(context, type, options, endpoint, false);
	}

	private static ZMQ.Socket open(ZMQ.Context context, ZmqSocketType type, Options options, String endpoint,
			boolean bind) {
		SocketSpec spec = options.spec(type);
		ZMQ.Socket socket = context.socket(type.engineType());
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

}

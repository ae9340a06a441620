package io.github.zmqspring.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Peers that are not there, do not read, do not answer or do not stop.
 */
final class BadPeers implements AfterEachCallback {

	/** The first bytes of a ZMTP 3 greeting: the rest never comes. */
	private static final byte[] HALF_A_GREETING = HexFormat.of().parseHex("ff00000000000000017f03");

	private static final int SMALL_BUFFER = 8192;

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	private final ZContext context = closing(new ZContext());

	private <T extends AutoCloseable> T closing(T resource) {
		this.opened.push(resource);
		return resource;
	}

	/** An endpoint that nobody listens on. */
	String absent() {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return "tcp://127.0.0.1:" + server.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** An endpoint that accepts connections and sends half a greeting. */
	String halfOpen() {
		try {
			ServerSocket server = closing(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
			daemon(() -> {
				while (!server.isClosed()) {
					Socket connection = closing(server.accept());
					connection.getOutputStream().write(HALF_A_GREETING);
				}
			});
			return "tcp://127.0.0.1:" + server.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Connect, send half a greeting, and say no more. */
	void connectHalfOpen(int port) {
		try {
			Socket socket = closing(new Socket(InetAddress.getLoopbackAddress(), port));
			OutputStream out = socket.getOutputStream();
			out.write(HALF_A_GREETING);
			out.flush();
			InputStream in = socket.getInputStream();
			daemon(in::read);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A socket that takes a few messages in and is read by nobody. */
	ZMQ.Socket stalled(SocketType type) {
		ZMQ.Socket socket = socket(type);
		socket.setRcvHWM(1);
		socket.setReceiveBufferSize(SMALL_BUFFER);
		return socket;
	}

	/** A well-behaved socket in a context of its own. */
	ZMQ.Socket socket(SocketType type) {
		ZMQ.Socket socket = this.context.createSocket(type);
		socket.setReceiveTimeOut(30_000);
		socket.setSendTimeOut(30_000);
		socket.setReconnectIVL(10);
		// of JeroMQ's fresh connections some stand still until this time is over
		socket.setHandshakeIvl(500);
		return socket;
	}

	/** A peer that sends as fast as it can and takes little, until the test ends. */
	void flood(SocketType type, String endpoint, IntFunction<String> messages) {
		ZMQ.Socket socket = socket(type);
		socket.setSendTimeOut(50);
		socket.setRcvHWM(10);
		socket.setLinger(0);
		socket.connect(endpoint);
		AtomicBoolean ended = new AtomicBoolean();
		Thread thread = new Thread(() -> {
			for (int i = 0; !ended.get(); i++) {
				socket.send(messages.apply(i));
			}
		}, "flood");
		thread.start();
		closing(() -> {
			ended.set(true);
			thread.join();
		});
	}

	/** Run something that ends when its socket is closed. */
	static void daemon(Io action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException | RuntimeException ex) {
				// the end of the test
			}
		}, "bad-peer");
		thread.setDaemon(true);
		thread.start();
	}

	/** What may fail when the test ends. */
	interface Io {

		void run() throws IOException;

	}

	@Override
	public void afterEach(ExtensionContext extensionContext) throws Exception {
		while (!this.opened.isEmpty()) {
			this.opened.pop().close();
		}
	}

}

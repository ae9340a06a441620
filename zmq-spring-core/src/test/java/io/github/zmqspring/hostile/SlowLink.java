package io.github.zmqspring.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A TCP relay on loopback that hands on every byte a fixed time after it came, in either
 * direction.
 */
final class SlowLink implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final int target;

	private final long delayMillis;

	/** One thread: what is scheduled for the same time stays in order. */
	private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	SlowLink(int target, Duration delay) throws IOException {
		this.target = target;
		this.delayMillis = delay.toMillis();
		daemon(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void accept() throws IOException {
		while (true) {
			Socket left = this.server.accept();
			Socket right = new Socket(InetAddress.getLoopbackAddress(), this.target);
			left.setTcpNoDelay(true);
			right.setTcpNoDelay(true);
			this.sockets.addAll(List.of(left, right));
			daemon(() -> relay(left, right));
			daemon(() -> relay(right, left));
		}
	}

	private void relay(Socket from, Socket to) throws IOException {
		InputStream in = from.getInputStream();
		OutputStream out = to.getOutputStream();
		byte[] buffer = new byte[65536];
		int count;
		while ((count = in.read(buffer)) >= 0) {
			byte[] bytes = Arrays.copyOf(buffer, count);
			this.later.schedule(() -> {
				out.write(bytes);
				return null;
			}, this.delayMillis, TimeUnit.MILLISECONDS);
		}
		this.later.schedule(() -> {
			to.shutdownOutput();
			return null;
		}, this.delayMillis, TimeUnit.MILLISECONDS);
	}

	private static void daemon(Step step) {
		Thread thread = new Thread(() -> {
			try {
				step.run();
			}
			catch (IOException | RuntimeException ex) {
				// closed
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.later.shutdown();
	}

	private interface Step {

		void run() throws IOException;

	}

}

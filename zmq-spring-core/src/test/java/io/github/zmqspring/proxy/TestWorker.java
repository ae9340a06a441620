package io.github.zmqspring.proxy;

import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A REP that connects, on a thread of its own (Guide chapter 2, rrworker).
 */
final class TestWorker implements AutoCloseable {

	/** What it does with a request. */
	interface Job {

		String reply(String request) throws Exception;

	}

	private final Thread thread;

	private volatile boolean closed;

	TestWorker(String name, ZContext context, String endpoint, Job job) {
		this.thread = new Thread(() -> run(context, endpoint, job), name);
		this.thread.start();
	}

	private void run(ZContext context, String endpoint, Job job) {
		try (ZMQ.Socket socket = context.createSocket(SocketType.REP)) {
			socket.setReceiveTimeOut(20);
			socket.setReconnectIVL(10);
			socket.setHandshakeIvl(500);
			socket.connect(endpoint);
			while (!this.closed) {
				String request = socket.recvStr();
				if (request != null) {
					socket.send(job.reply(request));
				}
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join(5000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

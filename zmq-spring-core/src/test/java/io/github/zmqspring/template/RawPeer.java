package io.github.zmqspring.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * A plain JeroMQ socket on a thread of its own, in a context of its own: somebody else's
 * program.
 */
final class RawPeer implements AutoCloseable {

	/** What the peer does with a message, on its thread. */
	interface Behaviour {

		void onMessage(RawPeer peer, List<byte[]> frames);

	}

	/**
	 * A message that every peer sends back, for who wants to be sure of its connection.
	 */
	static final String WARM_UP = "warm-up";

	private static final int LOOK_AROUND_MILLIS = 20;

	private final ZContext context = new ZContext();

	private final ZMQ.Socket socket;

	private final String endpoint;

	private final Behaviour behaviour;

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile boolean stopped;

	private RawPeer(SocketType type, String endpoint, Behaviour behaviour) {
		this.socket = this.context.createSocket(type);
		this.socket.setReceiveTimeOut(LOOK_AROUND_MILLIS);
		this.socket.setSndHWM(0);
		this.socket.setRcvHWM(0);
		this.behaviour = behaviour;
		// a port that was just left may be held for another moment
		Awaitility.await()
			.ignoreException(ZMQException.class)
			.pollInSameThread()
			.until(() -> this.socket.bind(endpoint));
		this.endpoint = this.socket.getLastEndpoint();
		Thread thread = new Thread(this::run, "raw-peer");
		thread.setDaemon(true);
		thread.start();
	}

	static RawPeer bind(SocketType type, Behaviour behaviour) {
		return bind(type, TemplateFixture.ANY_PORT, behaviour);
	}

	static RawPeer bind(SocketType type, String endpoint, Behaviour behaviour) {
		return new RawPeer(type, endpoint, behaviour);
	}

	/** Replies what it gets, envelope included. */
	static Behaviour echo() {
		return RawPeer::send;
	}

	String endpoint() {
		return this.endpoint;
	}

	/** To be called on the peer's thread only. */
	void send(List<byte[]> frames) {
		for (int i = 0; i < frames.size(); i++) {
			this.socket.send(frames.get(i), (i < frames.size() - 1) ? ZMQ.SNDMORE : 0);
		}
	}

	private void run() {
		try {
			while (!this.stopped) {
				byte[] first = this.socket.recv();
				if (first != null) {
					List<byte[]> frames = new ArrayList<>(List.of(first));
					while (this.socket.hasReceiveMore()) {
						frames.add(this.socket.recv());
					}
					if (new String(frames.get(frames.size() - 1), StandardCharsets.UTF_8).equals(WARM_UP)) {
						send(frames);
					}
					else {
						this.behaviour.onMessage(this, frames);
					}
				}
			}
		}
		finally {
			this.socket.close();
			this.context.close();
			this.ended.countDown();
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.stopped = true;
		if (!this.ended.await(30, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The peer has not ended");
		}
	}

}

package io.github.zmqspring.benchmarks.flow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext;
import io.github.zmqspring.benchmarks.raw.RawContext.Step;
import io.github.zmqspring.socket.ZmqSocketType;
import org.zeromq.ZEvent.ZEventConsummer;
import org.zeromq.ZMQ;

/**
 * A hand-written sender: one thread, one socket.
 */
public final class RawSender implements End.Sender {

	private static final Map<String, String> PUBLISHER = Map.of("xpub-no-drop", "true", "xpub-verbose", "true");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final RawContext context;

	private final ZMQ.Socket socket;

	private final Step send;

	private final Semaphore handshakes = new Semaphore(0);

	private RawSender(RawContext context, ZMQ.Socket socket, Step send) {
		this.context = context;
		this.socket = socket;
		this.send = send;
		ZEventConsummer handshake = (event) -> this.handshakes.release();
		socket.setEventHook(handshake, ZMQ.EVENT_HANDSHAKE_PROTOCOL);
	}

	/**
	 * Describe a PUSH.
	 * @param options its options
	 * @param send sends one message
	 * @return what opens it
	 */
	public static Wiring.Senders push(Options options, Step send) {
		return of(ZmqSocketType.PUSH, options, send);
	}

	/**
	 * Describe a publisher. It is an XPUB, which sends as a PUB does and can tell who has
	 * subscribed. It waits for subscribers that are full.
	 * @param options its options
	 * @param send sends one message
	 * @return what opens it
	 */
	public static Wiring.Senders publisher(Options options, Step send) {
		return of(ZmqSocketType.XPUB, options.with(PUBLISHER), send);
	}

	private static Wiring.Senders of(ZmqSocketType type, Options options, Step send) {
		return (place) -> {
			RawContext context = new RawContext(options, place.shared());
			return new RawSender(context, context.open(type, place.bind(), place.endpoint()), send);
		};
	}

	@Override
	public String endpoint() {
		return this.socket.getLastEndpoint();
	}

	@Override
	public void send(long messages) {
		for (long i = 0; i < messages; i++) {
			this.send.accept(this.socket);
		}
	}

	@Override
	public void awaitSubscribers(int count) {
		for (int i = 0; i < count; i++) {
			this.socket.recv(0);
		}
	}

	@Override
	public void awaitConnections(int count) throws InterruptedException {
		if (!this.handshakes.tryAcquire(count, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("Fewer than " + count + " peers within " + PATIENCE);
		}
	}

	@Override
	public void close() {
		this.socket.close();
		this.context.close();
	}

}

package io.github.zmqspring.benchmarks.request;

import java.util.concurrent.Semaphore;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.flow.AppSender;
import io.github.zmqspring.benchmarks.harness.Contender;
import io.github.zmqspring.benchmarks.harness.Latencies;
import io.github.zmqspring.benchmarks.harness.Meter;
import io.github.zmqspring.benchmarks.harness.Sample;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.ZmqTemplate;
import org.zeromq.ZMQ;

/**
 * Makes requests and waits for their replies.
 */
public final class Client implements Contender {

	private static final byte[] DELIMITER = new byte[0];

	private final Rounds rounds;

	private final AutoCloseable[] resources;

	private Client(Rounds rounds, AutoCloseable... resources) {
		this.rounds = rounds;
		this.resources = resources;
	}

	/**
	 * Open a hand-written REQ: one request after the other, each of them timed.
	 * @param service what answers; closed with the client
	 * @param size the size of a request, in bytes
	 * @return the client
	 */
	public static Client req(Echo service, int size) {
		RawContext context = new RawContext(Options.SAME);
		ZMQ.Socket socket = context.connect(ZmqSocketType.REQ, service.endpoint());
		return new Client((requests) -> Latencies.measure(requests, () -> {
			socket.send(new byte[size], 0);
			socket.recv(0);
		}), socket, context, service);
	}

	/**
	 * Start an application that makes one request after the other, each of them timed.
	 * @param type the type of its socket
	 * @param service what answers; closed with the client
	 * @param size the size of a request, in bytes
	 * @return the client
	 */
	public static Client template(ZmqSocketType type, Echo service, int size) {
		App app = app(type, service);
		ZmqTemplate template = app.template();
		return new Client((requests) -> Latencies.measure(requests,
				() -> template.request(AppSender.SOCKET, new byte[size], byte[].class)), app, service);
	}

	/**
	 * Open a hand-written DEALER that keeps some requests in flight.
	 * @param endpoint where the service is
	 * @param service what to close with the client
	 * @param size the size of a request, in bytes
	 * @param window how many are in flight
	 * @return the client
	 */
	public static Client dealer(String endpoint, AutoCloseable service, int size, int window) {
		RawContext context = new RawContext(Options.SAME);
		ZMQ.Socket socket = context.connect(ZmqSocketType.DEALER, endpoint);
		return new Client((requests) -> Meter.measure(requests, () -> {
			long sent = 0;
			for (long received = 0; received < requests; received++) {
				for (; sent < requests && sent - received < window; sent++) {
					socket.send(DELIMITER, ZMQ.SNDMORE);
					socket.send(new byte[size], 0);
				}
				socket.recv(0);
				socket.recv(0);
			}
		}), socket, context, service);
	}

	/**
	 * Start an application that keeps some requests in flight over a DEALER.
	 * @param service what answers; closed with the client
	 * @param size the size of a request, in bytes
	 * @param window how many are in flight
	 * @return the client
	 */
	public static Client templateAsync(Echo service, int size, int window) {
		App app = app(ZmqSocketType.DEALER, service);
		ZmqTemplate template = app.template();
		Semaphore permits = new Semaphore(window);
		return new Client((requests) -> Meter.measure(requests, () -> {
			for (long i = 0; i < requests; i++) {
				permits.acquire();
				template.requestAsync(AppSender.SOCKET, new byte[size], byte[].class)
					.whenComplete((reply, failure) -> permits.release());
			}
			permits.acquire(window);
			permits.release(window);
		}), app, service);
	}

	private static App app(ZmqSocketType type, Echo service) {
		return App.with().socket(AppSender.SOCKET, type, false, service.endpoint()).start();
	}

	@Override
	public Sample round(long requests) throws Exception {
		return this.rounds.play(requests);
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

	/**
	 * Does a round.
	 */
	@FunctionalInterface
	private interface Rounds {

		Sample play(long requests) throws Exception;

	}

}

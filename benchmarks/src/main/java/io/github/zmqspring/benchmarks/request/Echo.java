package io.github.zmqspring.benchmarks.request;

import io.github.zmqspring.annotation.ZmqListener;
import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.flow.End;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext;
import io.github.zmqspring.socket.ZmqSocketType;
import org.zeromq.ZMQ;

/**
 * A service that sends back what it gets.
 *
 * @param endpoint where it is bound
 * @param resource what to close
 */
public record Echo(String endpoint, AutoCloseable resource) implements End {

	private static final String LOOPBACK = "tcp://127.0.0.1:*";

	private static final String SOCKET = "echo";

	/**
	 * Open a hand-written REP.
	 * @return the service
	 */
	public static Echo rep() {
		RawContext context = new RawContext(Options.SAME);
		ZMQ.Socket socket = context.bind(ZmqSocketType.REP, LOOPBACK);
		return start(context, socket, (rep) -> rep.send(rep.recv(0), 0));
	}

	/**
	 * Open a hand-written REP that is a worker behind a proxy.
	 * @param endpoint the backend of the proxy
	 * @return the service
	 */
	public static Echo worker(String endpoint) {
		RawContext context = new RawContext(Options.SAME);
		ZMQ.Socket socket = context.connect(ZmqSocketType.REP, endpoint);
		return start(context, socket, (rep) -> rep.send(rep.recv(0), 0));
	}

	/**
	 * Open a hand-written ROUTER, which need not answer one after the other.
	 * @return the service
	 */
	public static Echo router() {
		RawContext context = new RawContext(Options.SAME);
		ZMQ.Socket socket = context.bind(ZmqSocketType.ROUTER, LOOPBACK);
		return start(context, socket, (router) -> {
			router.send(router.recv(0), ZMQ.SNDMORE);
			router.send(router.recv(0), ZMQ.SNDMORE);
			router.send(router.recv(0), 0);
		});
	}

	private static Echo start(RawContext context, ZMQ.Socket socket, RawContext.Step step) {
		String endpoint = socket.getLastEndpoint();
		context.loop(socket, step);
		return new Echo(endpoint, context);
	}

	/**
	 * Start an application with a listener on a REP.
	 * @param concurrency how many requests it handles at a time
	 * @return the service
	 */
	public static Echo listener(int concurrency) {
		App app = App.with()
			.socket(SOCKET, ZmqSocketType.REP, true, LOOPBACK)
			.property("zmq.listener.concurrency", concurrency)
			.bean(new Listener())
			.start();
		return new Echo(app.endpoint(SOCKET), app);
	}

	@Override
	public void close() throws Exception {
		this.resource.close();
	}

	static final class Listener {

		@ZmqListener(socket = SOCKET)
		byte[] echo(byte[] request) {
			return request;
		}

	}

}

package io.github.zmqspring.benchmarks.proxy;

import java.util.Locale;
import java.util.Map;

import io.github.zmqspring.benchmarks.app.App;
import io.github.zmqspring.benchmarks.raw.Options;
import io.github.zmqspring.benchmarks.raw.RawContext;
import io.github.zmqspring.proxy.ZmqProxyKind;
import io.github.zmqspring.socket.ZmqSocketType;
import org.zeromq.ZMQ;

/**
 * A proxy, running.
 *
 * @param frontend where senders and clients connect
 * @param backend where receivers and workers connect
 * @param resource what to close
 */
public record Proxy(String frontend, String backend, AutoCloseable resource) implements AutoCloseable {

	private static final String LOOPBACK = "tcp://127.0.0.1:*";

	private static final Map<String, String> NO_DROP = Map.of("xpub-no-drop", "true");

	/**
	 * Start JeroMQ's own proxy in a thread.
	 * @param kind which one
	 * @return the proxy
	 */
	public static Proxy raw(ZmqProxyKind kind) {
		RawContext context = new RawContext(waits(kind) ? Options.SAME.with(NO_DROP) : Options.SAME);
		ZMQ.Socket frontend = context.bind(kind.frontendType(), LOOPBACK);
		ZMQ.Socket backend = context.bind(kind.backendType(), LOOPBACK);
		Proxy proxy = new Proxy(frontend.getLastEndpoint(), backend.getLastEndpoint(), context);
		context.run(frontend, (own) -> {
			try (backend) {
				ZMQ.proxy(own, backend, null);
			}
		});
		return proxy;
	}

	/**
	 * Start an application with a proxy.
	 * @param kind which one
	 * @return the proxy
	 */
	public static Proxy app(ZmqProxyKind kind) {
		String prefix = "zmq.proxies.proxy.";
		App.Builder builder = App.with()
			.property(prefix + "kind", kind.name().toLowerCase(Locale.ROOT))
			.property(prefix + "frontend.bind", LOOPBACK)
			.property(prefix + "backend.bind", LOOPBACK);
		if (waits(kind)) {
			NO_DROP.forEach((option, value) -> builder.property(prefix + "backend." + option, value));
		}
		App app = builder.start();
		return new Proxy(app.endpoint("proxy.frontend"), app.endpoint("proxy.backend"), app);
	}

	/**
	 * What a forwarder drops cannot be compared: it waits.
	 */
	private static boolean waits(ZmqProxyKind kind) {
		return kind.backendType() == ZmqSocketType.XPUB;
	}

	@Override
	public void close() throws Exception {
		this.resource.close();
	}

}

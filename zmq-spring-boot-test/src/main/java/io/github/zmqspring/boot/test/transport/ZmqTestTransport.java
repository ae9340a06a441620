package io.github.zmqspring.boot.test.transport;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.github.zmqspring.boot.test.transport.AddressBook.Connection;
import io.github.zmqspring.boot.test.transport.AddressBook.Member;
import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqEndpoint;
import io.github.zmqspring.socket.ZmqEndpointMapping;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqTransport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Carries all TCP connections of one application context in-process: no port is taken and
 * two contexts never meet. Everything goes by its TCP name ({@code local.zmq.*} has port
 * numbers, a taken port cannot be bound, a restarted socket is found again), and what the
 * handshake of real sockets would refuse is refused.
 * <p>
 * What only exists on a wire is missing: handshakes and with them CURVE, PLAIN and ZAP,
 * heartbeats, {@code max-message-size}, TCP options, raw sockets. All addresses of this
 * machine count as one.
 */
public final class ZmqTestTransport implements DisposableBean {

	private static final Log logger = LogFactory.getLog(ZmqTestTransport.class);

	private final AddressBook book = new AddressBook();

	/** Not the thread that closes a socket: it may hold that socket's lock. */
	private final ExecutorService reconnects = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "zmq-test-transport");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Create a transport that nothing uses yet.
	 */
	public ZmqTestTransport() {
	}

	/**
	 * Return what makes the sockets of an application use this transport.
	 * @param registry has the sockets, asked when one of them must be reconnected
	 * @return a customizer for that registry
	 */
	public ZmqSocketCustomizer application(Supplier<@Nullable ZmqSocketRegistry> registry) {
		return customizer(new Wiring(registry, false));
	}

	/**
	 * Return what makes the peers of a test use this transport. They may bind the hosts
	 * that the application connects, wherever those are.
	 * @param registry has the peers
	 * @return a customizer for that registry
	 */
	public ZmqSocketCustomizer peers(Supplier<@Nullable ZmqSocketRegistry> registry) {
		return customizer(new Wiring(registry, true));
	}

	private static ZmqSocketCustomizer customizer(Wiring wiring) {
		return (name, builder) -> builder.endpointMapping(wiring);
	}

	/**
	 * Drop what sockets have queued for endpoints that nobody has bound, so that it does
	 * not reach the peers of the next test. Returns when it is done.
	 */
	public void dropUndelivered() {
		CompletableFuture.runAsync(() -> this.book.waiting().forEach(ZmqTestTransport::reconnect), this.reconnects)
			.join();
	}

	private static void reconnect(Connection connection) {
		((Wiring) connection.group()).reconnect(connection);
	}

	@Override
	public void destroy() {
		this.reconnects.shutdown();
	}

	/** The transport as the sockets of one registry see it. */
	private final class Wiring implements ZmqEndpointMapping {

		private final Supplier<@Nullable ZmqSocketRegistry> registry;

		private final boolean anywhere;

		private Wiring(Supplier<@Nullable ZmqSocketRegistry> registry, boolean anywhere) {
			this.registry = registry;
			this.anywhere = anywhere;
		}

		@Override
		public Bound bind(SocketSpec spec, ZmqEndpoint endpoint) {
			return (endpoint.transport() == ZmqTransport.TCP)
					? ZmqTestTransport.this.book.bind(new Member(spec, this), endpoint, this.anywhere)
					: new Bound(endpoint, List.of(endpoint));
		}

		@Override
		public ZmqEndpoint connect(SocketSpec spec, ZmqEndpoint endpoint) {
			return (endpoint.transport() == ZmqTransport.TCP)
					? ZmqTestTransport.this.book.connect(new Member(spec, this), endpoint) : endpoint;
		}

		@Override
		public ZmqEndpoint disconnect(SocketSpec spec, ZmqEndpoint endpoint) {
			return (endpoint.transport() == ZmqTransport.TCP)
					? ZmqTestTransport.this.book.disconnect(new Member(spec, this), endpoint) : endpoint;
		}

		@Override
		public void closing(SocketSpec spec) {
			List<Connection> left = ZmqTestTransport.this.book.leave(new Member(spec, this));
			if (!left.isEmpty() && !ZmqTestTransport.this.reconnects.isShutdown()) {
				ZmqTestTransport.this.reconnects.execute(() -> left.forEach(ZmqTestTransport::reconnect));
			}
		}

		private void reconnect(Connection connection) {
			ZmqSocketRegistry sockets = this.registry.get();
			ZmqSocket socket = (sockets != null && sockets.isRunning()) ? sockets.find(connection.socketName()) : null;
			if (socket == null) {
				return;
			}
			try {
				socket.control().reconnect(connection.endpoint().toString());
			}
			catch (ZmqException | IllegalStateException ex) {
				// it was closed or disconnected meanwhile
				logger.debug("Not reconnected: " + connection, ex);
			}
		}

	}

}

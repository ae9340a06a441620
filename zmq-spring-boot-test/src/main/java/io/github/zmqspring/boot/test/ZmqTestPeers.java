package io.github.zmqspring.boot.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.zmqspring.boot.test.transport.ZmqTestTransport;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.StartupFailurePolicy;
import io.github.zmqspring.socket.ZmqContext;
import io.github.zmqspring.socket.ZmqContextOptions;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketCustomizer;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Opens peers for the sockets of the application: a bean that tests ask. With the test
 * transport they meet the application in-process, otherwise over TCP. All of them are
 * closed at the end of the test method, and before the context stops or pauses.
 */
public final class ZmqTestPeers implements SmartLifecycle {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private static final ZmqContextOptions OPTIONS = new ZmqContextOptions(1, 4096, Duration.ZERO, true,
			"zmq-test-peers-");

	private final ZmqSocketRegistry application;

	private final @Nullable ZmqTestTransport transport;

	private final Duration patience;

	private final ZmqContext context;

	private final ZmqSocketRegistry sockets;

	private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

	private final AtomicInteger count = new AtomicInteger();

	private volatile boolean running;

	/**
	 * Create what opens no peer yet.
	 * @param application has the sockets under test
	 * @param transport what they use instead of TCP, or {@code null} for TCP
	 * @param patience how long peers wait for what must happen
	 */
	public ZmqTestPeers(ZmqSocketRegistry application, @Nullable ZmqTestTransport transport, Duration patience) {
		this.application = application;
		this.transport = transport;
		this.patience = patience;
		this.context = (transport != null) ? application.getContext() : new ZmqContext(OPTIONS);
		List<ZmqSocketCustomizer> customizers = (transport != null) ? List.of(transport.peers(this::registry))
				: List.of();
		this.sockets = new ZmqSocketRegistry(this.context, StartupFailurePolicy.FAIL, customizers, (event) -> {
		});
	}

	private ZmqSocketRegistry registry() {
		return this.sockets;
	}

	/**
	 * Open a peer of the type that usually talks to a socket (a REP for a DEALER), where
	 * the socket binds or, if it binds nothing, where it connects, and wait until both
	 * are connected. A SUB subscribes to everything.
	 * @param socketName a socket of the application; a listener's own socket has the
	 * listener's id
	 * @return the peer
	 * @throws AssertionError if they do not connect in time ({@code test.zmq.timeout})
	 */
	public ZmqTestPeer of(String socketName) {
		return of(socketName, PeerPlan.typeFor(this.application.get(socketName, "ZmqTestPeers").type()));
	}

	/**
	 * Open a peer of another type that may talk to the socket, a ROUTER for a DEALER for
	 * instance.
	 * @param socketName a socket of the application
	 * @param type the type of the peer
	 * @return the peer
	 */
	public ZmqTestPeer of(String socketName, ZmqSocketType type) {
		return of(socketName, type, (peer) -> {
			if (type == ZmqSocketType.SUB) {
				peer.topics("");
			}
		});
	}

	/**
	 * Open a peer with options of its own: topics, high-water marks, a routing id.
	 * @param socketName a socket of the application
	 * @param customizer changes the peer; a SUB needs topics, a DISH groups
	 * @return the peer
	 */
	public ZmqTestPeer of(String socketName, Consumer<SocketSpec.Builder> customizer) {
		return of(socketName, PeerPlan.typeFor(this.application.get(socketName, "ZmqTestPeers").type()), customizer);
	}

	/**
	 * Open a peer of another type with options of its own.
	 * @param socketName a socket of the application
	 * @param type the type of the peer
	 * @param customizer changes the peer; a SUB needs topics, a DISH groups
	 * @return the peer
	 */
	public ZmqTestPeer of(String socketName, ZmqSocketType type, Consumer<SocketSpec.Builder> customizer) {
		ZmqSocket tested = this.application.get(socketName, "ZmqTestPeers");
		if (!tested.type().legalPeers().contains(type)) {
			throw new IllegalArgumentException("A " + type + " cannot talk to " + tested.type() + " socket '"
					+ socketName + "', only " + tested.type().legalPeers());
		}
		if (!tested.isRunning()) {
			throw new IllegalStateException("Socket '" + socketName + "' is closed, nobody can talk to it");
		}
		SocketSpec spec = spec(type, "-of-" + socketName, (builder) -> {
			PeerPlan.meet(tested, builder);
			customizer.accept(builder);
		});
		Meeting meeting = new Meeting(tested, spec, this.patience);
		ZmqTestPeer peer = open(spec, tested);
		meeting.await(peer.socket());
		return peer;
	}

	/**
	 * Open a peer at any endpoint. Does not wait for a connection.
	 * @param type the type of the peer
	 * @param customizer says where it binds or connects, and the rest
	 * @return the peer
	 */
	public ZmqTestPeer open(ZmqSocketType type, Consumer<SocketSpec.Builder> customizer) {
		return open(spec(type, "", customizer), null);
	}

	private SocketSpec spec(ZmqSocketType type, String suffix, Consumer<SocketSpec.Builder> customizer) {
		SocketSpec.Builder builder = SocketSpec.of("peer-" + this.count.incrementAndGet() + suffix, type)
			.source("the test")
			.option(ZmqOptions.LINGER, Duration.ZERO);
		customizer.accept(builder);
		return builder.build();
	}

	private ZmqTestPeer open(SocketSpec spec, @Nullable ZmqSocket tested) {
		requireRunning();
		this.sockets.start();
		ZmqSocket socket = this.sockets.register(spec);
		ZmqTestPeer peer = new ZmqTestPeer(socket, tested, this.patience, () -> forget(spec.name()));
		this.open.add(peer);
		return peer;
	}

	private void forget(String name) {
		if (this.sockets.find(name) != null) {
			this.sockets.remove(name, CLOSE_TIMEOUT);
		}
	}

	/**
	 * Open a raw TCP connection to a socket of the application, to send it anything but
	 * ZeroMQ, or to talk to a STREAM.
	 * @param socketName a socket of the application that binds, or connects, a TCP
	 * endpoint
	 * @return the connection
	 * @throws IllegalStateException with the test transport, which has no bytes
	 */
	public ZmqRawPeer raw(String socketName) {
		requireRunning();
		if (this.transport != null) {
			throw new IllegalStateException("The test transport carries messages, not bytes: "
					+ "a raw peer needs TCP, @AutoConfigureZmqTestTransport(enabled = false) and a port of *");
		}
		ZmqRawPeer peer = ZmqRawPeer.of(this.application.get(socketName, "ZmqTestPeers"), this.patience);
		this.open.add(peer);
		return peer;
	}

	/**
	 * Close all peers, as the end of each test method does; what the application has
	 * queued for absent peers is dropped, with the test transport.
	 */
	public void closeAll() {
		for (AutoCloseable peer : this.open) {
			try {
				peer.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException("Cannot close " + peer, ex);
			}
		}
		this.open.clear();
		if (this.transport != null) {
			this.transport.dropUndelivered();
		}
	}

	private void requireRunning() {
		if (!this.running) {
			throw new IllegalStateException("The application context is not running");
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		if (!this.running) {
			return;
		}
		this.running = false;
		closeAll();
		if (this.transport == null) {
			this.sockets.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}

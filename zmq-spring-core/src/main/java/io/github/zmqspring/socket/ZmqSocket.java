package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.zmqspring.error.DuplicateListenerException;
import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.error.ZmqUnroutableException;
import io.github.zmqspring.message.MessageOrigin;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.EngineSocket.SendResult;
import org.jspecify.annotations.Nullable;

/**
 * A named ZeroMQ socket that any thread may use, whatever its type. It can be started and
 * stopped any number of times; ephemeral ports stay what they were.
 * <p>
 * Sending happens on the caller's thread and never waits for the receiver; the receiver
 * is called on a thread of its own.
 */
public final class ZmqSocket {

	private final ZmqContext context;

	private final SocketOpener opener;

	private final SocketCounters counters;

	private final DropReporter dropReporter;

	private final WireTap wireTap;

	private final PeerBook peerBook;

	private final @Nullable PeerRequirement requirement;

	private final ZmqSocketInspection inspection;

	private final ZmqSocketControl control = new ZmqSocketControl(this);

	private final Consumer<ZmqSocket> onStarted;

	private volatile SocketSpec spec;

	/** Read with each message: kept apart from the specification's table. */
	private final Duration sendTimeout;

	/** Asked with each message of a template, as the reception is with each receive. */
	private volatile boolean running;

	private final GuardedEngine engine;

	private final SocketLife life;

	/** Set between the steps of the life. */
	private volatile @Nullable ZmqReception reception;

	ZmqSocket(ZmqContext context, SocketSpec spec, Consumer<ZmqSocket> onStarted) {
		String name = spec.name();
		this.context = context;
		this.spec = spec;
		this.counters = new SocketCounters(this::noticeLoss);
		this.dropReporter = new DropReporter(name, this.counters, context.events(), context::timer);
		this.wireTap = new WireTap(name, spec.type(), context.events());
		this.opener = new SocketOpener(context, this.counters);
		this.engine = new GuardedEngine(name, spec.type(), this.counters, this::failed);
		this.requirement = PeerRequirement.of(spec);
		this.peerBook = new PeerBook(name, context.events(), this.requirement, ConnectionLimits.of(spec));
		this.inspection = new ZmqSocketInspection(this, this.peerBook, this.requirement);
		this.sendTimeout = timeout(ZmqOptions.SEND_TIMEOUT);
		this.onStarted = onStarted;
		PeerMonitor monitor = new PeerMonitor(this.peerBook, (channel) -> this.opener.connected(channel, this.spec),
				this.engine::wakePump);
		this.life = new SocketLife(this, this.engine, this.opener, monitor);
	}

	private void noticeLoss() {
		this.dropReporter.noticed();
	}

	private void failed(Throwable ex) {
		this.life.failed(ex);
	}

	/**
	 * Return the name.
	 * @return the name, unique within the application
	 */
	public String name() {
		return this.spec.name();
	}

	/**
	 * Return the type.
	 * @return the type
	 */
	public ZmqSocketType type() {
		return this.spec.type();
	}

	/**
	 * Return the specification, with what was changed at run time.
	 * @return the specification that the next start opens
	 */
	public SocketSpec spec() {
		return this.spec;
	}

	/**
	 * Return whether the socket is open.
	 * @return whether it can send and receive
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return the endpoints this socket is bound to, ephemeral ports resolved.
	 * @return the endpoints in the order of their declaration; empty before the first
	 * start
	 */
	public List<ZmqEndpoint> boundEndpoints() {
		return this.life.bound();
	}

	/**
	 * Return what has passed through this socket.
	 * @return the counters
	 */
	public SocketCounters counters() {
		return this.counters;
	}

	/**
	 * Return what can be changed and awaited while the socket is open: endpoints, topics,
	 * groups, peers.
	 * @return the control
	 */
	public ZmqSocketControl control() {
		return this.control;
	}

	/**
	 * Return what can be known of the socket: state, peers, queues, subscriptions.
	 * @return the inspection
	 */
	public ZmqSocketInspection inspection() {
		return this.inspection;
	}

	/**
	 * Return a name for a thread that works for this socket.
	 * @param purpose what the thread does
	 * @return the name, with the prefix of the context's threads
	 */
	public String threadName(String purpose) {
		return this.context.threadName(purpose);
	}

	ZmqContext context() {
		return this.context;
	}

	/**
	 * Open the socket: configure, bind, connect, and read if there is a receiver.
	 * Connecting never waits for a peer. Does nothing if it is open.
	 * @throws io.github.zmqspring.error.ZmqBindException if an endpoint cannot be bound
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if JeroMQ refuses an
	 * endpoint or an option
	 */
	public void start() {
		if (this.life.start()) {
			this.onStarted.accept(this);
		}
	}

	/** The engine is open; set before its receiver is called. */
	void opened() {
		this.dropReporter.opened();
		if (this.requirement != null) {
			this.requirement.opened(System.nanoTime());
		}
		this.running = true;
	}

	void setRunning(boolean open) {
		this.running = open;
	}

	/**
	 * Close the socket. Reading ends first, what the receiver is at is finished, and
	 * queued messages leave, for at most the linger time; what has not left by then is
	 * lost, counted and logged. When this method returns, the ports are free. Does
	 * nothing if it is closed.
	 * @param timeout how long to wait for the receiver
	 */
	public void stop(Duration timeout) {
		beginStop(timeout);
		finishStop();
	}

	/** Stop reading and refuse to send. What is queued leaves meanwhile. */
	void beginStop(Duration timeout) {
		this.life.beginStop(timeout);
	}

	/** Wait until everything has left, for at most the linger time since the begin. */
	void finishStop() {
		this.life.finishStop();
	}

	/**
	 * Close and open again, dropping every message that JeroMQ has queued in either
	 * direction: the fresh state that a client needs that has given up on a request
	 * (Guide chapter 4, Lazy Pirate). Who sends meanwhile waits and uses the new socket.
	 * Does nothing if it is closed.
	 * @throws io.github.zmqspring.error.ZmqBindException if an endpoint cannot be bound
	 * again; the socket is closed then
	 */
	public void reopen() {
		ZmqReception current = this.reception;
		if (current != null && current.isOwnThread()) {
			throw new IllegalStateException("Socket '" + name() + "' cannot be reopened by its own receiver");
		}
		this.life.reopen();
	}

	/**
	 * Send a message of one frame, waiting for room no longer than the socket's send
	 * timeout. The array is not copied: it must not be changed afterwards.
	 * @param frame the frame
	 * @throws ZmqQueueFullException if there was no room in time
	 * @throws ZmqSocketStoppedException if the socket is closed
	 */
	public void send(byte[] frame) {
		send(ZmqMessage.of(frame));
	}

	/**
	 * Send a message, waiting for room no longer than the socket's send timeout. It is
	 * sent as a whole or not at all. When this method returns, JeroMQ has queued it: that
	 * does not mean that it has left, let alone arrived.
	 * @param message the message; a ROUTER's begins with the routing id
	 * @throws ZmqQueueFullException if there was no room in time
	 * @throws ZmqUnroutableException if no peer has the routing id
	 * @throws ZmqSocketStoppedException if the socket is closed
	 */
	public void send(ZmqMessage message) {
		Duration timeout = this.sendTimeout;
		if (!send(message, timeout)) {
			throw new ZmqQueueFullException(name(), timeout);
		}
	}

	/**
	 * Send a message if there is room now.
	 * @param message the message
	 * @return whether JeroMQ has queued it; {@code false} if the high-water mark is
	 * reached for every peer or there is no peer
	 * @throws ZmqUnroutableException if no peer has the routing id
	 * @throws ZmqSocketStoppedException if the socket is closed
	 */
	public boolean trySend(ZmqMessage message) {
		return send(message, Duration.ZERO);
	}

	/**
	 * Send a message, waiting for room no longer than the given time.
	 * @param message the message
	 * @param timeout how long to wait for room
	 * @return whether JeroMQ has queued it
	 * @throws ZmqUnroutableException if no peer has the routing id
	 * @throws ZmqSocketStoppedException if the socket is closed
	 */
	public boolean send(ZmqMessage message, Duration timeout) {
		SendResult result = this.engine.send(message, timeout);
		if (result == SendResult.UNROUTABLE) {
			throw unroutable(message);
		}
		if (result == SendResult.SENT) {
			this.wireTap.sent(message);
			return true;
		}
		return false;
	}

	private ZmqUnroutableException unroutable(ZmqMessage message) {
		MessageOrigin origin = message.origin();
		return (type().routesByNumber() && origin != null) ? new ZmqUnroutableException(name(), origin.routingId())
				: new ZmqUnroutableException(name(), message.first());
	}

	/**
	 * Receive a message. For sockets without a receiver.
	 * @param timeout how long to wait
	 * @return the message, or {@code null} if none came in time
	 * @throws IllegalStateException if a receiver takes the messages
	 * @throws ZmqSocketStoppedException if the socket is closed
	 */
	public @Nullable ZmqMessage receive(Duration timeout) {
		if (!type().canReceive()) {
			throw new ZmqException("Socket '" + name() + "' is of type " + type() + ", which does not receive");
		}
		ZmqReception current = this.reception;
		if (current != null) {
			throw new IllegalStateException(
					"The messages of socket '" + name() + "' are taken by " + current.description());
		}
		ZmqMessage message = this.engine.receive(timeout);
		if (message != null) {
			this.wireTap.received(message);
		}
		return message;
	}

	/**
	 * Hand the messages of this socket to a receiver, from now on and after each start.
	 * @param receiver gets the messages on the thread of the socket's loop
	 * @param description who the receiver is, for errors
	 * @param daemon whether the JVM may end while it waits for messages
	 * @return the reception, to pause and to end it
	 * @throws DuplicateListenerException if another receiver takes the messages
	 */
	public ZmqReception attach(ZmqReceiver receiver, String description, boolean daemon) {
		return this.life.between(() -> {
			ZmqReception current = this.reception;
			if (current != null) {
				throw new DuplicateListenerException(name(), current.description(), description);
			}
			ZmqReception attached = new ZmqReception(this, receiver, description, daemon);
			this.reception = attached;
			if (this.running) {
				this.life.read();
			}
			return attached;
		});
	}

	void detach(ZmqReception leaving, Duration timeout) {
		this.life.between(() -> {
			leaving.end(timeout);
			if (this.reception == leaving) {
				this.reception = null;
				this.engine.setReader(null);
			}
			return null;
		});
	}

	@Nullable ZmqReception reception() {
		return this.reception;
	}

	<T extends @Nullable Object> T withEngine(Function<EngineSocket, T> action) {
		return this.engine.with(action);
	}

	boolean awaitEngine(Duration timeout, Function<EngineSocket, Boolean> condition) {
		return this.engine.await(timeout, condition);
	}

	void wakePump() {
		this.engine.wakePump();
	}

	void replaceSpec(SocketSpec changedSpec) {
		this.spec = changedSpec;
	}

	SocketOpener opener() {
		return this.opener;
	}

	PeerBook peerBook() {
		return this.peerBook;
	}

	WireTap wireTap() {
		return this.wireTap;
	}

	/** Why the socket is not open, or can no longer be used. */
	@Nullable Throwable failure() {
		return this.life.failure();
	}

	Duration timeout(SocketOption<Duration> option) {
		Duration timeout = this.spec.effective(option);
		return (timeout != null) ? timeout : Duration.ZERO;
	}

	@Override
	public String toString() {
		return this.spec + (this.running ? " open" : " closed");
	}

}

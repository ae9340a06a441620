package io.github.zmqspring.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqspring.error.ZmqBindException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqReceiver;
import io.github.zmqspring.socket.ZmqReception;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import io.github.zmqspring.socket.ZmqSocketType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Joins two sockets: what one receives the other sends, whole and unchanged, one thread
 * for each direction that messages go. It can be steered while it runs, as
 * {@code zmq_proxy_steerable} can. Stateless (Guide chapter 2): proxies may be chained,
 * and peers come and go on either side. Thread-safe.
 * <p>
 * A full backend makes the proxy wait, so that the high-water mark does its work at the
 * peers of the frontend. Only a ROUTER never makes it wait, see
 * {@link ZmqProxyStatistics.Direction}; that a drop is counted takes
 * {@code router-mandatory}, which is the default.
 */
public final class ZmqProxy {

	private static final Log logger = LogFactory.getLog(ZmqProxy.class);

	/** What a direction needs beyond the deadline to give up what it has in hand. */
	private static final Duration MARGIN = Duration.ofMillis(100);

	/** What a proxy is doing. */
	public enum State {

		/** Nothing; it can be started. */
		STOPPED,

		/** Forwarding. */
		RUNNING,

		/** Open, and holding everything back. */
		PAUSED,

		/** Stopped for good. */
		TERMINATED

	}

	private final ZmqProxySpec spec;

	private final ZmqSocketRegistry sockets;

	private final DirectionCounters downstream = new DirectionCounters();

	private final DirectionCounters upstream = new DirectionCounters();

	private final ProxyCapture.Counters captures = new ProxyCapture.Counters();

	private final Instant since = Instant.now();

	private final ReentrantLock lock = new ReentrantLock();

	private final List<ZmqReception> receptions = new ArrayList<>(2);

	private ProxyGate gate = new ProxyGate();

	private volatile State state = State.STOPPED;

	ZmqProxy(ZmqProxySpec spec, ZmqSocketRegistry sockets) {
		this.spec = spec;
		this.sockets = sockets;
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.spec.name();
	}

	/**
	 * Return what this proxy is made of.
	 * @return the specification
	 */
	public ZmqProxySpec spec() {
		return this.spec;
	}

	/**
	 * Return what the proxy is doing.
	 * @return the state
	 */
	public State state() {
		return this.state;
	}

	/**
	 * Return the frontend, for its endpoints, peers and counters.
	 * @return the socket
	 * @throws io.github.zmqspring.error.UnknownSocketException if no socket of that name
	 * is registered
	 */
	public ZmqSocket frontend() {
		return socket(this.spec.frontend());
	}

	/**
	 * Return the backend, for its endpoints, peers and counters.
	 * @return the socket
	 * @throws io.github.zmqspring.error.UnknownSocketException if no socket of that name
	 * is registered
	 */
	public ZmqSocket backend() {
		return socket(this.spec.backend());
	}

	private ZmqSocket socket(ZmqProxySocket reference) {
		return this.sockets.get(reference.name(), description());
	}

	private String description() {
		return "proxy '" + name() + "'";
	}

	/**
	 * Open the sockets that the proxy brings along and forward. Registered sockets that
	 * are closed are left so: forwarding begins when they open. Does nothing if the proxy
	 * is running or paused.
	 * @throws ZmqBindException if a socket cannot be bound
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if registered sockets
	 * cannot be joined
	 * @throws io.github.zmqspring.error.DuplicateListenerException if somebody else
	 * receives from one of the sockets
	 * @throws IllegalStateException if it was terminated
	 */
	public void start() {
		start(false);
	}

	/**
	 * Start with the application.
	 * @param lenient whether to go on with a socket that cannot be bound, because the
	 * socket registry has let that pass: it may try again later
	 */
	void start(boolean lenient) {
		this.lock.lock();
		try {
			Assert.state(this.state != State.TERMINATED, () -> "The " + description() + " was terminated");
			if (this.state != State.STOPPED) {
				return;
			}
			ZmqSocket front = frontend();
			ZmqSocket back = backend();
			ZmqSocket copies = (this.spec.capture() != null) ? socket(this.spec.capture()) : null;
			this.spec.checkPair(front.spec(), back.spec());
			if (copies != null) {
				ProxyPairs.checkCapture(name(), copies.type());
			}
			this.gate = new ProxyGate();
			ProxyCapture capture = (copies != null) ? new ProxyCapture(copies, this.captures) : null;
			try {
				openInline(lenient);
				attach(back, front, capture, this.upstream);
				attach(front, back, capture, this.downstream);
				this.state = State.RUNNING;
			}
			finally {
				if (this.state != State.RUNNING) {
					close(Duration.ZERO);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Open what messages go to before what they come from. */
	private void openInline(boolean lenient) {
		for (ZmqSocket socket : inlineSockets()) {
			try {
				socket.start();
			}
			catch (ZmqBindException ex) {
				if (!lenient) {
					throw ex;
				}
				logger.warn("The " + description() + " waits for a socket: " + ex.getMessage());
			}
		}
	}

	private List<ZmqSocket> inlineSockets() {
		List<ZmqSocket> inline = new ArrayList<>(3);
		addInline(this.spec.capture(), inline);
		addInline(this.spec.backend(), inline);
		addInline(this.spec.frontend(), inline);
		return inline;
	}

	private void addInline(@Nullable ZmqProxySocket reference, List<ZmqSocket> inline) {
		ZmqSocket socket = (reference != null && reference.isInline()) ? this.sockets.find(reference.name()) : null;
		if (socket != null) {
			inline.add(socket);
		}
	}

	private void attach(ZmqSocket from, ZmqSocket to, @Nullable ProxyCapture capture, DirectionCounters counters) {
		if (from.type().canReceive()) {
			ZmqReceiver receiver = ProxyPairs.forwards(from.type(), to.type())
					? new ProxyDirection(to, this.gate, capture, counters) : discard(from.type(), counters);
			this.receptions.add(from.attach(receiver, description(), false));
		}
	}

	/**
	 * What cannot be forwarded is read all the same: unread, subscriptions would pile up
	 * in an XPUB without end, and messages would stall the peers.
	 */
	private static ZmqReceiver discard(ZmqSocketType from, DirectionCounters counters) {
		return (from == ZmqSocketType.XPUB) ? ProxyPairs::ignore : (ZmqMessage message) -> counters.unroutable();
	}

	/**
	 * Stop reading, forward what is in hand, and close the sockets that the proxy brings
	 * along. What cannot be forwarded in time is counted as undelivered. Also ends a
	 * pause. Does nothing if the proxy is stopped.
	 * @param timeout how long to wait for room for what is in hand
	 */
	public void stop(Duration timeout) {
		this.lock.lock();
		try {
			if (this.state == State.RUNNING || this.state == State.PAUSED) {
				long before = undelivered();
				close(timeout);
				this.state = State.STOPPED;
				long lost = undelivered() - before;
				if (lost > 0) {
					logger.warn("The " + description() + " has stopped with " + lost
							+ " messages in hand that it could " + "not forward within " + timeout);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private long undelivered() {
		return this.downstream.undeliveredCount() + this.upstream.undeliveredCount();
	}

	private void close(Duration timeout) {
		long deadline = ProxyGate.deadlineAfter(timeout);
		this.gate.close(deadline);
		// the frontend first, which was attached last: no new request comes in while
		// replies still go out
		for (int i = this.receptions.size() - 1; i >= 0; i--) {
			Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
			this.receptions.get(i).close(left.plus(MARGIN));
		}
		this.receptions.clear();
		inlineSockets().forEach((socket) -> socket.stop(MARGIN));
	}

	/**
	 * Hold everything back, without closing anything. A message that is just being
	 * forwarded may still go; others stay in hand or in the queues, and when these are
	 * full, with the peers. Nothing is lost. Does nothing if the proxy is paused.
	 * @throws IllegalStateException if it is not running
	 */
	public void pause() {
		steer(State.PAUSED);
	}

	/**
	 * Go on forwarding. Does nothing if the proxy is not paused.
	 * @throws IllegalStateException if it is stopped
	 */
	public void resume() {
		steer(State.RUNNING);
	}

	private void steer(State target) {
		this.lock.lock();
		try {
			Assert.state(this.state == State.RUNNING || this.state == State.PAUSED,
					() -> "The " + description() + " is " + this.state + ", it can neither be paused nor resumed");
			if (target == State.PAUSED) {
				this.gate.hold();
			}
			else {
				this.gate.open();
			}
			this.state = target;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Stop for good, and take the sockets that the proxy brings along out of the
	 * registry.
	 * @param timeout how long to wait for room for what is in hand
	 */
	public void terminate(Duration timeout) {
		this.lock.lock();
		try {
			stop(timeout);
			if (this.state != State.TERMINATED) {
				this.state = State.TERMINATED;
				inlineSockets().forEach((socket) -> this.sockets.remove(socket.name(), MARGIN));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return what the proxy has moved. Cheap, and never waits.
	 * @return the figures of this moment
	 */
	public ZmqProxyStatistics statistics() {
		return new ZmqProxyStatistics(this.downstream.snapshot(), this.upstream.snapshot(), this.captures.captured(),
				this.captures.dropped(), this.since);
	}

	@Override
	public String toString() {
		return this.spec + " " + this.state;
	}

}

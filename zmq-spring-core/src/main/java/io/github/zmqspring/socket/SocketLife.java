package io.github.zmqspring.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.zmqspring.socket.event.ZmqSocketFailedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The life of a socket: it opens, begins to close, has closed, and may open again, any
 * number of times, on the ports it had.
 * <p>
 * Its steps are taken one at a time, under the lifecycle lock, which is held while the
 * engine's lock is taken and never the other way round. Messages pass without a look at
 * any of this. Thread-safe.
 */
final class SocketLife {

	private static final Log logger = LogFactory.getLog(SocketLife.class);

	/** A linger time without end ends so long after that of the context. */
	private static final Duration LONGEST_MARGIN = Duration.ofSeconds(1);

	private static final Duration PORT_RELEASE_TIMEOUT = Duration.ofSeconds(2);

	private final ZmqSocket socket;

	private final GuardedEngine engine;

	private final SocketOpener opener;

	private final PeerMonitor monitor;

	/** Held by who starts, stops or reopens; taken before the engine's lock. */
	private final ReentrantLock lifecycle = new ReentrantLock();

	private volatile List<ZmqEndpoint> bound = List.of();

	private volatile @Nullable Throwable failure;

	/** Guarded by the lifecycle lock. */
	private @Nullable SocketClosing closing;

	SocketLife(ZmqSocket socket, GuardedEngine engine, SocketOpener opener, PeerMonitor monitor) {
		this.socket = socket;
		this.engine = engine;
		this.opener = opener;
		this.monitor = monitor;
	}

	/** The endpoints of the last start, ephemeral ports resolved. */
	List<ZmqEndpoint> bound() {
		return this.bound;
	}

	/** Why the socket is not open, or can no longer be used. */
	@Nullable Throwable failure() {
		return this.failure;
	}

	/** The socket cannot be opened, or can no longer be used. */
	void failed(Throwable ex) {
		this.failure = ex;
		this.socket.context().events().publish(new ZmqSocketFailedEvent(this.socket.name(), Instant.now(), ex));
	}

	/**
	 * Do something while the socket is neither started nor stopped nor reopened.
	 * @param <T> the type of the result
	 * @param step what to do; may take the engine's lock
	 * @return the result
	 */
	<T extends @Nullable Object> T between(Supplier<T> step) {
		this.lifecycle.lock();
		try {
			return step.get();
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Configure, bind, connect, and read if there is a receiver.
	 * @return whether it was closed
	 */
	boolean start() {
		this.lifecycle.lock();
		try {
			if (this.socket.isRunning()) {
				return false;
			}
			finishStop();
			EngineSocket opened = open();
			this.engine.open(opened, this.socket.context().pump());
			this.failure = null;
			this.socket.opened();
			beginReading(opened);
			return true;
		}
		catch (RuntimeException ex) {
			failed(ex);
			throw ex;
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	private EngineSocket open() {
		SocketOpener.Opened opened = Waits
			.uninterrupted(() -> this.opener.open(this.socket.spec(), this.bound, this.monitor));
		this.bound = opened.bound();
		return opened.socket();
	}

	private void beginReading(EngineSocket opened) {
		ZmqReception current = this.socket.reception();
		if (current != null) {
			current.begin(this.engine, opened.wakeUpChannel());
		}
	}

	/** Begin to read the open socket, for a receiver that has come or come back. */
	void read() {
		this.engine.with((opened) -> {
			beginReading(opened);
			return null;
		});
	}

	/** Stop reading and refuse to send. What is queued leaves meanwhile. */
	void beginStop(Duration timeout) {
		this.lifecycle.lock();
		try {
			letGo(timeout);
			this.socket.setRunning(false);
			this.failure = null;
			this.opener.closing(this.socket.spec());
			EngineSocket taken = this.engine.take();
			if (taken != null) {
				this.closing = new SocketClosing(this.socket.name(), taken, this.socket.counters(),
						this.socket.context().getOptions().linger().plus(LONGEST_MARGIN));
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/** Wait until everything has left, for at most the linger time since the begin. */
	void finishStop() {
		this.lifecycle.lock();
		try {
			SocketClosing current = this.closing;
			if (current == null) {
				return;
			}
			this.closing = null;
			current.finish();
			awaitPortsFree();
			this.opener.closed(this.socket.spec());
		}
		finally {
			this.lifecycle.unlock();
		}
		ZmqReception stopped = this.socket.reception();
		if (stopped != null) {
			stopped.stopped();
		}
	}

	/** End what the loops do with the engine. */
	private void letGo(Duration timeout) {
		ZmqReception current = this.socket.reception();
		if (current != null) {
			current.end(timeout);
		}
		this.engine.setReader(null);
		this.engine.stopPump(PORT_RELEASE_TIMEOUT);
	}

	private void awaitPortsFree() {
		if (!this.monitor.awaitPortsFree(PORT_RELEASE_TIMEOUT)) {
			logger.warn("Socket '" + this.socket.name() + "' is closed, but JeroMQ still holds " + this.bound);
		}
	}

	/** Close and open again, while those who want to use the socket wait. */
	void reopen() {
		this.lifecycle.lock();
		try {
			if (!this.socket.isRunning()) {
				return;
			}
			letGo(PORT_RELEASE_TIMEOUT);
			this.socket.setRunning(this.engine.renew(this::replace, this.socket.context().pump()));
			this.failure = null;
			read();
		}
		catch (RuntimeException ex) {
			this.socket.setRunning(this.engine.isOpen());
			failed(ex);
			throw ex;
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	private EngineSocket replace(EngineSocket old) {
		this.opener.closing(this.socket.spec());
		this.socket.counters().addUnsent(old.unsent().messages());
		old.unwrap().setLinger(0);
		old.close();
		awaitPortsFree();
		return open();
	}

}

package io.github.zmqspring.socket;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.zmqspring.error.ZmqInterruptedException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.EngineSocket.SendResult;
import io.github.zmqspring.socket.ZmqLoop.Registration;
import io.github.zmqspring.socket.ZmqLoop.Turn;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A JeroMQ socket under its lock: everything that is done with it is done here.
 * <p>
 * Nothing but a reader of its own kind waits while it holds the lock: senders send on
 * their own thread, so that the result is known at once. Who must wait (for room, for a
 * peer, for a message) waits without the lock for a change, which is signalled after the
 * engine was let work.
 * <p>
 * Whoever uses the engine may take away the wake-up that another waits for. So each use
 * ends in {@link #leave}, which passes it on.
 */
final class GuardedEngine implements ZmqLoop.Member {

	private static final Log logger = LogFactory.getLog(GuardedEngine.class);

	private final String name;

	/** Of a socket that only sends and can be full; a RADIO drops and never is. */
	private final @Nullable LoneSender alone;

	private final SocketCounters counters;

	private final Consumer<Throwable> onFailure;

	private final SocketLock lock = new SocketLock();

	/** Non-null while the socket is open; guarded by the lock. */
	private @Nullable EngineSocket engine;

	private volatile @Nullable Registration pump;

	/** The messages that had passed at the pump's last turn; pump thread only. */
	private long used;

	private volatile @Nullable SocketReader reader;

	GuardedEngine(String name, ZmqSocketType type, SocketCounters counters, Consumer<Throwable> onFailure) {
		this.name = name;
		this.counters = counters;
		this.alone = (type.canSend() && !type.canReceive() && type != ZmqSocketType.RADIO)
				? new LoneSender(this, type, this.lock, counters) : null;
		this.onFailure = onFailure;
	}

	/**
	 * Put an open socket in place, or the next one after {@link #take()}.
	 * @param socket the socket
	 * @param pumpLoop lets the engine work while nobody else does
	 */
	void open(EngineSocket socket, ZmqLoop pumpLoop) {
		this.lock.lock();
		try {
			place(socket, pumpLoop);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void place(EngineSocket socket, ZmqLoop pumpLoop) {
		this.engine = socket;
		this.pump = pumpLoop.register(socket.wakeUpChannel(), this);
	}

	/**
	 * Take the socket away, to close it; who waits for something is told so. The loops
	 * have let go of it.
	 * @return the socket, or {@code null} if it was not open
	 */
	@Nullable EngineSocket take() {
		this.lock.lock();
		try {
			EngineSocket socket = this.engine;
			this.engine = null;
			this.lock.signalChange();
			return socket;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Close the socket and put another in its place, while those who want to use it wait.
	 * @param renewal closes the old one and opens the new one
	 * @return whether it was open
	 */
	boolean renew(Function<EngineSocket, EngineSocket> renewal, ZmqLoop pumpLoop) {
		this.lock.lock();
		try {
			EngineSocket socket = this.engine;
			if (socket == null) {
				return false;
			}
			this.engine = null;
			place(renewal.apply(socket), pumpLoop);
			return true;
		}
		finally {
			this.lock.signalChange();
			this.lock.unlock();
		}
	}

	boolean isOpen() {
		this.lock.lock();
		try {
			return this.engine != null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take the pump off the socket, which is about to be closed.
	 * @param timeout how long to wait for it
	 */
	void stopPump(Duration timeout) {
		Registration registration = this.pump;
		if (registration != null) {
			registration.cancel(timeout);
			this.pump = null;
		}
	}

	void setReader(@Nullable SocketReader newReader) {
		this.reader = newReader;
		wakePump();
	}

	SendResult send(ZmqMessage message, Duration timeout) {
		LoneSender alone = this.alone;
		return (alone != null) ? alone.send(message, timeout) : sendBesideReader(message, timeout);
	}

	private SendResult sendBesideReader(ZmqMessage message, Duration timeout) {
		this.lock.lock();
		try {
			SendResult result = require().trySend(message);
			if (result == SendResult.FULL && !timeout.isZero()) {
				SendResult[] latest = { SendResult.FULL };
				await(timeout, () -> {
					latest[0] = require().trySend(message);
					return latest[0] != SendResult.FULL;
				});
				result = latest[0];
			}
			count(result, message);
			return result;
		}
		finally {
			leave();
		}
	}

	/** The lock is held. */
	private void count(SendResult result, ZmqMessage message) {
		switch (result) {
			case SENT -> this.counters.addSent(message.byteCount());
			case FULL -> this.counters.addRejected(require().hasPeers());
			case UNROUTABLE -> this.counters.addUnroutable();
		}
	}

	/** The lock is held. What was full may be tried again, and is not counted. */
	SendResult trySend(ZmqMessage message) {
		return countedUnlessFull(require().trySend(message), message);
	}

	/**
	 * As {@link #trySend}, but wait for room meanwhile, until somebody wants the lock.
	 */
	SendResult sendWaiting(ZmqMessage message, long nanos) throws InterruptedException {
		return countedUnlessFull(this.lock.send(require(), message, nanos), message);
	}

	private SendResult countedUnlessFull(SendResult result, ZmqMessage message) {
		if (result != SendResult.FULL) {
			count(result, message);
		}
		return result;
	}

	ZmqInterruptedException interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new ZmqInterruptedException("Interrupted while waiting on socket '" + this.name + "'", ex);
	}

	@Nullable ZmqMessage receive(Duration timeout) {
		this.lock.lock();
		try {
			ZmqMessage[] message = { require().tryReceive() };
			if (message[0] == null && !timeout.isZero()) {
				await(timeout, () -> (message[0] = require().tryReceive()) != null);
			}
			if (message[0] != null) {
				this.counters.addReceived(1, message[0].byteCount());
			}
			return message[0];
		}
		finally {
			leave();
		}
	}

	/**
	 * Take the messages that are there, for a reader that waits without the lock.
	 * @param batch filled from its beginning
	 * @param limit how many at most
	 * @param taker told, under the lock, whether there are no more; it is then woken when
	 * there are
	 * @return how many
	 */
	int takeReady(ZmqMessage[] batch, int limit, SelectingReader taker) {
		this.lock.lock();
		try {
			EngineSocket socket = this.engine;
			int count = (socket != null) ? take(socket, batch, 0, limit) : 0;
			taker.setIdle(count < limit);
			return count;
		}
		finally {
			this.lock.signalChange();
			this.lock.unlock();
		}
	}

	/**
	 * Wait for messages inside the engine and take them, for a reader that is called away
	 * by whoever wants the socket.
	 * @param batch filled from its beginning
	 * @param limit how many at most
	 * @param notNow whether not to wait after all
	 * @return how many, 0 if it was called away
	 */
	int takeWaiting(ZmqMessage[] batch, int limit, BooleanSupplier notNow) {
		return takeWaiting(batch, limit, notNow, EngineSocket::receive);
	}

	/** As {@link #takeWaiting}, but an interrupt ends the wait, too. */
	int takeWaitingInterruptibly(ZmqMessage[] batch, int limit, BooleanSupplier notNow) {
		return takeWaiting(batch, limit, notNow, EngineSocket::receiveInterruptibly);
	}

	private int takeWaiting(ZmqMessage[] batch, int limit, BooleanSupplier notNow, SocketLock.Wait wait) {
		this.lock.yieldToContenders();
		this.lock.lock();
		try {
			EngineSocket socket = this.engine;
			ZmqMessage first = (socket != null) ? this.lock.awaitMessage(socket, notNow, wait) : null;
			if (first == null || socket == null) {
				return 0;
			}
			batch[0] = first;
			return take(socket, batch, 1, limit);
		}
		finally {
			this.lock.signalChange();
			this.lock.unlock();
		}
	}

	private int take(EngineSocket socket, ZmqMessage[] batch, int from, int limit) {
		int count = from;
		long bytes = (from > 0) ? batch[0].byteCount() : 0;
		ZmqMessage message;
		while (count < limit && (message = socket.tryReceive()) != null) {
			batch[count++] = message;
			bytes += message.byteCount();
		}
		this.counters.addReceived(count, bytes);
		return count;
	}

	/** Have the reader look around that waits inside the engine. From any thread. */
	void callAwayReader() {
		this.lock.preempt();
	}

	/**
	 * Use the engine for something other than messages.
	 * @param action what to do
	 * @param <T> what comes of it
	 * @return what came of it
	 */
	<T extends @Nullable Object> T with(Function<EngineSocket, T> action) {
		this.lock.lock();
		try {
			EngineSocket socket = require();
			return Waits.uninterrupted(() -> action.apply(socket));
		}
		finally {
			leave();
		}
	}

	/**
	 * Wait until something holds that the engine's work may bring about.
	 * @param timeout how long to wait
	 * @param condition evaluated under the lock
	 * @return whether it holds
	 */
	boolean await(Duration timeout, Function<EngineSocket, Boolean> condition) {
		this.lock.lock();
		try {
			return condition.apply(require()) || await(timeout, () -> condition.apply(require()));
		}
		finally {
			leave();
		}
	}

	private boolean await(Duration timeout, BooleanSupplier condition) {
		long nanos = timeout.toNanos();
		this.lock.beginWaiting();
		try {
			// once: it stays with the engine while somebody waits, and each of its turns
			// is a change
			wakePump();
			while (nanos > 0) {
				wakeReader();
				nanos = this.lock.awaitChange(nanos, isReadInside());
				if (condition.getAsBoolean()) {
					return true;
				}
			}
			return false;
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
		finally {
			this.lock.endWaiting();
		}
	}

	/** Whether a reader waits inside the engine whenever nobody else has the lock. */
	private boolean isReadInside() {
		SocketReader current = this.reader;
		return current != null && current.pumps();
	}

	/** Let the engine do what other threads have asked of it. */
	void pump() {
		this.lock.lock();
		try {
			EngineSocket socket = this.engine;
			if (socket != null) {
				socket.pump();
			}
		}
		finally {
			leave();
		}
	}

	/** Take a wake-up that had nothing behind it, see {@link WakeUps}. */
	@Override
	public boolean takeWakeUp() {
		this.lock.lock();
		try {
			EngineSocket socket = this.engine;
			if (socket == null || !socket.takeWakeUp()) {
				return false;
			}
			socket.pump();
			return true;
		}
		finally {
			leave();
		}
	}

	/** The pump's turn. */
	@Override
	public Turn turn() {
		if (!this.lock.hasWaiters()) {
			if (isReadInside()) {
				return Turn.SLEEP;
			}
			if (isUsed()) {
				return Turn.REST;
			}
		}
		pump();
		return this.lock.hasWaiters() ? Turn.NOTHING : Turn.REST;
	}

	/** Whether others let the engine work, which the pump must not hold up. */
	private boolean isUsed() {
		long before = this.used;
		this.used = this.counters.sent() + this.counters.received();
		return this.used != before || this.lock.isRoomAwaited();
	}

	@Override
	public void failed(Throwable ex) {
		this.onFailure.accept(ex);
		logger.error("Socket '" + this.name + "' is dead until it is restarted", ex);
	}

	/**
	 * Release the lock and pass on the wake-ups that this use of the engine has taken.
	 */
	void leave() {
		try {
			wakeReader();
			this.lock.signalChange();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void wakeReader() {
		SocketReader current = this.reader;
		EngineSocket socket = this.engine;
		if (current != null && socket != null && current.isIdle() && socket.pump()) {
			current.wake();
		}
	}

	/** Have the pump look at the socket soon. From any thread. */
	void wakePump() {
		Registration registration = this.pump;
		if (registration != null) {
			registration.wake();
		}
	}

	EngineSocket require() {
		EngineSocket socket = this.engine;
		if (socket == null) {
			throw new ZmqSocketStoppedException(this.name);
		}
		return socket;
	}

}

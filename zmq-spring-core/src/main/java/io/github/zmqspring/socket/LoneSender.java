package io.github.zmqspring.socket;

import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.EngineSocket.SendResult;

/**
 * Sends through a socket that nobody reads: a sender may keep it while it waits for room,
 * and as long as one does there is none for others, unless they publish another topic.
 * Thread-safe.
 * <p>
 * Those who send take the lock without a timeout, which is never held for long. Those who
 * wait for room queue for it apart from them, or each message that finds no room would
 * have the others wait with timers.
 */
final class LoneSender {

	private final GuardedEngine engine;

	/** Whether there is room for all messages or for none: not so where topics differ. */
	private final boolean sharesRoom;

	private final SocketLock lock;

	private final SocketCounters counters;

	/** Whether the sender that waits for room waits for it, and not for a peer. */
	private volatile boolean peersWhenFull = true;

	LoneSender(GuardedEngine engine, ZmqSocketType type, SocketLock lock, SocketCounters counters) {
		this.engine = engine;
		this.sharesRoom = !type.publishes();
		this.lock = lock;
		this.counters = counters;
	}

	SendResult send(ZmqMessage message, Duration timeout) {
		SendResult result = (this.sharesRoom && this.lock.isRoomAwaited()) ? SendResult.FULL : sendNow(message);
		if (result == SendResult.FULL && !timeout.isZero()) {
			result = sendWaiting(message, timeout);
		}
		if (result == SendResult.FULL) {
			this.counters.addRejected(this.peersWhenFull);
		}
		return result;
	}

	private SendResult sendNow(ZmqMessage message) {
		this.lock.lock();
		try {
			return trySend(message);
		}
		finally {
			this.engine.leave();
		}
	}

	/** One sender after the other: the first waits inside JeroMQ, the others for it. */
	private SendResult sendWaiting(ZmqMessage message, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		try {
			if (!this.lock.enterRoomQueue(timeout)) {
				return SendResult.FULL;
			}
			try {
				SendResult result = sendOrAwaitRoom(message, deadline);
				while (result == SendResult.FULL && System.nanoTime() - deadline < 0) {
					this.lock.yieldToContenders();
					result = sendOrAwaitRoom(message, deadline);
				}
				return result;
			}
			finally {
				this.lock.leaveRoomQueue();
			}
		}
		catch (InterruptedException ex) {
			throw this.engine.interrupted(ex);
		}
	}

	/** Send, waiting for room until the deadline or until somebody wants the lock. */
	private SendResult sendOrAwaitRoom(ZmqMessage message, long deadline) throws InterruptedException {
		this.lock.lock();
		try {
			SendResult result = trySend(message);
			long nanos;
			while (result == SendResult.FULL && (nanos = deadline - System.nanoTime()) > 0
					&& !this.lock.isContended()) {
				result = this.engine.sendWaiting(message, nanos);
			}
			return result;
		}
		finally {
			this.engine.leave();
		}
	}

	/** The lock is held. */
	private SendResult trySend(ZmqMessage message) {
		SendResult result = this.engine.trySend(message);
		if (result == SendResult.FULL) {
			this.peersWhenFull = this.engine.require().hasPeers();
		}
		return result;
	}

}

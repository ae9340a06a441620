package io.github.zmqspring.template;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.template.RequestEffect.Send;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the requests that do not go by themselves: time-outs, further tries,
 * reopening. A worker does it, of which there is one at a time and only when there is
 * something to do; the timer's task does nothing but wake it.
 */
final class RequestUpkeep {

	private static final Log logger = LogFactory.getLog(RequestUpkeep.class);

	/** A worker that waits for room looks after the deadlines at least this often. */
	private static final long LONGEST_WAIT_FOR_ROOM = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

	private final RequestSender sender;

	private final ZmqSocket socket;

	private final PendingRequests<PendingReply> pending;

	/** Guards the requests and everything below; never held while the socket is used. */
	private final ReentrantLock lock;

	private final Executor workers;

	private final RequestFailures failures;

	private final Runnable onTrouble;

	private final RequestAlarm alarm;

	/** Tries that found no room, or that the worker has to send. */
	private final ArrayDeque<Send<PendingReply>> unsent = new ArrayDeque<>();

	private boolean working;

	private boolean reopenWanted;

	/**
	 * Create the upkeep of a socket's requests.
	 * @param sender sends
	 * @param pending the requests
	 * @param lock guards them
	 * @param timer wakes the worker
	 * @param workers the threads for the worker
	 * @param failures tells of requests that have failed
	 * @param onTrouble called, the lock held, when a request does not go well
	 */
	RequestUpkeep(RequestSender sender, PendingRequests<PendingReply> pending, ReentrantLock lock,
			Supplier<? extends ScheduledExecutorService> timer, Executor workers, RequestFailures failures,
			Runnable onTrouble) {
		this.sender = sender;
		this.socket = sender.socket();
		this.pending = pending;
		this.lock = lock;
		this.workers = workers;
		this.failures = failures;
		this.onTrouble = onTrouble;
		this.alarm = new RequestAlarm(timer, this::onAlarm);
	}

	/** A request was made, which is to be looked after from then on; the lock is held. */
	void expect(PendingReply request) {
		this.alarm.set(request.deadline);
	}

	/** Have the worker send a try that must not be waited for. */
	void sendLater(Send<PendingReply> send) {
		this.lock.lock();
		try {
			this.unsent.add(send);
			wakeWorker();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Forget a request for whose reply nobody waits any more. */
	void cancel(PendingReply request) {
		this.lock.lock();
		try {
			this.onTrouble.run();
			// the one possible effect is that the socket is to be reopened
			if (!this.pending.cancel(request).isEmpty()) {
				this.reopenWanted = true;
				wakeWorker();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Forget a request that cannot be sent, and tell who has made it. */
	void fail(PendingReply request, RuntimeException cause) {
		cancel(request);
		this.failures.report(request, cause);
	}

	/** Fail all requests. */
	void stop() {
		List<RequestEffect<PendingReply>> effects;
		this.lock.lock();
		try {
			effects = this.pending.stop();
			this.unsent.clear();
			this.reopenWanted = false;
			this.alarm.cancel();
		}
		finally {
			this.lock.unlock();
		}
		this.failures.report(effects);
	}

	/** The lock is held. */
	private void wakeWorker() {
		if (!this.working) {
			this.working = true;
			this.workers.execute(this::work);
		}
	}

	private void work() {
		try {
			while (step()) {
				// until there is nothing to do
			}
		}
		catch (RuntimeException | Error ex) {
			logger.error("Looking after the requests of socket '" + this.socket.name() + "' failed", ex);
			this.lock.lock();
			try {
				this.working = false;
				this.alarm.set(System.nanoTime() + AFTER_FAILURE);
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private boolean step() {
		boolean reopen;
		Send<PendingReply> send;
		List<RequestEffect<PendingReply>> effects;
		long wait = LONGEST_WAIT_FOR_ROOM;
		this.lock.lock();
		try {
			long now = System.nanoTime();
			effects = new ArrayList<>(this.pending.tick(now, !this.socket.spec().connects().isEmpty()));
			if (!effects.isEmpty()) {
				this.onTrouble.run();
			}
			reopen = effects.removeIf((effect) -> effect instanceof RequestEffect.Reopen) || this.reopenWanted;
			this.reopenWanted = false;
			takeSends(effects);
			send = reopen ? null : pollUnsent();
			Long deadline = this.pending.nextDeadline();
			if (deadline != null) {
				this.alarm.set(deadline);
				wait = Math.min(wait, deadline - now);
			}
			this.working = reopen || send != null || !effects.isEmpty();
			if (!this.working) {
				return false;
			}
		}
		finally {
			this.lock.unlock();
		}
		this.failures.report(effects);
		if (reopen) {
			reopen();
		}
		if (send != null) {
			send(send, Duration.ofNanos(Math.max(0, wait)));
		}
		return true;
	}

	/** The lock is held. */
	private void takeSends(List<RequestEffect<PendingReply>> effects) {
		effects.removeIf((effect) -> effect instanceof Send<PendingReply> send && this.unsent.add(send));
	}

	/** The lock is held. */
	private @Nullable Send<PendingReply> pollUnsent() {
		Send<PendingReply> send = this.unsent.poll();
		while (send != null && !this.pending.isCurrent(send)) {
			send = this.unsent.poll();
		}
		return send;
	}

	private void send(Send<PendingReply> send, Duration wait) {
		try {
			if (!this.sender.send(send, wait)) {
				this.lock.lock();
				try {
					this.unsent.addFirst(send);
				}
				finally {
					this.lock.unlock();
				}
			}
		}
		catch (RuntimeException ex) {
			fail(send.request(), ex);
		}
	}

	private void reopen() {
		RuntimeException failure = null;
		try {
			this.socket.reopen();
		}
		catch (RuntimeException ex) {
			logger.error("Socket '" + this.socket.name() + "' is closed: it cannot be reopened", ex);
			failure = ex;
		}
		List<RequestEffect<PendingReply>> effects;
		this.lock.lock();
		try {
			// what was to be sent through the old socket is among the effects
			this.unsent.clear();
			effects = new ArrayList<>(
					(failure != null) ? this.pending.stop() : this.pending.reopened(System.nanoTime()));
			takeSends(effects);
		}
		finally {
			this.lock.unlock();
		}
		this.failures.report(effects);
	}

	private void onAlarm() {
		this.lock.lock();
		try {
			this.alarm.rang();
			Long deadline = this.pending.nextDeadline();
			if (deadline != null && deadline - System.nanoTime() > 0) {
				// the request it was set for has got its reply
				this.alarm.set(deadline);
			}
			else {
				wakeWorker();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}

package io.github.zmqspring.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.template.RequestEffect.Complete;
import io.github.zmqspring.template.RequestEffect.Fail;
import io.github.zmqspring.template.RequestEffect.Reason;
import io.github.zmqspring.template.RequestEffect.Reopen;
import io.github.zmqspring.template.RequestEffect.Send;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one socket that wait for their replies, as a state machine: it is told
 * what happened and when, and returns what is to be done. It knows neither sockets nor
 * threads nor clocks, and is not thread-safe. Times are those of
 * {@link System#nanoTime()}.
 * <p>
 * There are two ways to tell which request a reply answers. Either each try has a
 * correlation id that comes back with the reply: then any number of requests are in
 * flight, and a reply to an earlier try of a request answers it as well, because it is
 * the answer to the same question. Or one request is in flight at a time and the others
 * wait for their turn: then a try that is given up needs a reopened socket, or its late
 * reply would be taken for the answer to the next one.
 * <p>
 * A try that has timed out while nothing at all was heard of any peer may have been sent
 * into a dead connection: the socket is reopened and every request sent again (Guide
 * chapter 4, Lazy Pirate). As long as that brings nothing the pauses between doing so
 * grow, for a connection also needs time to come up.
 *
 * @param <R> the type of the requests
 */
final class PendingRequests<R extends PendingRequests.Entry> {

	/** Earlier tries of a request to which a reply is still accepted. */
	private static final int REMEMBERED_TRIES = 8;

	private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

	private final boolean oneAtATime;

	private final RequestCounters counters;

	/** All remembered tries of the requests in flight, the oldest first. */
	private final Map<Long, R> tries = new LinkedHashMap<>();

	private final Set<R> waiting = new LinkedHashSet<>();

	private final DeadlineQueue<R> deadlines = new DeadlineQueue<>();

	private long lastCorrelation;

	/** The one in flight, if it is one at a time. */
	private @Nullable R active;

	private boolean reopening;

	private @Nullable Long lastHeard;

	private @Nullable Long lastReopened;

	/** How long not to reopen after having done so in vain. */
	private long pause;

	/**
	 * Create a state machine without requests.
	 * @param oneAtATime whether replies have no correlation id
	 * @param firstCorrelation the ids of this instance count from here; not the same for
	 * each, or replies to a former instance could be mistaken
	 * @param counters are kept up to date
	 */
	PendingRequests(boolean oneAtATime, long firstCorrelation, RequestCounters counters) {
		this.oneAtATime = oneAtATime;
		this.lastCorrelation = firstCorrelation - 1;
		this.counters = counters;
	}

	/** A request is made. */
	List<RequestEffect<R>> submit(R request, long now) {
		request.submittedAt = now;
		this.counters.addInFlight(1);
		if (this.oneAtATime && (this.active != null || this.reopening)) {
			this.waiting.add(request);
			this.deadlines.add(request, now, request.patience());
			return List.of();
		}
		Send<R> first = start(request, now);
		return this.reopening ? List.of() : List.of(first);
	}

	/**
	 * Return when the oldest of the pending requests was made.
	 * @return the time, or {@code null} if nothing is pending
	 */
	@Nullable Long oldest() {
		Long oldest = null;
		for (Collection<R> requests : List.of(this.tries.values(), this.waiting)) {
			for (R request : requests) {
				oldest = (oldest == null || request.submittedAt - oldest < 0) ? Long.valueOf(request.submittedAt)
						: oldest;
			}
		}
		return oldest;
	}

	private Send<R> start(R request, long now) {
		this.active = this.oneAtATime ? request : null;
		this.counters.addSent();
		return nextTry(request, now);
	}

	private Send<R> nextTry(R request, long now) {
		if (request.tried > 0) {
			this.counters.addRetried();
			remember(request);
		}
		request.tried++;
		request.correlation = ++this.lastCorrelation;
		request.sentAt = now;
		this.tries.put(request.correlation, request);
		this.deadlines.add(request, now, request.timeout);
		return new Send<>(request, request.correlation);
	}

	private void remember(R request) {
		Deque<Long> earlier = request.earlier;
		if (earlier == null) {
			earlier = new ArrayDeque<>();
			request.earlier = earlier;
		}
		earlier.add(request.correlation);
		if (earlier.size() > REMEMBERED_TRIES) {
			this.tries.remove(earlier.remove());
		}
	}

	/** A reply has come that says which try it answers. */
	List<RequestEffect<R>> reply(long correlation, ZmqMessage reply, long now) {
		heard(now);
		R request = this.tries.get(correlation);
		if (request == null) {
			this.counters.addLateReply();
			return List.of();
		}
		finish(request);
		this.counters.addReplied();
		return List.of(new Complete<>(request, reply));
	}

	/** A reply has come on a socket that has one request at a time in flight. */
	List<RequestEffect<R>> reply(ZmqMessage reply, long now) {
		heard(now);
		R request = this.active;
		if (request == null) {
			this.counters.addLateReply();
			return List.of();
		}
		finish(request);
		this.counters.addReplied();
		List<RequestEffect<R>> effects = new ArrayList<>(2);
		startNext(now, effects);
		effects.add(new Complete<>(request, reply));
		return effects;
	}

	/** Something has come that is not a reply. */
	void unexpected(long now) {
		heard(now);
		this.counters.addLateReply();
	}

	private void heard(long now) {
		this.lastHeard = now;
		this.pause = 0;
	}

	private void startNext(long now, List<RequestEffect<R>> effects) {
		if (this.waiting.isEmpty() || this.reopening) {
			return;
		}
		R next = this.waiting.iterator().next();
		this.waiting.remove(next);
		this.deadlines.remove(next);
		effects.add(start(next, now));
	}

	/** Nobody waits for the reply any more. */
	List<RequestEffect<R>> cancel(R request) {
		if (request.done) {
			return List.of();
		}
		boolean wasActive = request == this.active;
		finish(request);
		this.counters.addFailed();
		if (!wasActive || this.reopening) {
			return List.of();
		}
		this.reopening = true;
		return List.of(new Reopen<>());
	}

	/**
	 * Time has passed.
	 * @param mayReopen whether reopening the socket can make a dead connection new
	 */
	List<RequestEffect<R>> tick(long now, boolean mayReopen) {
		List<RequestEffect<R>> fails = new ArrayList<>();
		List<RequestEffect<R>> sends = new ArrayList<>();
		boolean reopen = false;
		for (R request; (request = this.deadlines.pollDue(now)) != null;) {
			reopen |= request.tried > 0 && (this.oneAtATime || (mayReopen && isConnectionSuspect(request, now)));
			if (request.tried > 0 && request.tried < request.maxTries) {
				sends.add(nextTry(request, now));
			}
			else {
				finish(request);
				this.counters.addTimedOut();
				fails.add(new Fail<>(request, (request.tried > 0) ? Reason.TIMEOUT : Reason.NO_TURN));
			}
		}
		if (this.reopening) {
			return fails;
		}
		if (reopen) {
			this.reopening = true;
			fails.add(0, new Reopen<>());
			return fails;
		}
		sends.addAll(fails);
		return sends;
	}

	private boolean isConnectionSuspect(R request, long now) {
		Long heard = this.lastHeard;
		Long reopened = this.lastReopened;
		boolean silent = heard == null || heard - request.sentAt < 0;
		return silent && (reopened == null || now - reopened >= Math.max(request.timeout, this.pause));
	}

	/** The socket was reopened: what JeroMQ had queued is gone. */
	List<RequestEffect<R>> reopened(long now) {
		if (!this.reopening) {
			return List.of();
		}
		this.reopening = false;
		this.counters.addReopened();
		this.lastReopened = now;
		this.pause = Math.min(LONGEST_PAUSE, Math.max(2 * this.pause, TimeUnit.SECONDS.toNanos(1)));
		List<RequestEffect<R>> effects = new ArrayList<>();
		this.tries.forEach((correlation, request) -> {
			if (correlation == request.correlation) {
				request.sentAt = now;
				effects.add(new Send<>(request, correlation));
			}
		});
		if (this.oneAtATime && this.active == null) {
			startNext(now, effects);
		}
		return effects;
	}

	/** The socket was stopped. */
	List<RequestEffect<R>> stop() {
		Set<R> all = new LinkedHashSet<>(this.tries.values());
		all.addAll(this.waiting);
		List<RequestEffect<R>> effects = new ArrayList<>();
		for (R request : all) {
			finish(request);
			this.counters.addFailed();
			effects.add(new Fail<>(request, Reason.STOPPED));
		}
		this.reopening = false;
		this.lastReopened = null;
		this.pause = 0;
		return effects;
	}

	private void finish(R request) {
		request.done = true;
		this.tries.remove(request.correlation);
		if (request.earlier != null) {
			request.earlier.forEach(this.tries::remove);
		}
		this.deadlines.remove(request);
		this.waiting.remove(request);
		if (this.active == request) {
			this.active = null;
		}
		this.counters.addInFlight(-1);
	}

	/** Whether a try is still worth sending. */
	boolean isCurrent(Send<R> send) {
		return !send.request().done && send.request().correlation == send.correlation();
	}

	/**
	 * Return when {@link #tick} has something to do at the earliest.
	 * @return the time, or {@code null} if nothing is pending
	 */
	@Nullable Long nextDeadline() {
		R earliest = this.deadlines.earliest();
		return (earliest != null) ? earliest.deadline : null;
	}

	/** A request; all but its end is known to the state machine only. */
	static class Entry {

		final long timeout;

		final int maxTries;

		/** The ids of the tries before the present one. */
		@Nullable Deque<Long> earlier;

		int tried;

		long submittedAt;

		long correlation;

		long sentAt;

		/** How long it waits for what it waits for now, and until when. */
		long wait;

		long deadline;

		volatile boolean done;

		Entry(long timeout, int maxTries) {
			this.timeout = timeout;
			this.maxTries = maxTries;
		}

		/** How long it waits for its turn: no longer than it might take itself. */
		long patience() {
			return (this.maxTries > Long.MAX_VALUE / 4 / this.timeout) ? Long.MAX_VALUE / 4
					: this.timeout * this.maxTries;
		}

		/** Whether there is nothing to wait for any more; from any thread. */
		boolean isDone() {
			return this.done;
		}

		int tried() {
			return this.tried;
		}

	}

}

package io.github.zmqspring.template;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqReceiver;
import io.github.zmqspring.socket.ZmqReception;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.template.RequestEffect.Complete;
import io.github.zmqspring.template.RequestEffect.Send;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Makes requests over one socket, for any number of threads: binds
 * {@link PendingRequests} to the socket, to the clock, and to threads.
 * <p>
 * The first try is sent by the thread that makes the request, which waits for room: that
 * is the back-pressure. Replies come in on the thread of the socket's loop; as long as
 * requests are made one after the other by threads that wait, it rests, and they read
 * their replies themselves. What does not go by itself is left to {@link RequestUpkeep}.
 */
final class SocketRequester implements ZmqReceiver {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final ZmqSocket socket;

	private final RequestSender sender;

	private final boolean correlated;

	/** What JeroMQ itself makes the socket receive when a connection is lost. */
	private final byte @Nullable [] hiccup;

	private final Executor workers;

	private final RequestCounters counters = new RequestCounters();

	/** Guards everything below; never held while the socket is used. */
	private final ReentrantLock lock = new ReentrantLock();

	private final PendingRequests<PendingReply> pending;

	private final RequestUpkeep upkeep;

	/**
	 * Whether the last request was made while there was no other, by a thread that waits,
	 * and its first try was answered: the next is expected to be like it.
	 */
	private boolean lone;

	private volatile boolean closed;

	private volatile @Nullable ZmqReception reception;

	/**
	 * Create a requester; it attaches itself to the socket at its first request.
	 * @param socket a DEALER, REQ or CLIENT
	 * @param timer wakes the worker
	 * @param workers the threads for the worker and for failures
	 */
	SocketRequester(ZmqSocket socket, Supplier<? extends ScheduledExecutorService> timer, Executor workers) {
		this.socket = socket;
		this.correlated = socket.type() == ZmqSocketType.DEALER;
		this.sender = new RequestSender(socket, this.correlated);
		this.hiccup = socket.spec().options().get(ZmqOptions.HICCUP_MESSAGE);
		this.workers = workers;
		RequestFailures failures = new RequestFailures(socket, workers, this::callGuest);
		this.pending = new PendingRequests<>(!this.correlated, new SecureRandom().nextLong(), this.counters);
		this.upkeep = new RequestUpkeep(this.sender, this.pending, this.lock, timer, workers, failures,
				() -> this.lone = false);
	}

	RequestCounters counters() {
		return this.counters;
	}

	/** Return what waits for a reply or its turn. */
	ZmqPendingRequests pending() {
		this.lock.lock();
		try {
			Long oldest = this.pending.oldest();
			return new ZmqPendingRequests((int) this.counters.inFlight(),
					(oldest != null) ? Duration.ofNanos(System.nanoTime() - oldest) : null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether the calling thread is the one that brings the replies, which must
	 * not wait for one.
	 */
	boolean isLoopThread() {
		ZmqReception attached = this.reception;
		return attached != null && attached.isOwnThread();
	}

	/**
	 * Make a request. Waits for room as long as one try may take.
	 * @param content what to send
	 * @param options how long to wait and how often to try
	 * @param watch is told how often the request is sent
	 * @param waits whether the calling thread is going to {@linkplain #await wait}
	 * @return the request
	 */
	PendingReply submit(ZmqMessage content, ZmqRequestOptions options, RequestWatch watch, boolean waits) {
		Assert.state(!this.closed, "ZmqTemplate is closed");
		ZmqReception reading = attach();
		PendingReply request = new PendingReply(content, options, watch, waits);
		List<RequestEffect<PendingReply>> effects;
		this.lock.lock();
		try {
			if (this.closed || !this.socket.isRunning()) {
				throw new ZmqSocketStoppedException(this.socket.name());
			}
			this.lone = waits && this.counters.inFlight() == 0;
			effects = this.pending.submit(request, System.nanoTime());
			this.upkeep.expect(request);
		}
		finally {
			this.lock.unlock();
		}
		if (!waits) {
			reading.readAgain();
		}
		for (RequestEffect<PendingReply> effect : effects) {
			sendFirst((Send<PendingReply>) effect);
		}
		return request;
	}

	/**
	 * Wait for a reply, and bring it in if nobody else does.
	 * @param request what was submitted
	 * @return the reply
	 * @throws InterruptedException if the thread is interrupted
	 * @throws ExecutionException if there is no reply
	 */
	ZmqMessage await(PendingReply request) throws InterruptedException, ExecutionException {
		CompletableFuture<ZmqMessage> reply = request.future();
		attach().readHere(reply::isDone);
		return reply.get();
	}

	private void callGuest() {
		ZmqReception attached = this.reception;
		if (attached != null) {
			attached.callGuest();
		}
	}

	/** As long as requests go well one after the other. */
	@Override
	public boolean mayRest() {
		this.lock.lock();
		try {
			return this.lone && this.counters.inFlight() == 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	private ZmqReception attach() {
		ZmqReception attached = this.reception;
		if (attached == null) {
			synchronized (this) {
				attached = this.reception;
				if (attached == null) {
					attached = this.socket.attach(this, "requests of ZmqTemplate", true);
					this.reception = attached;
				}
			}
		}
		return attached;
	}

	/** Without room, the try is over when its time is: nothing else to do about it. */
	private void sendFirst(Send<PendingReply> send) {
		try {
			if (isLoopThread()) {
				trySend(send);
			}
			else {
				this.sender.send(send, send.request().options().timeout());
			}
		}
		catch (RuntimeException ex) {
			cancel(send.request());
			throw ex;
		}
	}

	private void trySend(Send<PendingReply> send) {
		if (!this.sender.trySend(send)) {
			this.upkeep.sendLater(send);
		}
	}

	/** Forget a request for whose reply nobody waits any more. */
	void cancel(PendingReply request) {
		this.upkeep.cancel(request);
	}

	@Override
	public void onMessage(ZmqMessage message) {
		if (this.hiccup != null && message.size() == 1 && Arrays.equals(this.hiccup, message.first())) {
			return;
		}
		List<RequestEffect<PendingReply>> effects = List.of();
		this.lock.lock();
		try {
			long now = System.nanoTime();
			if (!this.correlated) {
				effects = this.pending.reply(message, now);
			}
			else if (Correlation.isWrapped(message)) {
				effects = this.pending.reply(Correlation.id(message), Correlation.unwrap(message), now);
			}
			else {
				this.pending.unexpected(now);
			}
		}
		finally {
			this.lock.unlock();
		}
		for (RequestEffect<PendingReply> effect : effects) {
			if (effect instanceof Send<PendingReply> send) {
				sendNext(send);
			}
			else if (effect instanceof Complete<PendingReply> complete) {
				PendingReply request = complete.request();
				request.watch().answered(this.correlated ? Correlation.id(message) : request.correlation);
				complete(request, complete.reply());
			}
		}
	}

	/** What is to be done with a reply must not keep a guest. */
	private void complete(PendingReply request, ZmqMessage reply) {
		if (request.isAwaited() || isLoopThread()) {
			request.future().complete(reply);
		}
		else {
			this.workers.execute(() -> request.future().complete(reply));
		}
	}

	private void sendNext(Send<PendingReply> send) {
		try {
			trySend(send);
		}
		catch (RuntimeException ex) {
			this.upkeep.fail(send.request(), ex);
		}
	}

	@Override
	public void onStop() {
		this.upkeep.stop();
	}

	/** Fail what is pending, take no more requests, and let go of the socket. */
	void close() {
		this.closed = true;
		this.upkeep.stop();
		ZmqReception attached = this.reception;
		if (attached != null) {
			attached.close(CLOSE_TIMEOUT);
		}
	}

}

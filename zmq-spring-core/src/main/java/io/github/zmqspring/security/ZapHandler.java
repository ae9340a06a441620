package io.github.zmqspring.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/**
 * Answers what JeroMQ asks about new connections (ZAP, RFC 27), for all sockets of a
 * context, on a thread of its own.
 * <p>
 * JeroMQ lets everybody in while no handler is bound. So this one is bound before the
 * first socket that needs it, and closed after the last. In between nothing ends it: what
 * goes wrong refuses the peer in question. Even if its thread dies, the handler stays
 * bound: new peers wait then, and none is let in.
 * <p>
 * A socket that has no authenticator is asked about too, if it has a {@code zap-domain}:
 * without a mechanism its peers are let in, otherwise they are not. Thread-safe.
 */
public final class ZapHandler {

	/** Where JeroMQ looks for the handler. */
	public static final String ENDPOINT = "inproc://zeromq.zap.01";

	private static final Log logger = LogFactory.getLog(ZapHandler.class);

	/** At most one failure is logged in that time, remote peers can cause any number. */
	private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long REST_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	/** Makes daemon threads. */
	@FunctionalInterface
	public interface Threads {

		/**
		 * Make a thread.
		 * @param name what it does
		 * @param task its task
		 * @return the thread, not started
		 */
		Thread create(String name, Runnable task);

	}

	private record Registration(AuthenticatorLane lane, Consumer<ZapDecision> listener) {

	}

	private final ZContext context;

	private final ZMQ.Socket socket;

	private final SocketBase base;

	private final PeerSeal seal;

	private final ZapOptions options;

	private final Supplier<? extends ScheduledExecutorService> timer;

	private final Threads threads;

	private final Thread thread;

	private final Map<String, Registration> registrations = new ConcurrentHashMap<>();

	/** Decided elsewhere than on the handler's thread, to be sent by it. */
	private final Queue<List<byte[]>> replies = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean wakeUp = new AtomicBoolean();

	private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_NANOS);

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile boolean closing;

	private volatile boolean dead;

	private ZapHandler(ZContext context, ZMQ.Socket socket, PeerSeal seal, ZapOptions options,
			Supplier<? extends ScheduledExecutorService> timer, Threads threads) {
		this.context = context;
		this.socket = socket;
		this.base = socket.base();
		this.seal = seal;
		this.options = options;
		this.timer = timer;
		this.threads = threads;
		this.thread = threads.create("zap", this::run);
	}

	/**
	 * Bind a handler.
	 * @param context the JeroMQ context
	 * @param seal marks the connections that are let in
	 * @param options bounds what authenticators may take
	 * @param timer ends waits
	 * @param threads makes the threads
	 * @return the handler, which is bound
	 * @throws IllegalStateException if another handler is bound in this context
	 */
	public static ZapHandler start(ZContext context, PeerSeal seal, ZapOptions options,
			Supplier<? extends ScheduledExecutorService> timer, Threads threads) {
		ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
		try {
			socket.setLinger(0);
			socket.setHWM(0);
			if (!socket.bind(ENDPOINT)) {
				throw new ZMQException(ZError.EADDRINUSE);
			}
		}
		catch (ZMQException ex) {
			socket.close();
			throw new IllegalStateException("Cannot bind the ZAP handler to " + ENDPOINT
					+ ": another one is bound in this JeroMQ context, or it has no socket left", ex);
		}
		ZapHandler handler = new ZapHandler(context, socket, seal, options, timer, threads);
		handler.thread.start();
		return handler;
	}

	/**
	 * Have an authenticator decide about a socket's peers from now on.
	 * @param socketName the name of the socket
	 * @param authenticator the authenticator
	 * @param listener gets each decision, on any thread; must be quick
	 */
	public void register(String socketName, ZmqAuthenticator authenticator, Consumer<ZapDecision> listener) {
		AuthenticatorLane lane = new AuthenticatorLane(authenticator, this.options,
				(task) -> this.threads.create("auth-" + socketName, task), this.timer, this::logFailure);
		close(this.registrations.put(socketName, new Registration(lane, listener)));
	}

	/**
	 * Let none of a socket's peers in any longer.
	 * @param socketName the name of the socket
	 */
	public void unregister(String socketName) {
		close(this.registrations.remove(socketName));
	}

	private static void close(@Nullable Registration registration) {
		if (registration != null) {
			registration.lane().close();
		}
	}

	/**
	 * Return what a socket's {@code zap-domain} must be for JeroMQ, so that this handler
	 * knows the socket.
	 * @param domain the domain
	 * @param socketName the name of the socket
	 * @return the value for JeroMQ, never empty
	 */
	public static String domain(String domain, String socketName) {
		return ZapMessage.domain(domain, socketName);
	}

	/**
	 * Return whether new peers are decided about. If not, JeroMQ may let them in without
	 * asking: their connections must be closed.
	 * @return {@code false} if the handler is closed, somebody has closed its socket, or
	 * its thread has died
	 */
	public boolean isAlive() {
		return !this.closing && !this.dead && this.thread.isAlive() && isSocketOpen();
	}

	private void run() {
		while (!this.closing && !this.dead) {
			try {
				step();
			}
			catch (Throwable ex) {
				survive(ex);
			}
		}
		closeSocket();
	}

	/** Whatever goes wrong, the next peer is decided about. */
	private void survive(Throwable ex) {
		try {
			this.dead = isGone(ex);
			logger.error(this.dead ? "The ZAP handler is gone: no new peer is let in any longer"
					: "The ZAP handler goes on after a failure", ex);
			LockSupport.parkNanos(this, REST_AFTER_FAILURE_NANOS);
		}
		catch (Throwable another) {
			// not even that can be told
		}
	}

	/** The socket or the context was closed by somebody else. */
	private boolean isGone(Throwable ex) {
		return !isSocketOpen() || ex instanceof ZError.CtxTerminatedException
				|| (ex instanceof ZMQException failure && failure.getErrorCode() == ZError.ETERM);
	}

	private boolean isSocketOpen() {
		return !this.context.isClosed() && this.context.getSockets().contains(this.socket);
	}

	/** JeroMQ does not notice itself that it is used after it was closed. */
	private void requireOpenSocket() {
		if (!isSocketOpen()) {
			throw new ZMQException(ZError.ETERM);
		}
	}

	private void closeSocket() {
		try {
			this.socket.close();
		}
		catch (RuntimeException ex) {
			logger.debug("Cannot close the socket of the ZAP handler", ex);
		}
		finally {
			this.closed.countDown();
		}
	}

	private void step() {
		this.wakeUp.set(false);
		List<byte[]> reply;
		while ((reply = this.replies.poll()) != null) {
			send(reply);
		}
		requireOpenSocket();
		List<byte[]> request = receive();
		if (request != null) {
			answer(new ZapMessage(request));
		}
	}

	private @Nullable List<byte[]> receive() {
		List<byte[]> frames = new ArrayList<>();
		Msg msg;
		do {
			msg = frames.isEmpty() ? this.base.recv(0, this.wakeUp) : this.base.recv(0);
			if (msg == null) {
				int errno = this.base.errno();
				if (errno == ZError.ECANCELED || errno == ZError.EAGAIN || errno == ZError.EINTR) {
					return null;
				}
				throw new ZMQException(errno);
			}
			frames.add(msg.data());
		}
		while (msg.hasMore());
		return frames;
	}

	private void send(List<byte[]> frames) {
		requireOpenSocket();
		int last = frames.size() - 1;
		for (int i = 0; i <= last; i++) {
			// a peer that has gone meanwhile is no failure: the ROUTER drops the reply
			this.base.send(new Msg(frames.get(i)), zmq.ZMQ.ZMQ_DONTWAIT | ((i < last) ? zmq.ZMQ.ZMQ_SNDMORE : 0));
		}
	}

	private void answer(ZapMessage message) {
		if (!message.hasReturnAddress()) {
			return;
		}
		ZmqAuthenticationRequest request = message.request();
		if (request == null) {
			send(message.refusal(ZapStatus.FAILED));
			return;
		}
		String name = request.socketName();
		Registration registration = (name != null) ? this.registrations.get(name) : null;
		if (registration != null) {
			Thread handler = Thread.currentThread();
			registration.lane().decide(request, (decision) -> decided(message, decision, registration, handler));
			return;
		}
		// a socket that keeps nobody out has the plain domain
		boolean open = name == null && request.mechanism() == ZmqMechanism.NULL;
		send(open ? message.reply(ZapStatus.ACCEPTED, null, this.seal.metadata(request.address(), null))
				: message.refusal(ZapStatus.DENIED));
	}

	private void decided(ZapMessage message, ZapDecision decision, Registration registration, Thread handler) {
		List<byte[]> reply = (decision.status() == ZapStatus.ACCEPTED)
				? message.reply(ZapStatus.ACCEPTED, decision.userId(),
						this.seal.metadata(decision.request().address(), decision.userId()))
				: message.refusal(decision.status());
		if (Thread.currentThread() == handler) {
			send(reply);
		}
		else {
			this.replies.add(reply);
			wake();
		}
		registration.listener().accept(decision);
	}

	private void logFailure(ZmqAuthenticationRequest request, Throwable failure) {
		long now = System.nanoTime();
		long last = this.lastLogged.get();
		if (now - last >= LOG_NANOS && this.lastLogged.compareAndSet(last, now)) {
			try {
				logger.error("An authenticator has failed, so the peer is refused: " + request, failure);
			}
			catch (Throwable ex) {
				// an exception that cannot be printed must not keep the reply back
			}
		}
	}

	private void wake() {
		boolean interrupted = Thread.interrupted();
		try {
			this.base.cancel(this.wakeUp);
		}
		catch (RuntimeException ex) {
			// closed meanwhile
			this.wakeUp.set(true);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Close the handler; all sockets it decides for must have been closed before.
	 * @param timeout how long to wait for its thread
	 * @return whether the thread has ended
	 * @throws InterruptedException if the calling thread is interrupted; the handler
	 * closes all the same
	 */
	public boolean close(Duration timeout) throws InterruptedException {
		this.closing = true;
		this.registrations.values().forEach(ZapHandler::close);
		wake();
		return this.closed.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

}

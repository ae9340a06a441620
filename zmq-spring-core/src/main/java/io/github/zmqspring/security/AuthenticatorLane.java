package io.github.zmqspring.security;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The authenticator of one socket, with the threads it works on: one that is slow holds
 * up nobody but its own socket's peers. Decides about each request exactly once, in time,
 * whatever the authenticator does.
 */
final class AuthenticatorLane {

	private static final long IDLE_SECONDS = 10;

	/** Told of what an authenticator did wrong. */
	@FunctionalInterface
	interface FailureLog {

		void failed(ZmqAuthenticationRequest request, Throwable failure);

	}

	private final ZmqAuthenticator authenticator;

	private final ZapOptions options;

	private final Supplier<? extends ScheduledExecutorService> timer;

	private final FailureLog failureLog;

	private final ThreadPoolExecutor executor;

	AuthenticatorLane(ZmqAuthenticator authenticator, ZapOptions options, ThreadFactory threads,
			Supplier<? extends ScheduledExecutorService> timer, FailureLog failureLog) {
		this.authenticator = authenticator;
		this.options = options;
		this.timer = timer;
		this.failureLog = failureLog;
		this.executor = new ThreadPoolExecutor(options.threads(), options.threads(), IDLE_SECONDS, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(options.capacity()), threads);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Decide about a peer.
	 * @param request the peer
	 * @param result gets the decision, once, on whatever thread makes it
	 */
	void decide(ZmqAuthenticationRequest request, Consumer<ZapDecision> result) {
		if (isQuick(request)) {
			result.accept(ask(request));
			return;
		}
		Pending pending = new Pending(request, result);
		try {
			if (this.executor.isShutdown()) {
				throw new RejectedExecutionException("closed");
			}
			pending.awaitNoLongerThan(this.options.timeout().toMillis());
			this.executor.execute(pending);
		}
		catch (RejectedExecutionException ex) {
			pending.decided(ZapDecision.refused(request, ZapStatus.UNAVAILABLE,
					"too many others wait for " + this.authenticator));
		}
	}

	private boolean isQuick(ZmqAuthenticationRequest request) {
		try {
			return this.authenticator.isQuick();
		}
		catch (Throwable ex) {
			this.failureLog.failed(request, ex);
			return false;
		}
	}

	private ZapDecision ask(ZmqAuthenticationRequest request) {
		try {
			@Nullable ZmqAuthentication decision = this.authenticator.authenticate(request);
			if (decision == null) {
				throw new IllegalStateException(this.authenticator + " has returned null");
			}
			return ZapDecision.of(request, decision);
		}
		catch (Throwable ex) {
			// an Error, too: the peer is kept out, and those after it are asked about
			this.failureLog.failed(request, ex);
			return ZapDecision.refused(request, ZapStatus.FAILED,
					"the authenticator has failed: " + ex.getClass().getName());
		}
	}

	/** Take no more requests; those that wait are still decided. */
	void close() {
		this.executor.shutdown();
	}

	private final class Pending implements Runnable {

		private final ZmqAuthenticationRequest request;

		private final Consumer<ZapDecision> result;

		private final AtomicBoolean open = new AtomicBoolean(true);

		private volatile @Nullable Future<?> deadline;

		Pending(ZmqAuthenticationRequest request, Consumer<ZapDecision> result) {
			this.request = request;
			this.result = result;
		}

		void awaitNoLongerThan(long millis) {
			this.deadline = AuthenticatorLane.this.timer.get()
				.schedule(() -> decided(ZapDecision.refused(this.request, ZapStatus.UNAVAILABLE,
						"no decision within " + millis + " ms")), millis, TimeUnit.MILLISECONDS);
		}

		@Override
		public void run() {
			// nobody waits any longer for those that have waited too long
			if (this.open.get()) {
				decided(ask(this.request));
			}
		}

		void decided(ZapDecision decision) {
			if (this.open.compareAndSet(true, false)) {
				Future<?> timeout = this.deadline;
				if (timeout != null) {
					timeout.cancel(false);
				}
				this.result.accept(decision);
			}
		}

	}

}

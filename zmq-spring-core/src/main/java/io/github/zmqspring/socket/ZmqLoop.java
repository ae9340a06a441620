package io.github.zmqspring.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One platform thread that waits for any number of sockets and gives a turn to those that
 * have something to do. It blocks until there is something: idle costs nothing, and there
 * is no timed polling.
 * <p>
 * A socket is registered by its wake-up channel. A turn is short (at most one batch of
 * messages), so sockets that share a loop are served fairly.
 */
final class ZmqLoop {

	private static final Log logger = LogFactory.getLog(ZmqLoop.class);

	/** What a member's turn has come to. */
	enum Turn {

		/** There may be more to do at once. */
		AGAIN,

		/** Nothing more until the channel is readable. */
		IDLE,

		/**
		 * There was nothing to do, and nothing is until the channel is readable. It may
		 * be so at once, with a wake-up that does not count yet.
		 */
		NOTHING,

		/** Nothing more until the channel is readable, and not before the rest time. */
		REST,

		/** Nothing more until somebody wakes it. */
		SLEEP

	}

	/** What a socket does when it is its turn; called on the loop's thread. */
	interface Member {

		Turn turn();

		/**
		 * A turn has come to {@link Turn#NOTHING}: take the wake-up that has led to it,
		 * see {@link WakeUps}.
		 * @return whether there was one; the next turn comes at once then
		 */
		default boolean takeWakeUp() {
			return false;
		}

		/** The member was cancelled and gets no more turns. */
		default void left() {
		}

		/**
		 * The turn threw: the member is out of the loop for good.
		 * @param ex what it threw
		 */
		void failed(Throwable ex);

	}

	private final Thread thread;

	private final Selector selector;

	private final long restNanos;

	/** Members that something other than their channel has woken, from any thread. */
	private final Queue<Registration> woken = new ConcurrentLinkedQueue<>();

	/** Members whose turn is due; loop thread only. */
	private final ArrayDeque<Registration> due = new ArrayDeque<>();

	/** Members that have had a turn; loop thread only. */
	private final Set<Registration> members = new HashSet<>();

	/** Members at rest, the earliest first; loop thread only. */
	private final ArrayDeque<Registration> resting = new ArrayDeque<>();

	private volatile boolean stopped;

	private volatile boolean dead;

	/**
	 * Create a loop; it does not run before {@link #start()}.
	 * @param name the name of its thread
	 * @param daemon whether the JVM may end while it runs
	 * @param rest how long a member that asks for it is left alone
	 */
	ZmqLoop(String name, boolean daemon, Duration rest) {
		this(name, daemon, rest, openSelector(name));
	}

	ZmqLoop(String name, boolean daemon, Duration rest, Selector selector) {
		this.selector = selector;
		this.restNanos = rest.toNanos();
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(daemon);
	}

	private static Selector openSelector(String name) {
		try {
			return Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot open a selector for " + name, ex);
		}
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Return whether it has ended although nobody has asked it to.
	 * @return whether a member gets no turn any longer
	 */
	boolean isDead() {
		return this.dead;
	}

	boolean isOwnThread() {
		return Thread.currentThread() == this.thread;
	}

	/**
	 * Add a member; its first turn comes at once.
	 * @param channel the wake-up channel of the socket
	 * @param member what to do at its turn
	 * @return the registration
	 */
	Registration register(SelectableChannel channel, Member member) {
		Registration registration = new Registration(channel, member);
		registration.wake();
		return registration;
	}

	/**
	 * Ask the loop to end after the present turn. Does not wait.
	 */
	void stop() {
		this.stopped = true;
		this.selector.wakeup();
	}

	/**
	 * Wait until the thread has ended.
	 * @param timeout how long
	 * @return whether it has; always {@code true} on the loop's own thread, which cannot
	 * wait for itself
	 */
	boolean awaitEnd(Duration timeout) {
		return Waits.forEnd(this.thread, timeout);
	}

	private void run() {
		try {
			while (!this.stopped) {
				if (this.due.isEmpty()) {
					select();
				}
				takeWoken();
				for (int turns = this.due.size(); turns > 0 && !this.stopped; turns--) {
					give(this.due.poll());
				}
				if (!this.due.isEmpty() && this.selector.keys().size() > 1) {
					// a busy member must not keep the others from their turn
					this.selector.selectNow(this::selected);
				}
			}
		}
		catch (Throwable ex) {
			died(ex);
		}
		finally {
			close();
		}
	}

	/** Nobody here gets another turn, and each is told. */
	private void died(Throwable ex) {
		if (this.stopped) {
			return;
		}
		this.dead = true;
		logger.error("The loop " + this.thread.getName() + " has died", ex);
		Registration late;
		while ((late = this.woken.poll()) != null) {
			this.members.add(late);
		}
		for (Registration registration : this.members) {
			boolean wanted = !registration.cancelled;
			registration.cancelled = true;
			registration.left.countDown();
			if (wanted) {
				tellFailed(registration, ex);
			}
		}
	}

	private void tellFailed(Registration registration, Throwable ex) {
		try {
			registration.member.failed(ex);
		}
		catch (Throwable another) {
			logger.error("A member of " + this.thread.getName() + " could not be told that it has failed", another);
		}
	}

	private void select() throws IOException {
		if (!this.woken.isEmpty()) {
			return;
		}
		Registration first = this.resting.peek();
		if (first == null) {
			this.selector.select(this::selected);
		}
		else {
			long millis = TimeUnit.NANOSECONDS.toMillis(first.restUntil - System.nanoTime()) + 1;
			this.selector.select(this::selected, Math.max(1, millis));
			endRests();
		}
	}

	private void endRests() {
		long now = System.nanoTime();
		for (Iterator<Registration> it = this.resting.iterator(); it.hasNext();) {
			Registration registration = it.next();
			if (registration.restUntil - now > 0) {
				return;
			}
			it.remove();
			registration.resting = false;
			registration.watch(SelectionKey.OP_READ);
		}
	}

	private void selected(SelectionKey key) {
		makeDue((Registration) key.attachment());
	}

	private void takeWoken() {
		Registration registration;
		while ((registration = this.woken.poll()) != null) {
			registration.queued.set(false);
			makeDue(registration);
		}
	}

	private void makeDue(Registration registration) {
		if (!registration.due) {
			registration.due = true;
			this.due.add(registration);
		}
	}

	private void give(Registration registration) {
		registration.due = false;
		if (registration.cancelled) {
			registration.member.left();
			registration.leave();
			return;
		}
		try {
			registration.join();
			switch (registration.member.turn()) {
				case AGAIN -> makeDue(registration);
				case IDLE -> endRest(registration, SelectionKey.OP_READ);
				case NOTHING -> nothing(registration);
				case REST -> rest(registration);
				case SLEEP -> endRest(registration, 0);
			}
		}
		catch (Throwable ex) {
			registration.cancelled = true;
			registration.leave();
			if (!this.stopped) {
				tellFailed(registration, ex);
			}
		}
	}

	private void nothing(Registration registration) {
		if (registration.member.takeWakeUp()) {
			makeDue(registration);
			return;
		}
		endRest(registration, SelectionKey.OP_READ);
		Thread.yield();
	}

	private void endRest(Registration registration, int operations) {
		if (registration.resting) {
			registration.resting = false;
			this.resting.remove(registration);
		}
		registration.watch(operations);
	}

	private void rest(Registration registration) {
		registration.watch(0);
		if (!registration.resting) {
			registration.resting = true;
			registration.restUntil = System.nanoTime() + this.restNanos;
			this.resting.add(registration);
		}
	}

	private void close() {
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("Closing the selector of " + this.thread.getName(), ex);
		}
		finally {
			for (Registration registration; (registration = this.woken.poll()) != null;) {
				registration.left.countDown();
			}
			this.due.forEach((registration) -> registration.left.countDown());
		}
	}

	/** A socket's place in the loop. */
	final class Registration {

		private final SelectableChannel channel;

		private final Member member;

		private final AtomicBoolean queued = new AtomicBoolean();

		private final CountDownLatch left = new CountDownLatch(1);

		private volatile boolean cancelled;

		private @Nullable SelectionKey key;

		private boolean due;

		private boolean resting;

		private long restUntil;

		private Registration(SelectableChannel channel, Member member) {
			this.channel = channel;
			this.member = member;
		}

		/** Give the member a turn soon, whatever its channel says. From any thread. */
		void wake() {
			if (this.queued.compareAndSet(false, true)) {
				ZmqLoop.this.woken.add(this);
				if (!isOwnThread()) {
					ZmqLoop.this.selector.wakeup();
				}
			}
		}

		/**
		 * Leave the loop and wait until it has let go of the channel, which JeroMQ is
		 * about to close.
		 * @param timeout how long to wait; a member's turn may be in a handler
		 */
		void cancel(Duration timeout) {
			this.cancelled = true;
			wake();
			if (!isOwnThread() && !ZmqLoop.this.stopped && !ZmqLoop.this.dead) {
				Waits.uninterruptibly(timeout, (nanos) -> this.left.await(nanos, TimeUnit.NANOSECONDS));
			}
		}

		private void join() throws ClosedChannelException {
			if (this.key == null) {
				this.key = this.channel.register(ZmqLoop.this.selector, SelectionKey.OP_READ, this);
				ZmqLoop.this.members.add(this);
			}
		}

		private void watch(int operations) {
			if (this.key != null && this.key.isValid() && this.key.interestOps() != operations) {
				this.key.interestOps(operations);
			}
		}

		private void leave() {
			if (this.key != null) {
				this.key.cancel();
				try {
					// a cancelled key holds the file descriptor until the next select
					ZmqLoop.this.selector.selectNow(ZmqLoop.this::selected);
				}
				catch (IOException ex) {
					logger.debug("Leaving " + ZmqLoop.this.thread.getName(), ex);
				}
			}
			ZmqLoop.this.resting.remove(this);
			ZmqLoop.this.members.remove(this);
			this.left.countDown();
		}

	}

}

package io.github.zmqspring.socket;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A thread that takes a socket's messages and hands them out. One of them per opening of
 * the socket.
 */
interface SocketReader {

	/**
	 * How long a reader takes at most to notice that it was stopped.
	 */
	Duration NOTICE = Duration.ofMillis(100);

	void start(SelectableChannel wakeUpChannel);

	/**
	 * Stop, letting the receiver finish what it is at and what was read before.
	 * @param timeout how long to wait for it
	 * @return whether the thread has ended
	 */
	boolean stop(Duration timeout);

	/**
	 * Return whether the reader waits for its channel, so that whoever uses the engine
	 * must tell it of messages. Read under the socket's lock.
	 */
	boolean isIdle();

	/**
	 * Return whether the reader itself lets the engine work, so that the pump need not.
	 */
	boolean pumps();

	/** Look at the socket and the hand-out again. From any thread. */
	void wake();

	boolean isOwnThread();

	/**
	 * Read on the calling thread until something holds, if nobody else reads.
	 * @param done looked at whenever something may have changed
	 * @return whether it has read; it may have ended before that holds
	 */
	default boolean readHere(BooleanSupplier done) {
		return false;
	}

	/** End a rest, and have a guest leave: messages are expected. From any thread. */
	default void readAgain() {
	}

	/** Have a guest look at what it waits for. From any thread. */
	default void callGuest() {
	}

}

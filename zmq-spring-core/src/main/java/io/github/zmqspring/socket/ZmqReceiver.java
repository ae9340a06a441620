package io.github.zmqspring.socket;

import io.github.zmqspring.message.ZmqMessage;

/**
 * Takes the messages of a socket, one after the other in their order, on the thread of
 * the socket's loop. A receiver that blocks keeps the socket from being read, so that the
 * high-water mark does its work at the peers; sending through the socket goes on.
 */
@FunctionalInterface
public interface ZmqReceiver {

	/**
	 * Take a message. An exception is logged and the loop goes on: a receiver handles its
	 * own errors.
	 * @param message the message as it came off the wire
	 */
	void onMessage(ZmqMessage message);

	/**
	 * The socket is going to be read, for the first time or again. Called by the thread
	 * that starts it; must not block.
	 */
	default void onStart() {
	}

	/**
	 * The socket was stopped: there are no more messages before its next start. Not
	 * called when it is reopened. Called by the thread that stops it; must not block.
	 */
	default void onStop() {
	}

	/**
	 * Return whether nothing is expected, so that the socket need not be read before
	 * {@link ZmqReception#readAgain()} or {@link ZmqReception#readHere}. Asked when there
	 * are no more messages; must not block.
	 * @return whether reading may rest
	 */
	default boolean mayRest() {
		return false;
	}

	/**
	 * The socket is no longer read, because of an error that is not a message's; it may
	 * be stopped and started again. It was logged. Called by the thread that has read it;
	 * must not block.
	 * @param failure the error
	 */
	default void onFailure(Throwable failure) {
	}

}

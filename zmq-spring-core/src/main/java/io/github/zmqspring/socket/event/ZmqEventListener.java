package io.github.zmqspring.socket.event;

/**
 * Is told of events.
 *
 * @see ZmqEvents#addListener
 */
@FunctionalInterface
public interface ZmqEventListener {

	/**
	 * Something has happened. Called on the thread of the events; an exception is logged
	 * and goes no further.
	 * @param event what
	 */
	void onEvent(ZmqEvent event);

}

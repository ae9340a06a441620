package io.github.zmqspring.listener.event;

import io.github.zmqspring.socket.event.ZmqEvent;

/**
 * Something has happened to a listener.
 */
public interface ZmqListenerEvent extends ZmqEvent {

	/**
	 * Return which listener it is about.
	 * @return the id of the listener
	 */
	String listenerId();

}

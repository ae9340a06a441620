package io.github.zmqspring.interop;

import io.github.zmqspring.message.ZmqMessage;

import static io.github.zmqspring.interop.PyzmqPeer.literal;

/**
 * A socket of a {@link PyzmqPeer}.
 *
 * @param peer the process it lives in
 * @param variable the Python variable that holds it
 */
public record PyzmqSocket(PyzmqPeer peer, String variable) {

	/**
	 * Set an option.
	 * @param option its name in pyzmq
	 * @param expression its value in Python
	 * @return this socket
	 */
	public PyzmqSocket set(String option, String expression) {
		this.peer.exec("%s.setsockopt(zmq.%s, %s)".formatted(this.variable, option, expression));
		return this;
	}

	/**
	 * Bind to any free port.
	 * @return the endpoint
	 */
	public String bind() {
		return bind("tcp://127.0.0.1:*");
	}

	/**
	 * Bind to an endpoint.
	 * @param endpoint the endpoint
	 * @return the endpoint with its port
	 */
	public String bind(String endpoint) {
		this.peer.exec("%s.bind(%s)".formatted(this.variable, literal(endpoint)));
		return this.peer.eval(this.variable + ".getsockopt(zmq.LAST_ENDPOINT).decode()");
	}

	/**
	 * Connect to an endpoint.
	 * @param endpoint the endpoint
	 * @return this socket
	 */
	public PyzmqSocket connect(String endpoint) {
		this.peer.exec("%s.connect(%s)".formatted(this.variable, literal(endpoint)));
		return this;
	}

	/**
	 * Send a message.
	 * @param message the message
	 */
	public void send(ZmqMessage message) {
		this.peer.exec("%s.send_multipart(%s)".formatted(this.variable, literal(message)));
	}

	/**
	 * Send a message unless that would have to wait, as it has where the only peer has
	 * refused this socket already.
	 * @param message the message
	 */
	public void trySend(ZmqMessage message) {
		this.peer.exec("""
				try:
				    %s.send_multipart(%s, zmq.NOBLOCK)
				except zmq.Again:
				    pass
				""".formatted(this.variable, literal(message)));
	}

	/**
	 * Wait for a message.
	 * @return the message
	 */
	public ZmqMessage receive() {
		return this.peer.frames(this.variable + ".recv_multipart()");
	}

	/**
	 * Return whether a message can be received within a time.
	 * @param millis how long to wait, in milliseconds
	 * @return whether there is one
	 */
	public boolean poll(int millis) {
		return this.peer.eval("%s.poll(%d)".formatted(this.variable, millis)).equals("1");
	}

	/**
	 * Do something and wait for an event of this socket's connections that follows it.
	 * @param event the event's name in pyzmq without {@code EVENT_}
	 * @param action what brings the event about
	 */
	public void awaitEvent(String event, Runnable action) {
		// the name of a former monitor may still be taken
		this.peer.exec("""
				import uuid
				from zmq.utils.monitor import recv_monitor_message
				monitor = %s.get_monitor_socket(zmq.EVENT_%s, 'inproc://' + uuid.uuid4().hex)
				""".formatted(this.variable, event));
		action.run();
		this.peer.exec("""
				recv_monitor_message(monitor)
				%s.disable_monitor()
				""".formatted(this.variable));
	}

	/**
	 * Close the socket.
	 */
	public void close() {
		this.peer.exec(this.variable + ".close(0)");
	}

}

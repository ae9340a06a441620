package io.github.zmqspring.template;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.SocketSpec;
import io.github.zmqspring.socket.ZmqOptions;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A socket with what the template needs to know of it, worked out once: a send then costs
 * a single look-up.
 */
class TemplateSocket {

	private final ZmqSocket socket;

	private final WireFormat format;

	private final OutgoingEncoder encoder;

	private final Duration sendTimeout;

	/** Not so a REQ. */
	private final boolean sends;

	private final ZmqRequestOptions requestOptions;

	private final @Nullable SocketRequester requester;

	TemplateSocket(ZmqSocket socket, WireFormat format, PayloadConverter converter, ZmqRequestOptions requestDefaults,
			@Nullable SocketRequester requester) {
		SocketSpec spec = socket.spec();
		this.socket = socket;
		this.sends = socket.type() != ZmqSocketType.REQ;
		this.format = format;
		this.encoder = new OutgoingEncoder(spec, format, converter);
		Duration timeout = spec.effective(ZmqOptions.SEND_TIMEOUT);
		this.sendTimeout = (timeout != null) ? timeout : Duration.ZERO;
		this.requestOptions = requestOptions(spec, requestDefaults);
		this.requester = requester;
	}

	private static ZmqRequestOptions requestOptions(SocketSpec spec, ZmqRequestOptions defaults) {
		Duration timeout = spec.effective(ZmqOptions.REQUEST_TIMEOUT);
		Integer tries = spec.effective(ZmqOptions.REQUEST_TRIES);
		ZmqRequestOptions options = (timeout != null) ? defaults.withTimeout(timeout) : defaults;
		return (tries != null) ? options.withTries(tries) : options;
	}

	ZmqSocket socket() {
		return this.socket;
	}

	WireFormat format() {
		return this.format;
	}

	final OutgoingEncoder encoder() {
		return this.encoder;
	}

	ZmqRequestOptions requestOptions() {
		return this.requestOptions;
	}

	/**
	 * Return who makes the requests of this socket.
	 * @return the requester
	 * @throws IllegalArgumentException if sockets of this type make none
	 */
	SocketRequester requester() {
		SocketRequester present = this.requester;
		Assert.isTrue(present != null, () -> "Socket '" + this.socket.name() + "' is of type " + this.socket.type()
				+ ", which makes no requests: use a DEALER, REQ or CLIENT socket");
		return present;
	}

	boolean makesRequests() {
		return this.requester != null;
	}

	void close() {
		if (this.requester != null) {
			this.requester.close();
		}
	}

	/**
	 * Send a payload that comes with nothing else, and wait for room as long as the
	 * socket's send timeout.
	 * @param payload the payload
	 */
	void send(Object payload) {
		sendFrames(this.encoder.encode(payload), null);
	}

	/**
	 * Send a payload that comes with nothing else if there is room now.
	 * @param payload the payload
	 * @return whether it was sent
	 */
	boolean trySend(Object payload) {
		return trySendFrames(this.encoder.encode(payload));
	}

	/**
	 * Send a payload under a topic that comes with nothing else, and wait for room as
	 * long as the socket's send timeout.
	 * @param topic the topic
	 * @param payload the payload
	 */
	void send(String topic, Object payload) {
		sendFrames(this.encoder.encode(topic, payload), null);
	}

	/**
	 * Send a payload under a topic that comes with nothing else if there is room now.
	 * @param topic the topic
	 * @param payload the payload
	 * @return whether it was sent
	 */
	boolean trySend(String topic, Object payload) {
		return trySendFrames(this.encoder.encode(topic, payload));
	}

	/**
	 * Send a message.
	 * @param message the message
	 * @param timeout how long to wait for room, or {@code null} for the send timeout of
	 * the socket
	 */
	void send(Outgoing message, @Nullable Duration timeout) {
		sendFrames(this.encoder.encode(message), timeout);
	}

	/**
	 * Send a message if there is room now.
	 * @param message the message
	 * @return whether it was sent
	 */
	boolean trySend(Outgoing message) {
		return trySendFrames(this.encoder.encode(message));
	}

	/**
	 * Make a request and wait for the reply.
	 * @param requests makes it
	 * @param message the message
	 * @param type what to make of the reply
	 * @param options how long to wait and how often to try
	 * @return the reply
	 */
	<T> T request(Requests requests, Outgoing message, ReplyType<T> type, ZmqRequestOptions options) {
		return requests.request(this, this.encoder.encode(message), type, options, RequestWatch.NONE);
	}

	/**
	 * Make a request.
	 * @param requests makes it
	 * @param message the message
	 * @param type what to make of the reply
	 * @param options how long to wait and how often to try
	 * @return the reply to come
	 */
	<T> CompletableFuture<T> requestAsync(Requests requests, Outgoing message, ReplyType<T> type,
			ZmqRequestOptions options) {
		return requests.requestAsync(this, this.encoder.encode(message), type, options, RequestWatch.NONE);
	}

	final void sendFrames(ZmqMessage message, @Nullable Duration timeout) {
		checkSends();
		Duration wait = (timeout != null) ? timeout : this.sendTimeout;
		if (!this.socket.send(message, wait)) {
			throw new ZmqQueueFullException(this.socket.name(), wait);
		}
	}

	final boolean trySendFrames(ZmqMessage message) {
		checkSends();
		return this.socket.trySend(message);
	}

	/** A REQ that has sent must receive before it sends again, and nobody would. */
	private void checkSends() {
		Assert.isTrue(this.sends,
				() -> "Socket '" + this.socket.name() + "' is of type REQ, whose every message has its reply: use "
						+ "request(..), or a DEALER or PUSH socket");
	}

}

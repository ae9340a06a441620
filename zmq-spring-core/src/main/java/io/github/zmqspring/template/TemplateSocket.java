package io.github.zmqspring.template;

import java.time.Duration;

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
final class TemplateSocket {

	private final ZmqSocket socket;

	private final WireFormat format;

	private final OutgoingEncoder encoder;

	private final Duration sendTimeout;

	/** Not so a REQ. */
	private final boolean sends;

	private final ZmqRequestOptions requestOptions;

	private final @Nullable SocketRequester requester;

	TemplateSocket(ZmqSocket socket, PayloadConverter converter, ZmqRequestOptions requestDefaults,
			@Nullable SocketRequester requester) {
		SocketSpec spec = socket.spec();
		this.socket = socket;
		this.sends = socket.type() != ZmqSocketType.REQ;
		this.format = spec.wireFormat();
		this.encoder = new OutgoingEncoder(spec, converter);
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

	OutgoingEncoder encoder() {
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

	void close() {
		if (this.requester != null) {
			this.requester.close();
		}
	}

	/**
	 * Send a message.
	 * @param message the frames
	 * @param timeout how long to wait for room, or {@code null} for the send timeout of
	 * the socket
	 */
	void send(ZmqMessage message, @Nullable Duration timeout) {
		checkSends();
		Duration wait = (timeout != null) ? timeout : this.sendTimeout;
		if (!this.socket.send(message, wait)) {
			throw new ZmqQueueFullException(this.socket.name(), wait);
		}
	}

	/**
	 * Send a message if there is room now.
	 * @param message the frames
	 * @return whether it was sent
	 */
	boolean trySend(ZmqMessage message) {
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

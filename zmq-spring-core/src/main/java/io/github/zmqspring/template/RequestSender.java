package io.github.zmqspring.template;

import java.time.Duration;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.template.RequestEffect.Send;

/**
 * Puts the tries of requests on the wire, and tells who watches a request of each.
 *
 * @param socket where to send
 * @param correlated whether a try says which it is, so that its reply can
 */
record RequestSender(ZmqSocket socket, boolean correlated) {

	/**
	 * Send a try if there is room now.
	 * @param send the try
	 * @return whether there was
	 */
	boolean trySend(Send<PendingReply> send) {
		return send(send, Duration.ZERO);
	}

	/**
	 * Send a try.
	 * @param send the try
	 * @param timeout how long to wait for room
	 * @return whether there was
	 */
	boolean send(Send<PendingReply> send, Duration timeout) {
		boolean sent = this.socket.send(message(send), timeout);
		if (sent) {
			send.request().watch().sent(send.correlation());
		}
		return sent;
	}

	private ZmqMessage message(Send<PendingReply> send) {
		ZmqMessage content = send.request().content();
		return this.correlated ? Correlation.wrap(send.correlation(), content) : content;
	}

}

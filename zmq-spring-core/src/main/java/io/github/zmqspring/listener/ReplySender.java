package io.github.zmqspring.listener;

import java.util.Map;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.message.WireFormat;
import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends the results of handlers: back to the sender or on to another socket. It waits for
 * room no longer than the socket's send timeout.
 */
class ReplySender {

	private static final Log logger = LogFactory.getLog(ReplySender.class);

	private static final ZmqMessage NOTHING = ZmqMessage.of(new byte[0]);

	private final ZmqSocket own;

	private final Map<String, ZmqSocket> others;

	private final ReplyLayout layout;

	private final ListenerCounters counters;

	/**
	 * Create a sender.
	 * @param own the listener's socket
	 * @param others the sockets that results are sent to, by their names
	 * @param layout lays results out
	 * @param counters counts what was sent and what was not
	 */
	ReplySender(ZmqSocket own, Map<String, ZmqSocket> others, ReplyLayout layout, ListenerCounters counters) {
		this.own = own;
		this.others = Map.copyOf(others);
		this.layout = layout;
		this.counters = counters;
	}

	/**
	 * Return whether results may go back through a socket of this type without anybody
	 * naming a peer.
	 * @param type the type
	 * @return whether there is a way back
	 */
	static boolean canReply(ZmqSocketType type) {
		return switch (type) {
			case DEALER, PAIR, CLIENT, CHANNEL -> true;
			default -> type.repliesToSender();
		};
	}

	/**
	 * Send what a handler returned.
	 * @param result the result; {@code null} sends an empty frame on REP, whose peer
	 * would wait for ever (RFC 28), and nothing on others
	 * @param request the message that is answered
	 * @param sendTo the name of the socket the result goes to instead; a REP's peer then
	 * gets an empty frame
	 * @return whether it was sent
	 * @throws RuntimeException if the result cannot be laid out
	 */
	boolean reply(@Nullable Object result, Received request, @Nullable String sendTo) {
		boolean sent = true;
		Object answer = result;
		if (result != null && sendTo != null) {
			sent = forward(result, sendTo);
			answer = null;
		}
		if (answer == null && this.own.type() != ZmqSocketType.REP) {
			return sent;
		}
		if (!canReply(this.own.type())) {
			throw new ZmqException("A " + this.own.type() + " socket has no way back: name another for the result");
		}
		ZmqMessage message = this.layout.layOut((answer != null) ? answer : NOTHING, this.own.type(),
				this.own.spec().wireFormat(), request);
		return send(this.own, message) && sent;
	}

	/**
	 * Send what a handler returned for a batch.
	 * @param result the result
	 * @param sendTo the name of the socket
	 * @return whether it was sent
	 */
	boolean forward(Object result, String sendTo) {
		ZmqSocket target = this.others.get(sendTo);
		if (target == null) {
			throw new ZmqException("Nothing was known of socket '" + sendTo + "' when the listener started");
		}
		return forward(result, target);
	}

	boolean forward(Object result, ZmqSocket target) {
		return send(target, layOut(result, target, target.spec().wireFormat(), Map.of()));
	}

	final ZmqMessage layOut(Object result, ZmqSocket target, WireFormat format, Map<String, String> trace) {
		return this.layout.layOut(result, target.type(), format, null, trace);
	}

	final boolean send(ZmqSocket socket, ZmqMessage message) {
		try {
			socket.send(message);
			this.counters.addReplied();
			return true;
		}
		catch (ZmqException ex) {
			this.counters.addUndeliverableReply();
			logger.debug("A result is lost: " + ex.getMessage());
			return false;
		}
	}

}

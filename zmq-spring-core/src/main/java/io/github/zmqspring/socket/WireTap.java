package io.github.zmqspring.socket;

import java.time.Instant;
import java.util.Arrays;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.socket.event.ZmqEvents;
import io.github.zmqspring.socket.event.ZmqSubscriptionEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Sees the messages of a socket pass, without its lock: it logs them whole, as the
 * Guide's {@code s_dump} prints them, by the logger {@code zmq.wire.<socket>} at level
 * TRACE, and tells of the subscriptions that an XPUB receives. While it has nothing to do
 * that costs one check of a log level for each message sent and each batch received.
 */
final class WireTap {

	private final String socketName;

	private final Log logger;

	private final boolean subscriptions;

	private final ZmqEvents events;

	WireTap(String socketName, ZmqSocketType type, ZmqEvents events) {
		this.socketName = socketName;
		this.logger = LogFactory.getLog("zmq.wire." + socketName);
		this.subscriptions = type == ZmqSocketType.XPUB;
		this.events = events;
	}

	void sent(ZmqMessage message) {
		if (this.logger.isTraceEnabled()) {
			this.logger.trace("sent\n" + message.dump());
		}
	}

	/**
	 * Messages have come.
	 * @param batch holds them from its beginning
	 * @param count how many
	 */
	void received(ZmqMessage[] batch, int count) {
		if (count > 0 && (this.subscriptions || this.logger.isTraceEnabled())) {
			for (int i = 0; i < count; i++) {
				received(batch[i]);
			}
		}
	}

	void received(ZmqMessage message) {
		if (this.logger.isTraceEnabled()) {
			this.logger.trace("received\n" + message.dump());
		}
		if (this.subscriptions && this.events.isHeard() && message.size() == 1) {
			byte[] frame = message.first();
			if (frame.length > 0 && (frame[0] == 0 || frame[0] == 1)) {
				this.events.publish(new ZmqSubscriptionEvent(this.socketName, Instant.now(),
						Arrays.copyOfRange(frame, 1, frame.length), frame[0] == 1));
			}
		}
	}

}

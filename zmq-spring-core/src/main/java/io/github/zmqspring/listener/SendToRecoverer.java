package io.github.zmqspring.listener;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocket;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

/**
 * Forwards messages that could not be handled to another socket, a dead letter channel.
 * What is sent is the original payload, frame by frame; the topic goes with it if the
 * socket is a PUB or XPUB, and the headers if it has a header frame.
 */
public class SendToRecoverer implements ZmqMessageRecoverer {

	private static final Log logger = LogFactory.getLog(SendToRecoverer.class);

	private final ZmqSocketRegistry sockets;

	private final String socketName;

	/**
	 * Create a recoverer.
	 * @param sockets where the socket is looked up with each message
	 * @param socketName the name of the socket, of a type that needs no routing id
	 */
	public SendToRecoverer(ZmqSocketRegistry sockets, String socketName) {
		Assert.notNull(sockets, "'sockets' must not be null");
		Assert.hasText(socketName, "'socketName' must not be empty");
		this.sockets = sockets;
		this.socketName = socketName;
	}

	@Override
	public void recover(ZmqMessage payload, ListenerExecutionFailedException ex) {
		ZmqSocket socket = this.sockets.get(this.socketName,
				"SendToRecoverer of listener '" + ex.getListenerId() + "'");
		ZmqParts parts = ZmqParts.of(payload);
		ZmqParts received = ex.getParts();
		if (received != null) {
			parts = parts.withHeaders(received.headers());
			if (socket.type().hasTopics()) {
				parts = parts.withTopic(received.topic());
			}
		}
		socket.send(socket.spec().wireFormat().encode(parts));
		logger.warn(ex.getMessage() + "; forwarded to socket '" + this.socketName + "', because of: " + ex.getCause());
	}

}

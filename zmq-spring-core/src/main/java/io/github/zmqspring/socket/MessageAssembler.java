package io.github.zmqspring.socket;

import java.util.Arrays;

import io.github.zmqspring.message.ZmqMessage;
import io.github.zmqspring.security.PeerSeal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.io.Metadata;

/**
 * Makes a whole message of the frames that a JeroMQ socket hands over, tells where it
 * came from, and leaves out what came from a peer that nobody has let in. Not
 * thread-safe.
 */
final class MessageAssembler {

	private static final Log logger = LogFactory.getLog(MessageAssembler.class);

	private final SocketBase base;

	private final ZmqSocketType type;

	private final PeerSeal seal;

	/** Whether every connection must have been let in by an authenticator. */
	private final boolean guarded;

	private boolean refusalLogged;

	/** The origin of the last message; a connection's messages share one. */
	private @Nullable EngineOrigin lastOrigin;

	/** How many frames the last message had that had several. */
	private int usualFrames = 2;

	/**
	 * Create an assembler.
	 * @param base where the frames come from
	 * @param spec what the socket is
	 * @param seal proves who was let in
	 */
	MessageAssembler(SocketBase base, SocketSpec spec, PeerSeal seal) {
		this.base = base;
		this.type = spec.type();
		this.seal = seal;
		this.guarded = spec.authenticator() != null;
	}

	/**
	 * Take the other frames of a message, which JeroMQ has as soon as it has the first.
	 * @param first the first frame
	 * @return the message, or {@code null} if its sender was not let in: JeroMQ lets
	 * everybody in while no handler is bound
	 */
	@Nullable ZmqMessage assemble(Msg first) {
		EngineOrigin origin = originOf(first);
		if (!first.hasMore()) {
			return isRefused(origin) ? null : ZmqMessage.received(first.data(), origin);
		}
		byte[][] frames = new byte[this.usualFrames][];
		frames[0] = first.data();
		int count = 1;
		Msg msg = first;
		while (msg.hasMore()) {
			msg = this.base.recv(0);
			if (msg == null) {
				throw EngineSocket.failure(this.type, "receive", this.base.errno());
			}
			if (count == frames.length) {
				frames = Arrays.copyOf(frames, count * 2);
			}
			frames[count++] = msg.data();
		}
		this.usualFrames = count;
		// a ROUTER's first frame is made by the engine and knows nothing of the
		// connection
		origin = (origin != null) ? origin : originOf(msg);
		return isRefused(origin) ? null
				: ZmqMessage.received((count == frames.length) ? frames : Arrays.copyOf(frames, count), origin);
	}

	private boolean isRefused(@Nullable EngineOrigin origin) {
		if (!this.guarded || origin == null || origin.isLetIn()) {
			return false;
		}
		if (!this.refusalLogged) {
			this.refusalLogged = true;
			logger.error("A " + this.type + " socket drops the messages of a peer that nobody has let in: "
					+ "its ZAP handler was closed by somebody else");
		}
		return true;
	}

	private @Nullable EngineOrigin originOf(Msg msg) {
		Metadata metadata = msg.getMetadata();
		int routingId = this.type.routesByNumber() ? msg.getRoutingId() : 0;
		String group = this.type.joinsGroups() ? msg.getGroup() : null;
		EngineOrigin last = this.lastOrigin;
		if (last != null && last.isSame(metadata, routingId, group)) {
			return last;
		}
		if (metadata == null && routingId == 0 && group == null) {
			return null;
		}
		this.lastOrigin = new EngineOrigin(this.seal, metadata, routingId, group);
		return this.lastOrigin;
	}

}

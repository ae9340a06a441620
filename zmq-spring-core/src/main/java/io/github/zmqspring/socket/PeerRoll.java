package io.github.zmqspring.socket;

import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.socket.EngineView.ConnectionView;
import io.github.zmqspring.socket.EngineView.Far;
import io.github.zmqspring.socket.EngineView.PipeView;
import io.github.zmqspring.socket.PeerBook.Connection;
import io.github.zmqspring.socket.status.QueueDepth;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqPeer.Side;
import io.github.zmqspring.socket.status.ZmqPeer.State;
import io.github.zmqspring.socket.status.ZmqQueue;
import io.github.zmqspring.socket.status.ZmqQueue.End;
import io.github.zmqspring.socket.status.ZmqQueues;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the connections and the queues of a socket tell, which know each
 * other by the connections' channels. Pure logic over one look.
 */
final class PeerRoll {

	private final SocketSpec spec;

	private final boolean internalsKnown;

	private final List<PipeView> pipes;

	private final Map<Channel, PipeView> byChannel = new IdentityHashMap<>();

	/** The remote addresses of the live connections. */
	private final Map<Channel, String> addresses = new IdentityHashMap<>();

	PeerRoll(SocketSpec spec, boolean internalsKnown, List<PipeView> pipes) {
		this.spec = spec;
		this.internalsKnown = internalsKnown;
		this.pipes = pipes;
		for (PipeView pipe : pipes) {
			if (pipe.channel() != null) {
				this.byChannel.put(pipe.channel(), pipe);
			}
		}
	}

	/**
	 * List the peers.
	 * @param connections the live connections
	 * @return the peers over TCP, then those of inproc
	 */
	List<ZmqPeer> peers(Map<SocketChannel, Connection> connections) {
		List<ZmqPeer> peers = new ArrayList<>(connections.size());
		connections.forEach((channel, connection) -> {
			peers.add(peer(channel, connection));
			if (connection.address() != null) {
				this.addresses.put(channel, connection.address());
			}
		});
		for (PipeView pipe : this.pipes) {
			if (pipe.far() == Far.INPROC) {
				peers.add(new ZmqPeer(Side.INPROC, null, null, null, State.READY, null, null, null, pipe.inbound(),
						pipe.outbound()));
			}
		}
		return peers;
	}

	/** Return the peer at the other end of a connection. */
	ZmqPeer peer(SocketChannel channel, Connection connection) {
		PipeView pipe = this.byChannel.get(channel);
		ConnectionView view = (pipe != null) ? pipe.connection() : null;
		State state = this.internalsKnown ? State.HANDSHAKING : State.UNKNOWN;
		if (pipe == null || view == null) {
			return new ZmqPeer(connection.side(), connection.address(), connection.endpoint(), connection.since(),
					state, mechanism(), null, null, null, null);
		}
		return new ZmqPeer(connection.side(), connection.address(), connection.endpoint(), connection.since(),
				view.ready() ? State.READY : State.HANDSHAKING, mechanism(), view.userId(), view.socketType(),
				pipe.inbound(), pipe.outbound());
	}

	/** One for the whole socket: JeroMQ takes no peer that has another. */
	private @Nullable String mechanism() {
		if (this.spec.type() == ZmqSocketType.STREAM) {
			return null;
		}
		if (this.spec.options().isSet(ZmqOptions.CURVE_SERVER_KEY)
				|| Boolean.TRUE.equals(this.spec.options().get(ZmqOptions.CURVE_SERVER))) {
			return "CURVE";
		}
		boolean plain = this.spec.options().isSet(ZmqOptions.PLAIN_USERNAME)
				|| Boolean.TRUE.equals(this.spec.options().get(ZmqOptions.PLAIN_SERVER));
		return plain ? "PLAIN" : "NULL";
	}

	/**
	 * List the queues; after {@link #peers}.
	 * @param prefetched messages that wait outside all queues
	 */
	ZmqQueues queues(long prefetched) {
		if (!this.internalsKnown) {
			return ZmqQueues.UNKNOWN;
		}
		List<ZmqQueue> queues = new ArrayList<>(this.pipes.size());
		QueueDepth inbound = null;
		QueueDepth outbound = null;
		boolean known = true;
		for (PipeView pipe : this.pipes) {
			queues.add(new ZmqQueue(end(pipe), this.addresses.get(pipe.channel()), pipe.inbound(), pipe.outbound()));
			known &= pipe.inbound() != null;
			inbound = sum(inbound, pipe.inbound());
			outbound = sum(outbound, pipe.outbound());
		}
		boolean receives = known && this.spec.type().canReceive();
		boolean sends = known && this.spec.type().canSend();
		QueueDepth taken = (inbound != null) ? inbound : QueueDepth.EMPTY;
		return new ZmqQueues(receives ? new QueueDepth(taken.waiting() + prefetched, taken.limit()) : null,
				sends ? ((outbound != null) ? outbound : QueueDepth.EMPTY) : null, queues);
	}

	private static @Nullable QueueDepth sum(@Nullable QueueDepth sum, @Nullable QueueDepth depth) {
		return (sum == null || depth == null) ? depth : sum.plus(depth);
	}

	private static End end(PipeView pipe) {
		boolean connected = pipe.channel() != null && pipe.channel().isOpen();
		return switch (pipe.far()) {
			case ACCEPTED -> connected ? End.CONNECTION : End.GONE;
			case CONNECTING -> connected ? End.CONNECTION : End.AWAITED;
			case INPROC -> End.INPROC;
			case INPROC_AWAITED -> End.AWAITED;
			case INPROC_GONE -> End.GONE;
		};
	}

}

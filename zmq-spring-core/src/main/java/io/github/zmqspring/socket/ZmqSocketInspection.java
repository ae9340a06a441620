package io.github.zmqspring.socket;

import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.zmqspring.error.ZmqException;
import io.github.zmqspring.error.ZmqSocketStoppedException;
import io.github.zmqspring.socket.EngineView.PipeView;
import io.github.zmqspring.socket.status.AuthenticationTotals;
import io.github.zmqspring.socket.status.PeerShortage;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqPeers;
import io.github.zmqspring.socket.status.ZmqQueues;
import io.github.zmqspring.socket.status.ZmqSocketStatus;
import io.github.zmqspring.socket.status.ZmqSocketStatus.State;
import io.github.zmqspring.socket.status.ZmqSubscriptions;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of a socket while it works: peers, queues, subscriptions. A look lets
 * the engine catch up first, under the socket's lock, and takes microseconds for a few
 * peers and under a millisecond for a thousand; whoever never looks pays nothing. It does
 * no I/O and waits for nothing but the lock. Thread-safe.
 */
public final class ZmqSocketInspection {

	private final ZmqSocket socket;

	private final PeerBook book;

	private final @Nullable PeerRequirement requirement;

	private final EngineView view = EngineView.current();

	private long countSeen;

	private @Nullable Instant lastActivity;

	ZmqSocketInspection(ZmqSocket socket, PeerBook book, @Nullable PeerRequirement requirement) {
		this.socket = socket;
		this.book = book;
		this.requirement = requirement;
	}

	/**
	 * Return the peers. inproc peers are known only where JeroMQ's internals are open to
	 * this library, as on the class path they always are.
	 * @return the peers of this moment and the totals; none while the socket is closed
	 */
	public ZmqPeers peers() {
		return status().peers();
	}

	/**
	 * Return the messages that wait in JeroMQ's queues.
	 * @return the queues of this moment; empty while the socket is closed
	 */
	public ZmqQueues queues() {
		return status().queues();
	}

	/**
	 * Return what the authenticator has decided.
	 * @return the totals, all zero if there is no authenticator
	 */
	public AuthenticationTotals authentication() {
		return this.socket.opener().admission().totals();
	}

	/**
	 * Return whether new peers are decided about, if they have to be. JeroMQ has one
	 * place for who decides (ZAP, RFC 27) in a context, which other code may close or
	 * take; this socket then lets nobody in until it is started again.
	 * @return {@code false} if it is open, has an authenticator, and nobody can come in
	 */
	public boolean isAdmitting() {
		return !this.socket.isRunning() || this.socket.opener().admission().isDeciding(this.socket.spec());
	}

	/**
	 * Return everything at once, which costs as much as a part of it.
	 * @return the status of this moment
	 */
	public ZmqSocketStatus status() {
		noticeActivity();
		List<PipeView> pipes = List.of();
		long prefetched = 0;
		Throwable failure = this.socket.failure();
		State state = (failure != null) ? State.FAILED : State.CLOSED;
		if (failure == null && this.socket.isRunning()) {
			try {
				Look look = this.socket.withEngine(Look::at);
				pipes = look.pipes;
				prefetched = look.prefetched;
				state = State.OPEN;
			}
			catch (ZmqSocketStoppedException ex) {
				// it was stopped this moment
			}
			catch (ZmqException ex) {
				// it has just died, and this is the first to notice
				failure = ex;
				state = State.FAILED;
			}
		}
		PeerRoll roll = new PeerRoll(this.socket.spec(), this.view.isAvailable(), pipes);
		List<ZmqPeer> live = roll.peers(this.book.live());
		ZmqPeers peers = new ZmqPeers(live, this.book.totals(), this.book.refusals(live));
		return new ZmqSocketStatus(state, failure, peers, roll.queues(prefetched), shortage(state, peers));
	}

	/**
	 * Find connections by their peers.
	 * @param which the peers that are meant
	 * @return their channels and peers; none while the socket is closed
	 */
	Map<SocketChannel, ZmqPeer> connections(Predicate<ZmqPeer> which) {
		PeerRoll roll = new PeerRoll(this.socket.spec(), this.view.isAvailable(),
				this.socket.withEngine(Look::at).pipes);
		Map<SocketChannel, ZmqPeer> found = new LinkedHashMap<>();
		this.book.live().forEach((channel, connection) -> {
			ZmqPeer peer = roll.peer(channel, connection);
			if (which.test(peer)) {
				found.put(channel, peer);
			}
		});
		return found;
	}

	private @Nullable PeerShortage shortage(State state, ZmqPeers peers) {
		return (this.requirement != null && state == State.OPEN)
				? this.requirement.looked(peers.count(), System.nanoTime()) : null;
	}

	/**
	 * Return what the peers of a PUB or XPUB have subscribed to.
	 * @param limit how many topics at most; peers choose how many there are
	 * @return the subscriptions of this moment; none while the socket is closed
	 * @throws ZmqException if the socket is of another type
	 */
	public ZmqSubscriptions subscriptions(int limit) {
		ZmqSocketType type = this.socket.type();
		if (type != ZmqSocketType.PUB && type != ZmqSocketType.XPUB) {
			throw new ZmqException(
					"Socket '" + this.socket.name() + "' is of type " + type + "; only PUB and XPUB have subscribers");
		}
		if (!this.socket.isRunning()) {
			return new ZmqSubscriptions(this.view.isAvailable(), List.of(), false);
		}
		return this.socket.withEngine((engine) -> {
			engine.pump();
			return engine.subscriptions(limit);
		});
	}

	/**
	 * Return when a message last passed through the socket. No clock is read for
	 * messages: this is the time of the first look, by this method or {@link #status()},
	 * after the last message, so it is as exact as looks are frequent.
	 * @return the time, or {@code null} if no message has ever passed
	 */
	public @Nullable Instant lastActivity() {
		return noticeActivity();
	}

	private synchronized @Nullable Instant noticeActivity() {
		SocketCounters counters = this.socket.counters();
		long count = counters.sent() + counters.received();
		if (count != this.countSeen) {
			this.countSeen = count;
			this.lastActivity = Instant.now();
		}
		return this.lastActivity;
	}

	private record Look(List<PipeView> pipes, long prefetched) {

		static Look at(EngineSocket engine) {
			engine.pump();
			return new Look(engine.pipes(), engine.prefetched());
		}

	}

}

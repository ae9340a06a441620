package io.github.zmqspring.boot.actuate.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.zmqspring.socket.ZmqSocketType;
import io.github.zmqspring.socket.status.ZmqPeer;
import io.github.zmqspring.socket.status.ZmqSocketStatus;
import org.jspecify.annotations.Nullable;

/**
 * A socket. What it counts begins with the application, outlives stops and starts, and is
 * never reset.
 *
 * @param type the type
 * @param state whether it is open
 * @param failure why it could not be opened or can no longer be used, absent unless the
 * state is {@code FAILED}
 * @param source where it was declared, for instance {@code zmq.sockets.tasks}, absent if
 * that is not known
 * @param autoStartup whether it opens with the application
 * @param listener the id of the listener that reads it, absent if none does
 * @param proxies the names of the proxies it belongs to
 * @param binds the endpoints it is bound to
 * @param connects the endpoints it is connected to
 * @param topics the topics it is subscribed to, an empty one for all messages; text, or
 * hexadecimal digits behind {@code 0x}
 * @param groups the groups it has joined
 * @param headers whether a header frame travels in front of every payload
 * @param options the options that were set to something else than the default, by their
 * names; of secrets only that they are set
 * @param security how peers are authenticated
 * @param peers who is connected
 * @param queues the messages that wait
 * @param counters what has passed
 * @param lastActivity when a message last passed, as exactly as somebody looks: nobody
 * reads a clock for each message. Absent if none has ever passed
 * @param subscriptions what the peers of a PUB or XPUB have subscribed to, absent for
 * other types and where it is not known
 * @param requests what has become of the requests of the template, absent if it makes
 * none through this socket
 */
public record ZmqSocketDescriptor(ZmqSocketType type, ZmqSocketStatus.State state, @Nullable String failure,
		@Nullable String source, boolean autoStartup, @Nullable String listener, List<String> proxies,
		List<Binding> binds, List<String> connects, List<String> topics, List<String> groups, boolean headers,
		Map<String, String> options, Security security, Peers peers, Queues queues, Counters counters,
		@Nullable Instant lastActivity, @Nullable Subscriptions subscriptions, @Nullable Requests requests) {

	/**
	 * An endpoint to bind.
	 *
	 * @param declared as it was declared, for instance {@code tcp://127.0.0.1:*}
	 * @param resolved as it is bound, for instance {@code tcp://127.0.0.1:49152}, absent
	 * while the socket was never open
	 */
	public record Binding(String declared, @Nullable String resolved) {

	}

	/**
	 * How peers are authenticated.
	 *
	 * @param mechanism {@code NULL}, {@code PLAIN} or {@code CURVE}
	 * @param server whether this side is the server, which the client authenticates to
	 * @param zapDomain the domain in which a ZAP handler (RFC 27) is asked, absent if
	 * none is
	 * @param decisions what has become of those who wanted to enter, absent if everybody
	 * may
	 */
	public record Security(String mechanism, boolean server, @Nullable String zapDomain,
			@Nullable Decisions decisions) {

	}

	/**
	 * What has become of the peers that wanted to enter.
	 *
	 * @param accepted those that were let in
	 * @param denied those that were kept out
	 * @param failed those that were refused because nobody decided about them in time
	 */
	public record Decisions(long accepted, long denied, long failed) {

	}

	/**
	 * Who is connected.
	 *
	 * @param count the peers there are now, without those in their handshake
	 * @param accepted those of them that connected to a TCP endpoint of this socket
	 * @param connected those of them that this socket connected to over TCP
	 * @param inproc those of them within this process
	 * @param handshaking connections whose handshake is not over
	 * @param required how many there must be ({@code min-peers}), absent if it is not set
	 * @param missingFor for how long there have been too few, absent if there are enough
	 * @param totals the connections that came and went
	 * @param live the peers one by one, those in their handshake among them
	 * @param truncated whether there are more than the list has
	 */
	public record Peers(int count, int accepted, int connected, int inproc, int handshaking, @Nullable Integer required,
			@Nullable Duration missingFor, Totals totals, List<Peer> live, boolean truncated) {

	}

	/**
	 * The TCP connections since the application started.
	 *
	 * @param accepted those that peers have begun
	 * @param connected those that this socket has begun
	 * @param disconnected those that ended after their handshake
	 * @param reconnectAttempts how often a connect has failed or a connection was lost,
	 * and another attempt was scheduled
	 * @param failedHandshakes those that ended before their handshake was over, by cause:
	 * {@code PROTOCOL}, {@code AUTHENTICATION}, {@code TIMEOUT}, {@code LIMIT},
	 * {@code CLOSED}
	 * @param cutOff those that were ended because the peer broke the protocol or a limit
	 * @param revived those of this side that were made again after a protocol error
	 */
	public record Totals(long accepted, long connected, long disconnected, long reconnectAttempts,
			Map<String, Long> failedHandshakes, long cutOff, long revived) {

	}

	/**
	 * A peer.
	 *
	 * @param side who began the connection
	 * @param address the remote address as {@code host:port}, absent for inproc
	 * @param endpoint the endpoint of this socket that the connection belongs to, absent
	 * for inproc
	 * @param since since when the connection is up, absent for inproc
	 * @param state how far the connection is
	 * @param mechanism the security mechanism, absent if there is none
	 * @param userId the user id that ZAP gave the peer, absent if there is none
	 * @param socketType the type of the peer's socket, absent if it is not known
	 * @param inbound the messages from this peer that wait, absent if that is not known
	 * @param outbound the messages for this peer that wait, absent if that is not known
	 */
	public record Peer(ZmqPeer.Side side, @Nullable String address, @Nullable String endpoint, @Nullable Instant since,
			ZmqPeer.State state, @Nullable String mechanism, @Nullable String userId, @Nullable String socketType,
			@Nullable Depth inbound, @Nullable Depth outbound) {

	}

	/**
	 * The messages that wait in JeroMQ's queues. On TCP there may be more in the buffers
	 * of JeroMQ and of both operating systems, which nobody can count.
	 *
	 * @param inbound those that wait to be received, absent if that is not known or the
	 * socket does not receive
	 * @param outbound those that wait to be taken by connections, absent if that is not
	 * known or the socket does not send
	 */
	public record Queues(@Nullable Depth inbound, @Nullable Depth outbound) {

	}

	/**
	 * How full a queue is.
	 *
	 * @param waiting the messages in it, each counted once however many frames it has
	 * @param limit the high-water mark, or the sum of those of several queues; 0 for none
	 */
	public record Depth(long waiting, long limit) {

	}

	/**
	 * What has passed.
	 *
	 * @param sent messages that JeroMQ took for sending
	 * @param sentBytes the bytes of all their frames
	 * @param received messages taken from JeroMQ
	 * @param receivedBytes the bytes of all their frames
	 * @param dropped copies of messages that peers have missed because their queue was
	 * full: slow subscribers
	 * @param rejectedFull sends that were refused because every queue was full
	 * @param rejectedNoPeer sends that were refused because no peer was there
	 * @param unroutable sends whose routing id no peer had
	 * @param unsent messages that JeroMQ took for sending and that never left: the socket
	 * closed before, or the peer they were queued for has gone; one for each peer
	 * @param undelivered messages that were received and not handed to the receiver,
	 * because the socket stopped
	 */
	public record Counters(long sent, long sentBytes, long received, long receivedBytes, long dropped,
			long rejectedFull, long rejectedNoPeer, long unroutable, long unsent, long undelivered) {

	}

	/**
	 * What peers have subscribed to.
	 *
	 * @param topics the number of peers by topic
	 * @param truncated whether there are more topics than the map has
	 */
	public record Subscriptions(Map<String, Integer> topics, boolean truncated) {

	}

	/**
	 * The requests that the template has made.
	 *
	 * @param sent requests that were sent, each counted once however many tries it took
	 * @param replied those that got their reply
	 * @param timedOut those that got none
	 * @param failed those that were given up for another reason
	 * @param retried tries after the first
	 * @param lateReplies messages that answered no request in flight
	 * @param reopened how often the socket was reopened because of them
	 * @param inFlight those that wait for their reply or their turn now
	 * @param oldest how long the oldest of these has waited, absent if there is none
	 */
	public record Requests(long sent, long replied, long timedOut, long failed, long retried, long lateReplies,
			long reopened, long inFlight, @Nullable Duration oldest) {

	}

}

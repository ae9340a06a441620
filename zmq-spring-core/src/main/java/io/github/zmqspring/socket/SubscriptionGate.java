package io.github.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

import io.github.zmqspring.socket.status.PeerViolation;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.pipe.YPipeBase;

/**
 * The pipe that brings a PUB, XPUB or RADIO what one peer has subscribed to, with a count
 * of it. The socket keeps all of that until the connection ends: an object for each byte
 * of a topic, of which JeroMQ 0.6.0 takes any number, and takes them in by recursion.
 * Here a peer that has too many is cut off. What is encrypted on the way is plain here.
 * <p>
 * JeroMQ knows subscriptions as messages only (ZMTP 3.0, RFC 23). It drops SUBSCRIBE and
 * CANCEL, the commands of ZMTP 3.1 (RFC 37), which take nothing.
 * <p>
 * Used by the I/O thread of the connection only, but for what leaves by the other end.
 */
final class SubscriptionGate implements YPipeBase<Msg> {

	/**
	 * The longest topic, whatever {@code max-message-size} is: one of 4 KB overflows the
	 * stack of the thread that has to forget it.
	 */
	static final int LONGEST = 1024;

	/** How long topics may be on average. */
	static final int AVERAGE = 64;

	/**
	 * Takes back a subscription that nobody has, for nobody can guess it: what a PUB gets
	 * instead of a message, which JeroMQ keeps for ever because a PUB is never read. No
	 * peer is ended for it: a proxy passes such messages on.
	 */
	private static final byte[] NOTHING = new byte[17];

	static {
		new SecureRandom().nextBytes(NOTHING);
		NOTHING[0] = 0;
	}

	private final YPipeBase<Msg> pipe;

	private final int limit;

	private final ZmqSocketType type;

	/** Of this connection; the pipe of a connecting endpoint outlives it. */
	private ConnectionGuard guard;

	/** How often each topic or group was subscribed to; a topic counts once. */
	private final Map<String, Integer> held = new HashMap<>();

	private int count;

	private long bytes;

	/**
	 * Create a gate.
	 * @param pipe where subscriptions go to
	 * @param limit how many there may be
	 * @param type PUB, XPUB or RADIO
	 * @param guard ends the connection
	 */
	SubscriptionGate(YPipeBase<Msg> pipe, int limit, ZmqSocketType type, ConnectionGuard guard) {
		this.pipe = pipe;
		this.limit = limit;
		this.type = type;
		this.guard = guard;
	}

	YPipeBase<Msg> pipe() {
		return this.pipe;
	}

	void guardedBy(ConnectionGuard next) {
		this.guard = next;
	}

	@Override
	public void write(Msg msg, boolean incomplete) {
		this.pipe.write(isFromPeer(msg) ? admit(msg) : msg, incomplete);
	}

	private static boolean isFromPeer(Msg msg) {
		return !msg.isDelimiter() && !msg.isCredential() && !msg.isIdentity();
	}

	private Msg admit(Msg msg) {
		if (this.type == ZmqSocketType.RADIO) {
			String group = (msg.isJoin() || msg.isLeave()) ? msg.getGroup() : null;
			count(group, msg.isJoin());
			return msg;
		}
		// each frame for itself: JeroMQ looks at no other flag
		byte first = (msg.size() > 0) ? msg.get(0) : -1;
		if (first == 0 || first == 1) {
			count(new String(msg.data(), 1, msg.size() - 1, StandardCharsets.ISO_8859_1), first == 1);
			return msg;
		}
		return (this.type == ZmqSocketType.PUB) ? nothing(msg) : msg;
	}

	private static Msg nothing(Msg msg) {
		Msg nothing = new Msg(NOTHING.clone());
		nothing.setFlags(msg.flags());
		return nothing;
	}

	private void count(@Nullable String topic, boolean more) {
		if (topic == null) {
			return;
		}
		if (!more) {
			remove(topic);
		}
		else if (topic.length() > LONGEST) {
			this.guard.refuse(PeerViolation.MESSAGE_TOO_LARGE);
		}
		else if (this.limit < Integer.MAX_VALUE) {
			add(topic);
		}
	}

	private void add(String topic) {
		Integer times = this.held.get(topic);
		if (times != null && this.type != ZmqSocketType.RADIO) {
			return;
		}
		if (this.count >= this.limit || this.bytes + topic.length() > (long) AVERAGE * this.limit) {
			this.guard.refuse(PeerViolation.TOO_MANY_SUBSCRIPTIONS);
			return;
		}
		this.held.put(topic, (times != null) ? times + 1 : 1);
		this.count++;
		this.bytes += topic.length();
	}

	private void remove(String topic) {
		Integer times = this.held.get(topic);
		if (times != null) {
			if (times > 1) {
				this.held.put(topic, times - 1);
			}
			else {
				this.held.remove(topic);
			}
			this.count--;
			this.bytes -= topic.length();
		}
	}

	@Override
	public @Nullable Msg unwrite() {
		return this.pipe.unwrite();
	}

	@Override
	public boolean flush() {
		return this.pipe.flush();
	}

	@Override
	public boolean checkRead() {
		return this.pipe.checkRead();
	}

	@Override
	public @Nullable Msg read() {
		return this.pipe.read();
	}

	@Override
	public @Nullable Msg probe() {
		return this.pipe.probe();
	}

}

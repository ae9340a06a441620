package io.github.zmqspring.socket;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import org.zeromq.SocketType;

/**
 * The types of ZeroMQ sockets, each with what it can do. The stable types come from RFC
 * 28 (request-reply), 29 (publish-subscribe), 30 (pipeline) and 31 (exclusive pair), the
 * draft ones from RFC 41 (client-server), 48 (radio-dish), 49 (scatter-gather), 51 (peer)
 * and 52 (channel). JeroMQ's RAW is left out: it is a PEER without framing that nobody
 * specifies.
 */
public enum ZmqSocketType {

	/**
	 * Publisher: sends to every subscriber whose topics match, drops when one is full.
	 */
	PUB(SocketType.PUB, Trait.SENDS, Trait.TOPICS),

	/** Subscriber: receives what matches one of its topics. */
	SUB(SocketType.SUB, Trait.RECEIVES, Trait.TOPICS, Trait.SUBSCRIBES),

	/** Publisher that receives its subscribers' subscriptions as messages. */
	XPUB(SocketType.XPUB, Trait.SENDS, Trait.RECEIVES, Trait.TOPICS),

	/** Subscriber that sends subscriptions, and other messages, as messages. */
	XSUB(SocketType.XSUB, Trait.SENDS, Trait.RECEIVES, Trait.TOPICS, Trait.SUBSCRIBES),

	/** Sends each message to one PULL in turn, blocks when all are full. */
	PUSH(SocketType.PUSH, Trait.SENDS),

	/** Receives from its PUSH peers, fairly queued. */
	PULL(SocketType.PULL, Trait.RECEIVES),

	/** Sends a request, then receives its reply, in lock-step. */
	REQ(SocketType.REQ, Trait.SENDS, Trait.RECEIVES),

	/**
	 * Receives requests and replies to them. Opened as a ROUTER that announces itself as
	 * a REP, so that several requests can be answered in parallel; its peers cannot tell
	 * the difference.
	 */
	REP(SocketType.ROUTER, Trait.SENDS, Trait.RECEIVES, Trait.REPLIES),

	/** Asynchronous REQ: sends to its peers in turn, receives from all of them. */
	DEALER(SocketType.DEALER, Trait.SENDS, Trait.RECEIVES),

	/** Asynchronous REP: the first frame of each message is the peer's routing id. */
	ROUTER(SocketType.ROUTER, Trait.SENDS, Trait.RECEIVES, Trait.ROUTED, Trait.REPLIES),

	/** One to one. */
	PAIR(SocketType.PAIR, Trait.SENDS, Trait.RECEIVES),

	/** Raw TCP: the first frame of each message is the connection's routing id. */
	STREAM(SocketType.STREAM, Trait.SENDS, Trait.RECEIVES, Trait.ROUTED, Trait.REPLIES),

	/** Asynchronous client of a SERVER; draft, single frames. */
	CLIENT(SocketType.CLIENT, Trait.SENDS, Trait.RECEIVES, Trait.DRAFT),

	/** Asynchronous server, peers have 32-bit routing ids; draft, single frames. */
	SERVER(SocketType.SERVER, Trait.SENDS, Trait.RECEIVES, Trait.DRAFT, Trait.NUMBERS, Trait.REPLIES),

	/** Sends to the members of a group; draft, single frames. */
	RADIO(SocketType.RADIO, Trait.SENDS, Trait.DRAFT),

	/** Receives what is sent to the groups it joined; draft, single frames. */
	DISH(SocketType.DISH, Trait.RECEIVES, Trait.DRAFT, Trait.GROUPS),

	/** PUSH for single frames; draft. */
	SCATTER(SocketType.SCATTER, Trait.SENDS, Trait.DRAFT),

	/** PULL for single frames; draft. */
	GATHER(SocketType.GATHER, Trait.RECEIVES, Trait.DRAFT),

	/** Any to any, peers have 32-bit routing ids; draft, single frames. */
	PEER(SocketType.PEER, Trait.SENDS, Trait.RECEIVES, Trait.DRAFT, Trait.NUMBERS, Trait.REPLIES),

	/** PAIR for single frames; draft. */
	CHANNEL(SocketType.CHANNEL, Trait.SENDS, Trait.RECEIVES, Trait.DRAFT);

	private final SocketType engineType;

	private final Set<Trait> traits;

	ZmqSocketType(SocketType engineType, Trait... traits) {
		this.engineType = engineType;
		// asked with each message, where a set of the library's would hash
		this.traits = EnumSet.noneOf(Trait.class);
		Collections.addAll(this.traits, traits);
	}

	/**
	 * Return whether the application can send messages.
	 * @return whether messages go out
	 */
	public boolean canSend() {
		return this.traits.contains(Trait.SENDS);
	}

	/**
	 * Return whether the application can receive messages. What an XPUB receives are
	 * subscriptions.
	 * @return whether messages come in
	 */
	public boolean canReceive() {
		return this.traits.contains(Trait.RECEIVES);
	}

	/**
	 * Return whether the type is a draft: one of the newer, thread-safe types, which
	 * libzmq builds only on request and JeroMQ cannot poll.
	 * @return whether this is a draft type
	 */
	public boolean isDraft() {
		return this.traits.contains(Trait.DRAFT);
	}

	/**
	 * Return whether a message is one frame, never more: so it is with all draft types.
	 * @return whether multipart messages are impossible
	 */
	public boolean isSingleFrame() {
		return isDraft();
	}

	/**
	 * Return whether the first frame of a message is its topic.
	 * @return whether this is PUB, SUB, XPUB or XSUB
	 */
	public boolean hasTopics() {
		return this.traits.contains(Trait.TOPICS);
	}

	/**
	 * Return whether the socket publishes under topics.
	 * @return whether this is PUB or XPUB
	 */
	public boolean publishes() {
		return hasTopics() && !subscribes();
	}

	/**
	 * Return whether the socket subscribes to topics.
	 * @return whether this is SUB or XSUB
	 */
	public boolean subscribes() {
		return this.traits.contains(Trait.SUBSCRIBES);
	}

	/**
	 * Return whether the socket joins groups.
	 * @return whether this is DISH
	 */
	public boolean joinsGroups() {
		return this.traits.contains(Trait.GROUPS);
	}

	/**
	 * Return whether the application sees a routing id as the first frame. A REP has one
	 * too, which stays hidden.
	 * @return whether this is ROUTER or STREAM
	 */
	public boolean isRouted() {
		return this.traits.contains(Trait.ROUTED);
	}

	/**
	 * Return whether peers are addressed by a 32-bit number beside the frame.
	 * @return whether this is SERVER or PEER
	 */
	public boolean routesByNumber() {
		return this.traits.contains(Trait.NUMBERS);
	}

	/**
	 * Return whether a reply goes to the sender of the message it answers.
	 * @return whether this is REP, ROUTER, SERVER, PEER or STREAM
	 */
	public boolean repliesToSender() {
		return this.traits.contains(Trait.REPLIES);
	}

	/**
	 * Return the type of the JeroMQ socket to open.
	 * @return ROUTER for REP, otherwise the type of the same name
	 */
	public SocketType engineType() {
		return this.engineType;
	}

	/**
	 * Return the type that peers are told in the handshake.
	 * @return the type of the same name
	 */
	public SocketType announcedType() {
		return (this == REP) ? SocketType.REP : this.engineType;
	}

	/**
	 * Return the types of the peers this type may talk to. JeroMQ refuses no other
	 * combination, it fails in strange ways.
	 * @return the types, unmodifiable; none for STREAM, which talks to no ZeroMQ socket
	 */
	public Set<ZmqSocketType> legalPeers() {
		return switch (this) {
			case PUB, XPUB -> Set.of(SUB, XSUB);
			case SUB, XSUB -> Set.of(PUB, XPUB);
			case PUSH -> Set.of(PULL);
			case PULL -> Set.of(PUSH);
			case REQ -> Set.of(REP, ROUTER);
			case REP -> Set.of(REQ, DEALER);
			case DEALER -> Set.of(REP, DEALER, ROUTER);
			case ROUTER -> Set.of(REQ, DEALER, ROUTER);
			case STREAM -> Set.of();
			case CLIENT -> Set.of(SERVER);
			case SERVER -> Set.of(CLIENT);
			case RADIO -> Set.of(DISH);
			case DISH -> Set.of(RADIO);
			case SCATTER -> Set.of(GATHER);
			case GATHER -> Set.of(SCATTER);
			case PAIR, PEER, CHANNEL -> Set.of(this);
		};
	}

	/**
	 * What a type can do.
	 */
	private enum Trait {

		SENDS, RECEIVES, TOPICS, SUBSCRIBES, GROUPS, ROUTED, NUMBERS, REPLIES, DRAFT

	}

}

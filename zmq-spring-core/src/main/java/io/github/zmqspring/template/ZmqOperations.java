package io.github.zmqspring.template;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Sending messages and making requests through the sockets of the application, by their
 * names. Every method may be called from any thread.
 * <p>
 * A payload is converted by the template's message converter; {@code byte[]} and
 * {@link io.github.zmqspring.message.ZmqMessage} go as they are, and are not copied: they
 * must not be changed afterwards. That a message was sent means that JeroMQ has queued it
 * as a whole: neither that it has left nor that it will arrive.
 * <p>
 * What a socket has no place for (a topic on a PUSH, a header on a socket without
 * headers) is an {@link IllegalArgumentException}, never ignored. A name that is not
 * known is an {@link io.github.zmqspring.error.UnknownSocketException}, a socket that is
 * not open a {@link io.github.zmqspring.error.ZmqSocketStoppedException}, and a payload
 * that nothing can convert a
 * {@link org.springframework.messaging.converter.MessageConversionException}.
 *
 * <h2>Requests</h2> A DEALER puts an envelope of its own in front of a request, so that
 * any number of them are in flight at a time: its peers are REP sockets, or ROUTER
 * sockets that give the envelope back (RFC 28). REQ and CLIENT have nothing to tell
 * replies apart by: one request is in flight, others wait for their turn, in order, as
 * long as they might take themselves.
 * <p>
 * A request that gets no reply in time is sent again, until its tries are used up (Guide
 * chapter 4, "Lazy Pirate"): <b>its peer may get it more than once</b>. A late reply to
 * an earlier try is accepted as long as the request is still waiting, for it answers the
 * same question; after that, it is dropped and counted. If nothing at all was heard of
 * any peer during a try, and for REQ and CLIENT after every try in vain, the socket is
 * reopened and what is pending is sent again. <b>Reopening drops what else is queued at
 * the socket</b>: give requests a socket of their own.
 */
public interface ZmqOperations {

	/**
	 * Send a message, waiting for room no longer than the socket's send timeout.
	 * @param socket the name of the socket
	 * @param payload the payload
	 * @throws io.github.zmqspring.error.ZmqQueueFullException if there was no room in
	 * time: the high-water mark is reached for every peer, or there is no peer
	 */
	void send(String socket, Object payload);

	/**
	 * Publish a message under a topic: {@code [topic][payload]}.
	 * @param socket the name of a PUB, XPUB or XSUB
	 * @param topic the topic, sent in UTF-8
	 * @param payload the payload
	 */
	void send(String socket, String topic, Object payload);

	/**
	 * Send a message if there is room now.
	 * @param socket the name of the socket
	 * @param payload the payload
	 * @return whether it was sent; {@code false} if the high-water mark is reached for
	 * every peer, or there is no peer
	 */
	boolean trySend(String socket, Object payload);

	/**
	 * Publish a message under a topic if there is room now.
	 * @param socket the name of a PUB, XPUB or XSUB
	 * @param topic the topic, sent in UTF-8
	 * @param payload the payload
	 * @return whether it was sent
	 */
	boolean trySend(String socket, String topic, Object payload);

	/**
	 * Send a message to a peer.
	 * @param socket the name of a ROUTER, REP or STREAM
	 * @param routingId the routing id of the peer
	 * @param payload the payload
	 * @throws io.github.zmqspring.error.ZmqUnroutableException if the peer is not (or no
	 * longer) known
	 */
	void sendTo(String socket, byte[] routingId, Object payload);

	/**
	 * Send a message to a peer.
	 * @param socket the name of a ROUTER, REP or STREAM
	 * @param routingId the routing id of the peer, in UTF-8
	 * @param payload the payload
	 * @throws io.github.zmqspring.error.ZmqUnroutableException if the peer is not (or no
	 * longer) known
	 */
	void sendTo(String socket, String routingId, Object payload);

	/**
	 * Make a request and wait for its reply.
	 * @param <T> the type of the reply
	 * @param socket the name of a DEALER, REQ or CLIENT
	 * @param payload the payload of the request
	 * @param replyType what to convert the reply to;
	 * {@link io.github.zmqspring.message.ZmqParts} for the reply with its headers
	 * @return the reply
	 * @throws io.github.zmqspring.error.ZmqRequestTimeoutException if there was no reply
	 * in any of the tries
	 * @throws io.github.zmqspring.error.ZmqSendException if a REQ or CLIENT was busy with
	 * other requests for too long; the request was not sent
	 * @throws io.github.zmqspring.error.ZmqInterruptedException if the thread was
	 * interrupted, whose flag is set again; the request is forgotten
	 * @throws io.github.zmqspring.error.DuplicateListenerException if a listener takes
	 * the messages of the socket
	 * @throws IllegalStateException if called on the thread that brings this socket's
	 * replies, which would wait for itself
	 */
	<T> T request(String socket, Object payload, Class<T> replyType);

	/**
	 * Make a request and wait for its reply, no longer than the given time in each try.
	 * @param <T> the type of the reply
	 * @param socket the name of a DEALER, REQ or CLIENT
	 * @param payload the payload of the request
	 * @param replyType what to convert the reply to
	 * @param timeout how long each try waits
	 * @return the reply
	 * @see #request(String, Object, Class)
	 */
	<T> T request(String socket, Object payload, Class<T> replyType, Duration timeout);

	/**
	 * Make a request and wait for its reply.
	 * @param <T> the type of the reply
	 * @param socket the name of a DEALER, REQ or CLIENT
	 * @param payload the payload of the request
	 * @param replyType what to convert the reply to
	 * @return the reply
	 * @see #request(String, Object, Class)
	 */
	<T> T request(String socket, Object payload, ParameterizedTypeReference<T> replyType);

	/**
	 * Make a request. Waits for room to send it in, as long as one try may take, but not
	 * for the reply. What keeps the reply from coming is told by the future; it is
	 * cancelled to forget the request.
	 * <p>
	 * The future is completed on the thread that brings all replies of this socket, where
	 * actions that depend on it run, too: one that blocks or takes long belongs into an
	 * {@code ...Async} method.
	 * @param <T> the type of the reply
	 * @param socket the name of a DEALER, REQ or CLIENT
	 * @param payload the payload of the request
	 * @param replyType what to convert the reply to
	 * @return the reply to come
	 */
	<T> CompletableFuture<T> requestAsync(String socket, Object payload, Class<T> replyType);

	/**
	 * Make a request.
	 * @param <T> the type of the reply
	 * @param socket the name of a DEALER, REQ or CLIENT
	 * @param payload the payload of the request
	 * @param replyType what to convert the reply to
	 * @return the reply to come
	 * @see #requestAsync(String, Object, Class)
	 */
	<T> CompletableFuture<T> requestAsync(String socket, Object payload, ParameterizedTypeReference<T> replyType);

	/**
	 * Receive a message from a socket that has no listener.
	 * @param <T> the type
	 * @param socket the name of the socket
	 * @param timeout how long to wait
	 * @param type what to convert the payload to;
	 * {@link io.github.zmqspring.message.ZmqParts} for the payload together with routing
	 * id, envelope, topic and headers
	 * @return the message, or {@code null} if none came in time
	 * @throws IllegalStateException if a listener, or the replies to requests, take the
	 * messages of this socket
	 */
	<T> @Nullable T receive(String socket, Duration timeout, Class<T> type);

	/**
	 * Wait until at least so many peers are connected: a message that is published before
	 * does not reach them (Guide chapter 1, slow joiners).
	 * @param socket the name of the socket
	 * @param count how many peers
	 * @param timeout how long to wait
	 * @return whether they are there
	 */
	boolean awaitPeers(String socket, int count, Duration timeout);

	/**
	 * Wait until at least so many peers have subscribed to a topic: what is published
	 * from then on reaches them (Guide chapter 2, node coordination).
	 * @param socket the name of a PUB or XPUB
	 * @param topic the topic of the messages to come
	 * @param count how many subscribers
	 * @param timeout how long to wait
	 * @return whether they are there
	 */
	boolean awaitSubscribers(String socket, String topic, int count, Duration timeout);

	/**
	 * Begin a message that needs more than a payload.
	 * @param socket the name of the socket
	 * @return collects what the message needs, and sends it
	 */
	ZmqSendSpec to(String socket);

}

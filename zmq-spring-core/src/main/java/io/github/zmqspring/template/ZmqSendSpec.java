package io.github.zmqspring.template;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.zmqspring.message.ZmqMessage;

import org.springframework.core.ParameterizedTypeReference;

/**
 * A message in the making; {@link #body(Object)} is what it needs at least. What the
 * socket or the way of sending has no place for is refused with an
 * {@link IllegalArgumentException} when it is sent. The same message may be sent several
 * times. Not for use by several threads.
 */
public interface ZmqSendSpec {

	/**
	 * Publish under a topic.
	 * @param topic the topic, sent in UTF-8
	 * @return this message
	 */
	ZmqSendSpec topic(String topic);

	/**
	 * Publish under a topic.
	 * @param topic the topic
	 * @return this message
	 */
	ZmqSendSpec topic(byte[] topic);

	/**
	 * Add a header, which the socket must let out.
	 * @param name the name
	 * @param value a string, number, boolean, character, enum constant, UUID or MIME type
	 * @return this message
	 */
	ZmqSendSpec header(String name, Object value);

	/**
	 * Add headers, those of a Spring message for instance. Those that the socket does not
	 * let out stay behind.
	 * @param headers names and values
	 * @return this message
	 */
	ZmqSendSpec headers(Map<String, ?> headers);

	/**
	 * Choose the peer by its routing id.
	 * @param routingId the routing id
	 * @return this message
	 */
	ZmqSendSpec routingId(byte[] routingId);

	/**
	 * Choose the peer by its routing id.
	 * @param routingId the routing id, in UTF-8
	 * @return this message
	 */
	ZmqSendSpec routingId(String routingId);

	/**
	 * Choose the peer of a SERVER or PEER by its routing id.
	 * @param routingId the number, not 0
	 * @return this message
	 */
	ZmqSendSpec routingId(int routingId);

	/**
	 * Put the envelope of a request in front of its reply.
	 * @param envelope the frames behind the routing id, up to and including the empty
	 * delimiter
	 * @return this message
	 */
	ZmqSendSpec envelope(ZmqMessage envelope);

	/**
	 * Send to a group.
	 * @param group the group
	 * @return this message
	 */
	ZmqSendSpec group(String group);

	/**
	 * Set the payload.
	 * @param body the payload
	 * @return this message
	 */
	ZmqSendSpec body(Object body);

	/**
	 * Set how long {@link #send()} waits for room, or how long each try of a request
	 * waits for the reply.
	 * @param timeout the time
	 * @return this message
	 */
	ZmqSendSpec timeout(Duration timeout);

	/**
	 * Set how often a request is sent at most.
	 * @param tries the number, at least 1
	 * @return this message
	 */
	ZmqSendSpec tries(int tries);

	/**
	 * Send the message, waiting for room.
	 * @see ZmqOperations#send(String, Object)
	 */
	void send();

	/**
	 * Send the message if there is room now.
	 * @return whether it was sent
	 * @see ZmqOperations#trySend(String, Object)
	 */
	boolean trySend();

	/**
	 * Send the message as a request and wait for the reply.
	 * @param <T> the type of the reply
	 * @param replyType what to convert the reply to
	 * @return the reply
	 * @see ZmqOperations#request(String, Object, Class)
	 */
	<T> T request(Class<T> replyType);

	/**
	 * Send the message as a request and wait for the reply.
	 * @param <T> the type of the reply
	 * @param replyType what to convert the reply to
	 * @return the reply
	 * @see ZmqOperations#request(String, Object, Class)
	 */
	<T> T request(ParameterizedTypeReference<T> replyType);

	/**
	 * Send the message as a request.
	 * @param <T> the type of the reply
	 * @param replyType what to convert the reply to
	 * @return the reply to come
	 * @see ZmqOperations#requestAsync(String, Object, Class)
	 */
	<T> CompletableFuture<T> requestAsync(Class<T> replyType);

	/**
	 * Send the message as a request.
	 * @param <T> the type of the reply
	 * @param replyType what to convert the reply to
	 * @return the reply to come
	 * @see ZmqOperations#requestAsync(String, Object, Class)
	 */
	<T> CompletableFuture<T> requestAsync(ParameterizedTypeReference<T> replyType);

}

package io.github.zmqspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.zmqspring.socket.ZmqSocketType;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Marks a method as the target of the messages of a socket, or a class whose
 * {@link ZmqHandler} methods are. The socket is a declared one, named by
 * {@link #socket()}, or one of the listener's own, described by {@link #type()} and the
 * attributes behind it.
 *
 * <pre class="code">
 * &#64;ZmqListener(socket = "tasks", concurrency = "4")
 * &#64;SendTo("sink")
 * Result work(Task task) { ... }
 *
 * &#64;ZmqListener(type = SUB, connect = "tcp://localhost:5556", topics = "10001 ")
 * void weather(String update, &#64;Header(ZmqHeaders.TOPIC) String topic) { ... }
 *
 * &#64;ZmqListener(type = REP, bind = "tcp://127.0.0.1:5555", concurrency = "8")
 * String hello(String request) { return "World"; }
 * </pre>
 *
 * <h2>Parameters</h2> {@code byte[]}, {@code String} (UTF-8),
 * {@link java.nio.ByteBuffer}, {@link io.github.zmqspring.message.ZmqMessage},
 * {@code List<byte[]>} and {@code byte[][]} are the payload as it is; with one of them as
 * the only parameter a message takes the fast path, without a Spring message, without a
 * header map. Any other type is converted, from JSON as a rule; the target type comes
 * from the signature and never from the wire. Beside that:
 * {@link org.springframework.messaging.handler.annotation.Payload @Payload} (validated if
 * there is a validator), {@link Frame @Frame},
 * {@link org.springframework.messaging.handler.annotation.Header @Header},
 * {@link org.springframework.messaging.handler.annotation.Headers @Headers} and
 * {@code Message<T>}; the names of headers are in
 * {@link io.github.zmqspring.message.ZmqHeaders}. With {@link #batchSize()} the only
 * parameter is a {@code List} of payloads, or of {@code Message<T>}.
 * <p>
 * An XPUB's subscriptions come as a payload that is the topic, with the header
 * {@code ZmqHeaders.SUBSCRIPTION}.
 *
 * <h2>Results</h2> What the method returns goes back to the sender (REP, ROUTER, SERVER,
 * PEER, STREAM) or out through the same socket (DEALER, PAIR, CLIENT, CHANNEL), unless
 * {@link org.springframework.messaging.handler.annotation.SendTo @SendTo} names another
 * socket; on the remaining types a result without {@code @SendTo} is refused at the
 * start. {@code null} and {@code void} send nothing, except on REP: an empty frame,
 * because a REQ would wait for ever. A method that fails sends nothing, unless an error
 * handler returns a reply. A {@code Message<?>} chooses topic, routing id, envelope or
 * group by its headers. A collection is one message (JSON), never several; a list of
 * {@code byte[]} is its frames. {@code CompletionStage}, {@code Mono} and Kotlin's
 * {@code suspend} answer when they complete, {@code Flux} once for each element.
 *
 * <h2>Threads</h2> With a concurrency of 1 messages are handled one after the other on
 * the thread that reads the socket: in order, and fastest. With n they are handled by n
 * workers; up to 4n more messages wait for them, then the socket is no longer read, so
 * that its high-water mark does its work at the peers. A method that is declared to
 * return its result asynchronously is always called on the reading thread and must not
 * block it; the concurrency then bounds how many results are outstanding.
 * <p>
 * Every attribute may contain {@code ${...}} placeholders and be a SpEL expression in
 * {@code #{...}}. What cannot be honoured fails the start.
 *
 * @see EnableZmq
 * @see ZmqHandler
 */
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@MessageMapping
@Repeatable(ZmqListeners.class)
public @interface ZmqListener {

	/**
	 * The id of the listener, unique within the application: in the registry, in the
	 * names of its threads, and as the name of its own socket.
	 * @return the id; if empty, the name of the declared socket, or for an own socket the
	 * names of bean and method
	 */
	String id() default "";

	/**
	 * The group in which the listener is started, stopped and paused together with
	 * others.
	 * @return the group, or empty for none
	 */
	String group() default "";

	/**
	 * The name of a declared socket. Excludes {@link #type()}, {@link #bind()},
	 * {@link #connect()}, {@link #topics()}, {@link #groups()} and {@link #options()}.
	 * @return the name, or empty if the listener has a socket of its own
	 */
	String socket() default "";

	/**
	 * The type of the listener's own socket, one.
	 * @return the type
	 */
	ZmqSocketType[] type() default {};

	/**
	 * The endpoints to bind; an element may hold several, separated by commas.
	 * @return the endpoints, for instance {@code tcp://127.0.0.1:5555}
	 */
	String[] bind() default {};

	/**
	 * The endpoints to connect; an element may hold several, separated by commas.
	 * @return the endpoints, for instance {@code tcp://localhost:5555}
	 */
	String[] connect() default {};

	/**
	 * The topics to subscribe to (SUB, XSUB).
	 * @return the topics; an empty one stands for every message
	 */
	String[] topics() default {};

	/**
	 * The groups to join (DISH).
	 * @return the groups
	 */
	String[] groups() default {};

	/**
	 * The options of the listener's own socket, as {@code name=value}: the names of
	 * {@link io.github.zmqspring.socket.ZmqOptions}, for instance
	 * {@code receive-hwm=10000} or {@code linger=2s}. One more is {@code headers}, which
	 * puts a header frame in front of each payload: {@code headers=source,x-*} lists the
	 * headers that may travel, {@code headers=true} allows all that may travel at all.
	 * @return the options
	 */
	String[] options() default {};

	/**
	 * How many messages are handled at the same time.
	 * @return a number, 1 or more; if empty, the container factory's
	 */
	String concurrency() default "";

	/**
	 * How many messages a batch has at most. Batches are handled on worker threads.
	 * @return a number, 1 or more; if empty, messages are handled one by one
	 */
	String batchSize() default "";

	/**
	 * How long a batch waits for more after its first message.
	 * @return a duration, for instance {@code 100ms} or {@code PT0.1S}; if empty, the
	 * container factory's
	 */
	String batchTimeout() default "";

	/**
	 * Whether the listener starts with the application.
	 * @return {@code true} or {@code false}; if empty, the container factory's
	 */
	String autoStartup() default "";

	/**
	 * After how long without a message the listener is told to be idle, by a
	 * {@link io.github.zmqspring.listener.event.ZmqListenerIdleEvent}.
	 * @return a duration, for instance {@code 30s}; if empty, the container factory's,
	 * which is never unless it is set
	 */
	String idleEventInterval() default "";

	/**
	 * How old messages may be when they are handled (Guide chapter 5, Suicidal Snail).
	 * Needs a socket that lets in the header {@code sent-at}, or a {@link #timestamp()}.
	 * @return a duration, for instance {@code 1s}; if empty, any age
	 */
	String maxLag() default "";

	/**
	 * What is done when messages are older than {@link #maxLag()}; it is always logged.
	 * @return {@code log}, {@code event}, {@code stop} or {@code down}; if empty,
	 * {@code event}
	 * @see io.github.zmqspring.listener.ZmqListenerLag.LagAction
	 */
	String lagAction() default "";

	/**
	 * What finds out when a message was sent, for {@link #maxLag()}.
	 * @return the name of a bean of type
	 * {@link io.github.zmqspring.listener.ZmqTimestampExtractor}, or an expression that
	 * yields one; if empty, the header {@code sent-at} tells
	 */
	String timestamp() default "";

	/**
	 * What decides which messages are handled.
	 * @return the name of a bean of type
	 * {@link io.github.zmqspring.listener.ZmqMessageFilter}, or an expression that yields
	 * one; if empty, all are
	 */
	String filter() default "";

	/**
	 * What handles the failures of the method.
	 * @return the name of a bean of type
	 * {@link io.github.zmqspring.listener.ZmqListenerErrorHandler}, or an expression that
	 * yields one; if empty, the container factory's
	 */
	String errorHandler() default "";

	/**
	 * What converts payloads and results.
	 * @return the name of a bean of type
	 * {@link org.springframework.messaging.converter.MessageConverter}, or an expression
	 * that yields one; if empty, the container factory's
	 */
	String converter() default "";

	/**
	 * What makes the container of the listener.
	 * @return the name of a bean of type
	 * {@link io.github.zmqspring.listener.ZmqListenerContainerFactory}, or an expression
	 * that yields one; if empty, the bean {@code zmqListenerContainerFactory}
	 */
	String containerFactory() default "";

}

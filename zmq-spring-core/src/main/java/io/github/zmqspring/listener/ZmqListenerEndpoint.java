package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;

import io.github.zmqspring.listener.ZmqListenerLag.LagAction;
import io.github.zmqspring.socket.SocketSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.converter.MessageConverter;

/**
 * What a listener is: the socket it reads, what handles the messages, and how. Not to be
 * confused with a transport endpoint. Immutable.
 *
 * <pre class="code">
 * ZmqListenerEndpoint.of("tasks").socket("tasks").listener((payload) -&gt; work(payload.first())).build();
 * </pre>
 *
 * A setting that is {@code null} is taken from the {@link ZmqListenerContainerFactory}.
 */
public final class ZmqListenerEndpoint {

	private final EndpointBuilder settings;

	ZmqListenerEndpoint(EndpointBuilder settings) {
		this.settings = settings;
	}

	/**
	 * Start to describe a listener.
	 * @param id the id, unique within the application
	 * @return a builder
	 */
	public static Builder of(String id) {
		return new EndpointBuilder(id);
	}

	/**
	 * Return the id.
	 * @return the id
	 */
	public String id() {
		return this.settings.id;
	}

	/**
	 * Return what the listener is, for logs and errors.
	 * @return for instance {@code @ZmqListener method Weather.update}
	 */
	public String description() {
		String description = this.settings.description;
		return (description != null) ? description : "listener '" + id() + "'";
	}

	/**
	 * Return the group.
	 * @return the group, or {@code null}
	 */
	public @Nullable String group() {
		return this.settings.group;
	}

	/**
	 * Return the name of the socket.
	 * @return the name of the declared socket or of the listener's own
	 */
	public String socketName() {
		SocketSpec own = this.settings.ownSocket;
		return (own != null) ? own.name() : String.valueOf(this.settings.socketName);
	}

	/**
	 * Return the listener's own socket.
	 * @return what it is, or {@code null} if the listener reads a declared socket
	 */
	public @Nullable SocketSpec ownSocket() {
		return this.settings.ownSocket;
	}

	/**
	 * Return how many messages are handled at the same time.
	 * @return the number, or {@code null}
	 */
	public @Nullable Integer concurrency() {
		return this.settings.concurrency;
	}

	/**
	 * Return how many messages a batch has at most.
	 * @return the number, or {@code null} if messages are handled one by one
	 */
	public @Nullable Integer batchSize() {
		return this.settings.batchSize;
	}

	/**
	 * Return how long a batch waits for more after its first message.
	 * @return the time, or {@code null}
	 */
	public @Nullable Duration batchTimeout() {
		return this.settings.batchTimeout;
	}

	/**
	 * Return whether the listener starts with the application.
	 * @return whether it does, or {@code null}
	 */
	public @Nullable Boolean autoStartup() {
		return this.settings.autoStartup;
	}

	/**
	 * Return after how long without a message the listener is told to be idle.
	 * @return the time, or {@code null} if it never is
	 */
	public @Nullable Duration idleEventInterval() {
		return this.settings.idleEventInterval;
	}

	/**
	 * Return how old messages may be when they are handled.
	 * @return the time, or {@code null} for any age
	 */
	public @Nullable Duration maxLag() {
		return this.settings.maxLag;
	}

	/**
	 * Return what is done when messages are older.
	 * @return the action, or {@code null} for {@link LagAction#EVENT}
	 */
	public @Nullable LagAction lagAction() {
		return this.settings.lagAction;
	}

	/**
	 * Return what finds out when a message was sent.
	 * @return the extractor, or {@code null} for the header
	 * {@link ZmqTimestampExtractor#SENT_AT}
	 */
	public @Nullable ZmqTimestampExtractor timestamp() {
		return this.settings.timestamp;
	}

	/**
	 * Return which messages are handled.
	 * @return the filter, or {@code null} for all
	 */
	public @Nullable ZmqMessageFilter filter() {
		return this.settings.filter;
	}

	/**
	 * Return what handles failures.
	 * @return the error handler, or {@code null}
	 */
	public @Nullable ZmqListenerErrorHandler errorHandler() {
		return this.settings.errorHandler;
	}

	/**
	 * Return what converts payloads and results.
	 * @return the converter, or {@code null}
	 */
	public @Nullable MessageConverter converter() {
		return this.settings.converter;
	}

	/**
	 * Return which failures are tried again, and how often.
	 * @return the policy, or {@code null}
	 */
	public @Nullable RetryPolicy retryPolicy() {
		return this.settings.retryPolicy;
	}

	/**
	 * Return what becomes of messages that could not be handled.
	 * @return the recoverer, or {@code null}
	 */
	public @Nullable ZmqMessageRecoverer recoverer() {
		return this.settings.recoverer;
	}

	/**
	 * Return where results go.
	 * @return the name of a socket, or {@code null} if they go back through the
	 * listener's
	 */
	public @Nullable String sendTo() {
		return this.settings.sendTo;
	}

	/**
	 * Return what resolves parameters of listener methods, beside what every listener
	 * has.
	 * @return the factories, unmodifiable
	 */
	public List<ListenerArgumentResolverFactory> argumentResolvers() {
		return List.copyOf(this.settings.argumentResolvers);
	}

	EndpointHandler handler() {
		EndpointHandler handler = this.settings.handler;
		if (handler == null) {
			throw new IllegalStateException(description() + " has no handler");
		}
		return handler;
	}

	/**
	 * Start a similar description.
	 * @return a builder with everything this one has
	 */
	public Builder toBuilder() {
		return new EndpointBuilder(this.settings);
	}

	@Override
	public String toString() {
		return "ZmqListenerEndpoint[" + id() + ", socket=" + socketName() + ", " + description() + "]";
	}

	/**
	 * Collects what a listener is. Not for use by several threads.
	 */
	public sealed interface Builder permits EndpointBuilder {

		/**
		 * Set what the listener is, for logs and errors.
		 * @param description for instance {@code @ZmqListener method Weather.update}
		 * @return this builder
		 */
		Builder description(String description);

		/**
		 * Set the group in which the listener is started, stopped and paused.
		 * @param group the group, or {@code null}
		 * @return this builder
		 */
		Builder group(@Nullable String group);

		/**
		 * Read a declared socket.
		 * @param name the name of the socket
		 * @return this builder
		 */
		Builder socket(String name);

		/**
		 * Read a socket of the listener's own, which is opened and closed with it.
		 * @param spec the socket
		 * @return this builder
		 */
		Builder socket(SocketSpec spec);

		/**
		 * Set how many messages are handled at the same time.
		 * @param concurrency 1 to handle them in order on the thread that reads the
		 * socket, more to hand them to so many workers, or {@code null}
		 * @return this builder
		 */
		Builder concurrency(@Nullable Integer concurrency);

		/**
		 * Set how many messages a batch has at most.
		 * @param batchSize the number, or {@code null} to handle messages one by one
		 * @return this builder
		 */
		Builder batchSize(@Nullable Integer batchSize);

		/**
		 * Set how long a batch waits for more after its first message.
		 * @param batchTimeout the time, or {@code null}
		 * @return this builder
		 */
		Builder batchTimeout(@Nullable Duration batchTimeout);

		/**
		 * Set whether the listener starts with the application.
		 * @param autoStartup whether it does, or {@code null}
		 * @return this builder
		 */
		Builder autoStartup(@Nullable Boolean autoStartup);

		/**
		 * Set after how long without a message the listener is told to be idle, and again
		 * each time it has been so for as long; a pause counts too.
		 * @param idleEventInterval the time, or {@code null} for no such events
		 * @return this builder
		 * @see io.github.zmqspring.listener.event.ZmqListenerIdleEvent
		 */
		Builder idleEventInterval(@Nullable Duration idleEventInterval);

		/**
		 * Set how old messages may be when they are handled (Guide chapter 5, Suicidal
		 * Snail). Takes them off the fast path, and a look at a clock for each.
		 * @param maxLag the time, or {@code null} for any age
		 * @return this builder
		 */
		Builder maxLag(@Nullable Duration maxLag);

		/**
		 * Set what is done when messages are older.
		 * @param lagAction the action, or {@code null} for {@link LagAction#EVENT}; needs
		 * {@link #maxLag(Duration)}
		 * @return this builder
		 */
		Builder lagAction(@Nullable LagAction lagAction);

		/**
		 * Set what finds out when a message was sent.
		 * @param timestamp the extractor, or {@code null} for the header
		 * {@link ZmqTimestampExtractor#SENT_AT}; needs {@link #maxLag(Duration)}
		 * @return this builder
		 */
		Builder timestamp(@Nullable ZmqTimestampExtractor timestamp);

		/**
		 * Set which messages are handled.
		 * @param filter the filter, or {@code null} for all
		 * @return this builder
		 */
		Builder filter(@Nullable ZmqMessageFilter filter);

		/**
		 * Set what handles failures.
		 * @param errorHandler the error handler, or {@code null}
		 * @return this builder
		 */
		Builder errorHandler(@Nullable ZmqListenerErrorHandler errorHandler);

		/**
		 * Set what converts payloads and results.
		 * @param converter the converter, or {@code null}
		 * @return this builder
		 */
		Builder converter(@Nullable MessageConverter converter);

		/**
		 * Set which failures are tried again, and how often.
		 * @param retryPolicy the policy, or {@code null}
		 * @return this builder
		 */
		Builder retryPolicy(@Nullable RetryPolicy retryPolicy);

		/**
		 * Set what becomes of messages that could not be handled.
		 * @param recoverer the recoverer, or {@code null}
		 * @return this builder
		 */
		Builder recoverer(@Nullable ZmqMessageRecoverer recoverer);

		/**
		 * Set where results go.
		 * @param socketName the name of a socket, or {@code null} for the listener's own
		 * @return this builder
		 */
		Builder sendTo(@Nullable String socketName);

		/**
		 * Add what resolves parameters of listener methods.
		 * @param factory makes the resolver
		 * @return this builder
		 */
		Builder argumentResolver(ListenerArgumentResolverFactory factory);

		/**
		 * Handle payloads by a function.
		 * @param listener the function
		 * @return this builder
		 */
		Builder listener(ZmqMessageListener listener);

		/**
		 * Handle messages by a function that sees all parts and may reply.
		 * @param listener the function
		 * @return this builder
		 */
		Builder partsListener(ZmqPartsListener listener);

		/**
		 * Handle batches by a function.
		 * @param listener the function; needs {@link #batchSize(Integer)}
		 * @return this builder
		 */
		Builder batchListener(ZmqBatchListener listener);

		/**
		 * Handle messages by a method, with the parameters and results that an annotated
		 * method may have.
		 * @param bean the object
		 * @param method its method
		 * @return this builder
		 */
		Builder method(Object bean, Method method);

		/**
		 * Handle messages by several methods, chosen by the payload.
		 * @param bean the object
		 * @param methods its methods
		 * @return this builder
		 */
		Builder methods(Object bean, List<ZmqHandlerMethod> methods);

		/**
		 * Check what can be checked without the socket, and finish.
		 * @return the listener
		 * @throws io.github.zmqspring.error.ZmqConfigurationException if something cannot
		 * be honoured
		 */
		ZmqListenerEndpoint build();

	}

}

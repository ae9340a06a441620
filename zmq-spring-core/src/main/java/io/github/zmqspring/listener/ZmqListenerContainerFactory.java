package io.github.zmqspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.github.zmqspring.message.ZmqMessageConverters;
import io.github.zmqspring.observation.ZmqObservations;
import io.github.zmqspring.socket.ZmqSocketRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.validation.Validator;

/**
 * Makes listener containers, and holds what their listeners have in common. Annotated and
 * programmatic listeners go through the same path. Configure it before the first
 * container is made; what is changed later holds for containers made later.
 */
public class ZmqListenerContainerFactory implements BeanFactoryAware {

	/** How long a stop waits for the messages that are being handled. */
	public static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(10);

	/** How long a batch waits for more after its first message. */
	public static final Duration DEFAULT_BATCH_TIMEOUT = Duration.ofMillis(100);

	private int concurrency = 1;

	private boolean autoStartup = true;

	private Duration batchTimeout = DEFAULT_BATCH_TIMEOUT;

	private Duration stopTimeout = DEFAULT_STOP_TIMEOUT;

	private @Nullable Duration idleEventInterval;

	private boolean virtualThreads;

	private MessageConverter messageConverter = ZmqMessageConverters.create(null);

	private @Nullable Validator validator;

	private @Nullable RetryPolicy retryPolicy;

	private @Nullable ZmqListenerErrorHandler errorHandler;

	private @Nullable ZmqMessageRecoverer recoverer;

	private List<ListenerArgumentResolverFactory> argumentResolvers = List.of();

	private List<ZmqListenerContainerCustomizer> customizers = List.of();

	private ZmqObservations observations = ZmqObservations.NONE;

	/** Shared by the listeners: it takes longer to make than all the rest of one. */
	private final Supplier<ConversionService> conversions = SingletonSupplier
		.of(DefaultFormattingConversionService::new);

	private @Nullable BeanFactory beanFactory;

	/**
	 * Set how many messages a listener handles at the same time.
	 * @param concurrency 1 (the default) to handle them in order on the thread that reads
	 * the socket, more to hand them to so many workers
	 */
	public void setConcurrency(int concurrency) {
		Assert.isTrue(concurrency > 0, "'concurrency' must be positive");
		this.concurrency = concurrency;
	}

	/**
	 * Set whether listeners start with the application.
	 * @param autoStartup {@code true} unless this is called
	 */
	public void setAutoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	/**
	 * Set how long a batch waits for more after its first message.
	 * @param batchTimeout the time, {@link #DEFAULT_BATCH_TIMEOUT} unless this is called
	 */
	public void setBatchTimeout(Duration batchTimeout) {
		Assert.isTrue(batchTimeout.toNanos() > 0, "'batchTimeout' must be positive");
		this.batchTimeout = batchTimeout;
	}

	/**
	 * Set how long a stop waits for the messages that are being handled, and for
	 * outstanding results. What waits for a retry is not waited for.
	 * @param stopTimeout the time, {@link #DEFAULT_STOP_TIMEOUT} unless this is called
	 */
	public void setStopTimeout(Duration stopTimeout) {
		Assert.isTrue(!stopTimeout.isNegative(), "'stopTimeout' must not be negative");
		this.stopTimeout = stopTimeout;
	}

	/**
	 * Set after how long without a message a listener is told to be idle.
	 * @param idleEventInterval the time, or {@code null} (the default) for no such events
	 */
	public void setIdleEventInterval(@Nullable Duration idleEventInterval) {
		Assert.isTrue(idleEventInterval == null || idleEventInterval.toNanos() > 0,
				"'idleEventInterval' must be positive");
		this.idleEventInterval = idleEventInterval;
	}

	/**
	 * Set whether workers are virtual threads; the thread that reads a socket never is.
	 * @param virtualThreads whether they are, which needs Java 21; {@code false} unless
	 * this is called
	 */
	public void setVirtualThreads(boolean virtualThreads) {
		this.virtualThreads = virtualThreads;
	}

	/**
	 * Set what converts payloads and results.
	 * @param messageConverter usually made by {@link ZmqMessageConverters}; another one
	 * is asked first, before what is built in ({@code byte[]}, {@code String},
	 * {@code ByteBuffer}, frames)
	 */
	public void setMessageConverter(MessageConverter messageConverter) {
		Assert.notNull(messageConverter, "'messageConverter' must not be null");
		this.messageConverter = messageConverter;
	}

	/**
	 * Set what validates payloads that are annotated with {@code @Valid} or
	 * {@code @Validated}.
	 * @param validator the validator, or {@code null} for none
	 */
	public void setValidator(@Nullable Validator validator) {
		this.validator = validator;
	}

	/**
	 * Set which failures of handlers are tried again, and how often. A retry blocks the
	 * thread that handles the message; failures of conversion and validation, errors and
	 * failed asynchronous results are never tried again, and no retry begins after the
	 * listener was told to stop.
	 * @param retryPolicy the policy, or {@code null} (the default) for no retries
	 */
	public void setRetryPolicy(@Nullable RetryPolicy retryPolicy) {
		this.retryPolicy = retryPolicy;
	}

	/**
	 * Set what handles failures.
	 * @param errorHandler the error handler, or {@code null} (the default) for none
	 */
	public void setErrorHandler(@Nullable ZmqListenerErrorHandler errorHandler) {
		this.errorHandler = errorHandler;
	}

	/**
	 * Set what becomes of messages that could not be handled.
	 * @param recoverer the recoverer, or {@code null} (the default) to log and drop them
	 */
	public void setRecoverer(@Nullable ZmqMessageRecoverer recoverer) {
		this.recoverer = recoverer;
	}

	/**
	 * Set what resolves parameters of listener methods, beside what is built in.
	 * @param argumentResolvers make the resolvers
	 */
	public void setArgumentResolvers(List<? extends ListenerArgumentResolverFactory> argumentResolvers) {
		this.argumentResolvers = List.copyOf(argumentResolvers);
	}

	/**
	 * Set what changes listeners before their containers are made.
	 * @param customizers called in this order
	 */
	public void setCustomizers(List<? extends ZmqListenerContainerCustomizer> customizers) {
		this.customizers = List.copyOf(customizers);
	}

	/**
	 * Set what is observed; asked when a listener starts.
	 * @param observations {@link ZmqObservations#NONE} unless this is called
	 */
	public void setObservations(ZmqObservations observations) {
		Assert.notNull(observations, "'observations' must not be null");
		this.observations = observations;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Fill a listener's gaps with what is set here, and let the customizers change it.
	 * @param endpoint the listener as it was declared
	 * @return the listener as it is going to be
	 */
	ZmqListenerEndpoint complete(ZmqListenerEndpoint endpoint) {
		ZmqListenerEndpoint.Builder builder = endpoint.toBuilder()
			.concurrency(orElse(endpoint.concurrency(), this.concurrency))
			.autoStartup(orElse(endpoint.autoStartup(), this.autoStartup))
			.batchTimeout(orElse(endpoint.batchTimeout(), this.batchTimeout))
			.idleEventInterval(
					(endpoint.idleEventInterval() != null) ? endpoint.idleEventInterval() : this.idleEventInterval)
			.converter(orElse(endpoint.converter(), this.messageConverter))
			.retryPolicy((endpoint.retryPolicy() != null) ? endpoint.retryPolicy() : this.retryPolicy)
			.errorHandler((endpoint.errorHandler() != null) ? endpoint.errorHandler() : this.errorHandler)
			.recoverer((endpoint.recoverer() != null) ? endpoint.recoverer() : this.recoverer);
		this.argumentResolvers.forEach(builder::argumentResolver);
		this.customizers.forEach((customizer) -> customizer.customize(endpoint.id(), builder));
		return builder.build();
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

	/**
	 * Make a container, which does nothing before it is started.
	 * @param endpoint the listener, {@linkplain #complete completed}; its socket is
	 * registered
	 * @param sockets where its sockets are
	 * @return the container
	 * @throws io.github.zmqspring.error.ZmqConfigurationException if the listener cannot
	 * be honoured
	 */
	ZmqListenerContainer createContainer(ZmqListenerEndpoint endpoint, ZmqSocketRegistry sockets) {
		ContainerParts parts = new ContainerParts(endpoint, sockets,
				sockets.get(endpoint.socketName(), endpoint.description()), new ListenerSupport(this.validator,
						this.beanFactory, this.conversions.get(), this.virtualThreads, this.observations));
		return new ZmqListenerContainer(endpoint, parts, this.stopTimeout);
	}

}

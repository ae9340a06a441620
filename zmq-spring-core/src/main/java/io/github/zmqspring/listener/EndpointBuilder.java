package io.github.zmqspring.listener;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqspring.error.ZmqConfigurationException;
import io.github.zmqspring.listener.ZmqListenerLag.LagAction;
import io.github.zmqspring.listener.ZmqListenerEndpoint.Builder;
import io.github.zmqspring.socket.SocketSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.Assert;

/**
 * Collects what a listener is.
 */
final class EndpointBuilder implements Builder {

	final String id;

	@Nullable String description;

	@Nullable String group;

	@Nullable String socketName;

	@Nullable SocketSpec ownSocket;

	@Nullable Integer concurrency;

	@Nullable Integer batchSize;

	@Nullable Duration batchTimeout;

	@Nullable Boolean autoStartup;

	@Nullable Duration idleEventInterval;

	@Nullable Duration maxLag;

	@Nullable LagAction lagAction;

	@Nullable ZmqTimestampExtractor timestamp;

	@Nullable ZmqMessageFilter filter;

	@Nullable ZmqListenerErrorHandler errorHandler;

	@Nullable MessageConverter converter;

	@Nullable RetryPolicy retryPolicy;

	@Nullable ZmqMessageRecoverer recoverer;

	@Nullable String sendTo;

	@Nullable EndpointHandler handler;

	final List<ListenerArgumentResolverFactory> argumentResolvers = new ArrayList<>();

	EndpointBuilder(String id) {
		Assert.hasText(id, "'id' must not be empty");
		this.id = id;
	}

	EndpointBuilder(EndpointBuilder other) {
		this(other.id);
		this.description = other.description;
		this.group = other.group;
		this.socketName = other.socketName;
		this.ownSocket = other.ownSocket;
		this.concurrency = other.concurrency;
		this.batchSize = other.batchSize;
		this.batchTimeout = other.batchTimeout;
		this.autoStartup = other.autoStartup;
		this.idleEventInterval = other.idleEventInterval;
		this.maxLag = other.maxLag;
		this.lagAction = other.lagAction;
		this.timestamp = other.timestamp;
		this.filter = other.filter;
		this.errorHandler = other.errorHandler;
		this.converter = other.converter;
		this.retryPolicy = other.retryPolicy;
		this.recoverer = other.recoverer;
		this.sendTo = other.sendTo;
		this.handler = other.handler;
		this.argumentResolvers.addAll(other.argumentResolvers);
	}

	@Override
	public Builder description(String newDescription) {
		this.description = newDescription;
		return this;
	}

	@Override
	public Builder group(@Nullable String newGroup) {
		this.group = newGroup;
		return this;
	}

	@Override
	public Builder socket(String name) {
		Assert.hasText(name, "'name' must not be empty");
		this.socketName = name;
		return this;
	}

	@Override
	public Builder socket(SocketSpec spec) {
		Assert.notNull(spec, "'spec' must not be null");
		this.ownSocket = spec;
		return this;
	}

	@Override
	public Builder concurrency(@Nullable Integer newConcurrency) {
		this.concurrency = newConcurrency;
		return this;
	}

	@Override
	public Builder batchSize(@Nullable Integer newBatchSize) {
		this.batchSize = newBatchSize;
		return this;
	}

	@Override
	public Builder batchTimeout(@Nullable Duration newBatchTimeout) {
		this.batchTimeout = newBatchTimeout;
		return this;
	}

	@Override
	public Builder autoStartup(@Nullable Boolean newAutoStartup) {
		this.autoStartup = newAutoStartup;
		return this;
	}

	@Override
	public Builder idleEventInterval(@Nullable Duration newInterval) {
		this.idleEventInterval = newInterval;
		return this;
	}

	@Override
	public Builder maxLag(@Nullable Duration newMaxLag) {
		this.maxLag = newMaxLag;
		return this;
	}

	@Override
	public Builder lagAction(@Nullable LagAction newLagAction) {
		this.lagAction = newLagAction;
		return this;
	}

	@Override
	public Builder timestamp(@Nullable ZmqTimestampExtractor newTimestamp) {
		this.timestamp = newTimestamp;
		return this;
	}

	@Override
	public Builder filter(@Nullable ZmqMessageFilter newFilter) {
		this.filter = newFilter;
		return this;
	}

	@Override
	public Builder errorHandler(@Nullable ZmqListenerErrorHandler newErrorHandler) {
		this.errorHandler = newErrorHandler;
		return this;
	}

	@Override
	public Builder converter(@Nullable MessageConverter newConverter) {
		this.converter = newConverter;
		return this;
	}

	@Override
	public Builder retryPolicy(@Nullable RetryPolicy newRetryPolicy) {
		this.retryPolicy = newRetryPolicy;
		return this;
	}

	@Override
	public Builder recoverer(@Nullable ZmqMessageRecoverer newRecoverer) {
		this.recoverer = newRecoverer;
		return this;
	}

	@Override
	public Builder sendTo(@Nullable String newSendTo) {
		this.sendTo = newSendTo;
		return this;
	}

	@Override
	public Builder argumentResolver(ListenerArgumentResolverFactory factory) {
		Assert.notNull(factory, "'factory' must not be null");
		this.argumentResolvers.add(factory);
		return this;
	}

	@Override
	public Builder listener(ZmqMessageListener listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.handler = new EndpointHandler.Payloads(listener);
		return this;
	}

	@Override
	public Builder partsListener(ZmqPartsListener listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.handler = new EndpointHandler.Parts(listener);
		return this;
	}

	@Override
	public Builder batchListener(ZmqBatchListener listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.handler = new EndpointHandler.Batches(listener);
		return this;
	}

	@Override
	public Builder method(Object bean, Method method) {
		return methods(bean, List.of(new ZmqHandlerMethod(method, false, null)));
	}

	@Override
	public Builder methods(Object bean, List<ZmqHandlerMethod> methods) {
		Assert.notNull(bean, "'bean' must not be null");
		Assert.notEmpty(methods, "'methods' must not be empty");
		this.handler = new EndpointHandler.Methods(bean, List.copyOf(methods));
		return this;
	}

	@Override
	public ZmqListenerEndpoint build() {
		// a copy: what was built stays as it is when this builder goes on
		ZmqListenerEndpoint endpoint = new ZmqListenerEndpoint(new EndpointBuilder(this));
		if (this.handler == null) {
			throw refused("handler", null, "nothing handles the messages", "Set a listener or a method.");
		}
		if (this.socketName == null && this.ownSocket == null) {
			throw refused("socket", null, "the listener reads no socket",
					"Name a declared socket, or set type and bind or connect.");
		}
		if (this.socketName != null && this.ownSocket != null) {
			throw refused("socket", this.socketName, "the listener has a socket of its own, too",
					"Remove one of them.");
		}
		requirePositive("concurrency", this.concurrency);
		requirePositive("batchSize", this.batchSize);
		requirePositive("batchTimeout", this.batchTimeout, "100ms");
		requirePositive("idleEventInterval", this.idleEventInterval, "30s");
		requirePositive("maxLag", this.maxLag, "1s");
		if (this.maxLag == null && this.lagAction != null) {
			throw refused("lagAction", this.lagAction, "there is no maxLag", "Set maxLag, or remove it.");
		}
		if (this.maxLag == null && this.timestamp != null) {
			throw refused("timestamp", null, "there is no maxLag", "Set maxLag, or remove it.");
		}
		return endpoint;
	}

	private void requirePositive(String property, @Nullable Integer value) {
		if (value != null && value < 1) {
			throw refused(property, value, "it is less than 1", "Set 1 or more.");
		}
	}

	private void requirePositive(String property, @Nullable Duration value, String example) {
		if (value != null && (value.isNegative() || value.isZero())) {
			throw refused(property, value, "it is not positive", "Set for instance " + example + ".");
		}
	}

	private ZmqConfigurationException refused(String property, @Nullable Object value, String reason, String action) {
		String subject = (this.description != null) ? this.description : "listener '" + this.id + "'";
		return new ZmqConfigurationException(subject, this.socketName, property, value, reason, action);
	}

}

package io.github.zmqspring.integration;

import java.time.Duration;

import io.github.zmqspring.error.ZmqQueueFullException;
import io.github.zmqspring.message.ZmqParts;
import io.github.zmqspring.socket.ZmqSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.IntegrationPatternType;
import org.springframework.integration.MessageDispatchingException;
import org.springframework.integration.channel.AbstractMessageChannel;
import org.springframework.integration.channel.MessagePublishingErrorHandler;
import org.springframework.integration.dispatcher.AbstractDispatcher;
import org.springframework.integration.dispatcher.BroadcastingDispatcher;
import org.springframework.integration.dispatcher.RoundRobinLoadBalancingStrategy;
import org.springframework.integration.dispatcher.UnicastingDispatcher;
import org.springframework.integration.mapping.BytesMessageMapper;
import org.springframework.integration.support.channel.ChannelResolverUtils;
import org.springframework.integration.support.management.ManageableSmartLifecycle;
import org.springframework.integration.support.management.SubscribableChannelManagement;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.util.Assert;

/**
 * A message channel between processes: what is sent goes out through one socket, and what
 * another socket receives goes to the subscribers in this process. A queue gives each
 * message to one subscriber, publish-subscribe to all of them. Several processes on both
 * sides meet at a {@link io.github.zmqspring.proxy.ZmqProxy proxy}.
 * <p>
 * A channel may have one of the sockets only: then it is written to, or subscribed to,
 * but not both. The receiving socket is read while there are subscribers.
 * <p>
 * Headers travel if both sockets let them through ({@code headers} of the socket), or in
 * a {@link ZmqEmbeddedHeadersMessageMapper mapper}'s format. A reply channel never does.
 * What a subscriber throws goes to the message's error channel, or else to the bean
 * {@code errorChannel}.
 */
public class SubscribableZmqChannel extends AbstractMessageChannel
		implements SubscribableChannel, SubscribableChannelManagement, ManageableSmartLifecycle, ZmqIntegrationAware {

	private final ChannelKind kind;

	private final @Nullable SocketLease lease;

	private final @Nullable InboundListener listener;

	private final AbstractDispatcher dispatcher;

	private InboundOptions inbound = InboundOptions.DEFAULTS;

	private OutboundOptions outbound = OutboundOptions.DEFAULTS;

	private int concurrency = 1;

	private boolean autoStartup = true;

	private int phase = Integer.MAX_VALUE / 2;

	private @Nullable ZmqIntegration integration;

	private @Nullable OutboundMessages sender;

	private @Nullable InboundMessages receiver;

	private @Nullable MessagePublishingErrorHandler errors;

	private volatile boolean running;

	SubscribableZmqChannel(ChannelKind kind, @Nullable SocketReference sendTo, @Nullable SocketReference receiveFrom) {
		Assert.isTrue(sendTo != null || receiveFrom != null, "A channel needs a socket");
		this.kind = kind;
		this.lease = (sendTo != null) ? new SocketLease(sendTo) : null;
		this.listener = (receiveFrom != null) ? new InboundListener(receiveFrom) : null;
		if (kind == ChannelKind.QUEUE) {
			UnicastingDispatcher unicasting = new UnicastingDispatcher();
			unicasting.setLoadBalancingStrategy(new RoundRobinLoadBalancingStrategy());
			this.dispatcher = unicasting;
		}
		else {
			this.dispatcher = new BroadcastingDispatcher(false);
		}
	}

	/**
	 * Create a channel that gives each message to one subscriber.
	 * @param sendTo the name of a PUSH, SCATTER, PAIR or CHANNEL, or {@code null}
	 * @param receiveFrom the name of a PULL, GATHER, PAIR or CHANNEL, or {@code null}
	 * @return the channel
	 */
	public static SubscribableZmqChannel queue(@Nullable String sendTo, @Nullable String receiveFrom) {
		return create(ChannelKind.QUEUE, sendTo, receiveFrom);
	}

	/**
	 * Create a channel that gives each message to all subscribers of all processes.
	 * @param sendTo the name of a PUB, or {@code null}
	 * @param receiveFrom the name of a SUB, or {@code null}
	 * @return the channel
	 */
	public static SubscribableZmqChannel publishSubscribe(@Nullable String sendTo, @Nullable String receiveFrom) {
		return create(ChannelKind.PUBLISH_SUBSCRIBE, sendTo, receiveFrom);
	}

	private static SubscribableZmqChannel create(ChannelKind kind, @Nullable String sendTo,
			@Nullable String receiveFrom) {
		return new SubscribableZmqChannel(kind, (sendTo != null) ? SocketReference.named(sendTo) : null,
				(receiveFrom != null) ? SocketReference.named(receiveFrom) : null);
	}

	@Override
	public void setZmqIntegration(ZmqIntegration integration) {
		this.integration = integration;
	}

	/**
	 * Set how messages and bytes become each other, headers included.
	 * @param messageMapper for instance a {@link ZmqEmbeddedHeadersMessageMapper}, which
	 * channels of {@code spring-integration-zeromq} understand
	 */
	public void setMessageMapper(BytesMessageMapper messageMapper) {
		Assert.notNull(messageMapper, "'messageMapper' must not be null");
		this.inbound = this.inbound.withMapper(messageMapper);
		this.outbound = this.outbound.withMapper(messageMapper);
	}

	/**
	 * Set what received payloads are converted to, by the application's converter for
	 * ZeroMQ.
	 * @param payloadType for instance {@code String}; not together with a mapper
	 */
	public void setPayloadType(Class<?> payloadType) {
		Assert.notNull(payloadType, "'payloadType' must not be null");
		this.inbound = this.inbound.withPayloadType(payloadType);
	}

	/**
	 * Set how many messages subscribers handle at the same time.
	 * @param concurrency 1 (the default) for the thread that reads the socket, more for
	 * so many workers
	 */
	public void setConcurrency(int concurrency) {
		Assert.isTrue(concurrency > 0, "'concurrency' must be positive");
		this.concurrency = concurrency;
	}

	/**
	 * Set whether the channel begins to receive with the application.
	 * @param autoStartup {@code true} unless this is called
	 */
	public void setAutoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	/**
	 * Set when the channel begins to receive, and ends.
	 * @param phase see {@link SmartLifecycle}
	 */
	public void setPhase(int phase) {
		this.phase = phase;
	}

	@Override
	public String getComponentType() {
		return this.kind.componentType();
	}

	@Override
	public IntegrationPatternType getIntegrationPatternType() {
		return this.kind.patternType();
	}

	@Override
	protected void onInit() {
		super.onInit();
		ZmqIntegration current = Endpoints.required(this.integration, this);
		Assert.state(this.inbound.mapper() == null || this.inbound.payloadType() == null,
				"With a 'messageMapper' there is no place for a 'payloadType'");
		BeanFactory beans = getBeanFactory();
		if (beans != null) {
			this.errors = new MessagePublishingErrorHandler(ChannelResolverUtils.getChannelResolver(beans));
		}
		if (this.listener != null) {
			openReceiver(current, this.listener);
		}
		if (this.lease != null) {
			openSender(current, this.lease);
		}
	}

	private void openReceiver(ZmqIntegration current, InboundListener reading) {
		ZmqSocket socket = reading.register(current.listeners(), this,
				(builder) -> builder.concurrency(this.concurrency).partsListener(this::onMessage));
		try {
			this.kind.checkReceives(Endpoints.describe(this, reading.reference()), socket);
		}
		catch (RuntimeException ex) {
			reading.end();
			throw ex;
		}
		this.receiver = new InboundMessages(socket, current.converter(), this.inbound);
	}

	private void openSender(ZmqIntegration current, SocketLease sending) {
		String description = Endpoints.describe(this, sending.reference());
		ZmqSocket socket = sending.begin(current.sockets(), description);
		try {
			this.kind.checkSends(description, socket);
		}
		catch (RuntimeException ex) {
			endSockets();
			throw ex;
		}
		this.sender = new OutboundMessages(current, socket, this.outbound);
	}

	@Override
	protected boolean doSend(Message<?> message, long timeout) {
		OutboundMessages current = this.sender;
		if (current == null) {
			throw new MessageDispatchingException(message,
					"Channel '" + getComponentName() + "' only receives: it has no socket to send to");
		}
		if (timeout < 0) {
			current.send(message);
			return true;
		}
		try {
			current.prepare(message).timeout(Duration.ofMillis(timeout)).send();
			return true;
		}
		catch (ZmqQueueFullException ex) {
			return false;
		}
	}

	private @Nullable Object onMessage(ZmqParts parts) {
		InboundMessages current = this.receiver;
		Assert.state(current != null, "Not initialised");
		// unreadable messages are the peer's fault, and dealt with as those of other
		// listeners
		Message<?> message = current.toMessage(parts);
		try {
			this.dispatcher.dispatch(message);
		}
		catch (RuntimeException ex) {
			MessagePublishingErrorHandler handler = this.errors;
			if (handler == null) {
				throw ex;
			}
			handler.handleError(ex);
		}
		return null;
	}

	@Override
	public boolean subscribe(MessageHandler handler) {
		InboundListener current = this.listener;
		Assert.state(current != null,
				() -> "Channel '" + getComponentName() + "' only sends: it has no socket to receive from");
		boolean added = this.dispatcher.addHandler(handler);
		if (this.running) {
			current.start();
		}
		return added;
	}

	@Override
	public boolean unsubscribe(MessageHandler handler) {
		boolean removed = this.dispatcher.removeHandler(handler);
		InboundListener current = this.listener;
		if (current != null && this.dispatcher.getHandlerCount() == 0) {
			current.stop();
		}
		return removed;
	}

	@Override
	public int getSubscriberCount() {
		return this.dispatcher.getHandlerCount();
	}

	@Override
	public void start() {
		if (this.running) {
			return;
		}
		if (this.lease != null) {
			this.lease.start();
		}
		if (this.listener != null && this.dispatcher.getHandlerCount() > 0) {
			this.listener.start();
		}
		this.running = true;
	}

	@Override
	public void stop() {
		if (!this.running) {
			return;
		}
		this.running = false;
		if (this.listener != null) {
			this.listener.stop();
		}
		if (this.lease != null) {
			this.lease.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	@Override
	public void destroy() {
		stop();
		super.destroy();
		endSockets();
	}

	private void endSockets() {
		if (this.listener != null) {
			this.listener.end();
		}
		if (this.lease != null) {
			this.lease.end();
		}
	}

}
